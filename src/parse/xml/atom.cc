// SPDX-License-Identifier: MIT
#include "parse/xml/atom.h"

#include "base/ascii.h"
#include "parse/xml/category.h"
#include "parse/xml/link.h"
#include "parse/xml/person.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

using model::TextType;

constexpr std::uint64_t atom(std::string_view local) { return tag(Ns::atom, local); }

// Atom's text is literal if no type is given. Atom's names in RSS are RSS, whose texts have no
// type.
TextType untyped(const markup::XmlName& name) {
  return static_cast<Ns>(name.space) == Ns::atom ? TextType::plain : TextType::unknown;
}

void read_feed_link(XmlContext& context, pugi::xml_node element, FeedDraft& draft) {
  AtomLink link = read_link(context, element);
  if (link.rel == "self") {
    if (draft.feed.feed_url.empty()) draft.feed.feed_url = std::move(link.href);
  } else if (link.rel == "prev-archive") {  // RFC 5005 §4
    if (draft.feed.prev_archive.empty()) draft.feed.prev_archive = std::move(link.href);
  } else if (link.rel == "hub") {
    add_hub(std::move(link.href), draft.feed);
  } else if (link.rel == "alternate") {
    const auto kind = link.is_html()   ? rank::home_html
                      : link.is_feed() ? rank::home_feed
                                       : rank::home_alternate;
    draft.home_page_url.offer(kind, std::move(link.href));
  } else if (link.rel == "license") {  // RFC 4946
    draft.rights.offer(rank::license, std::move(link.href));
  }
}

// RFC 4685 §4: a page or a feed of the replies to the entry, and their number.
void read_replies(XmlContext& context, pugi::xml_node element, AtomLink link, model::Item& item) {
  std::string& url = link.is_feed() ? item.extras.comments_feed_url : item.comments_url;
  if (url.empty()) url = std::move(link.href);
  if (!item.extras.comments) {
    item.extras.comments = parse_number(context.attribute(element, "thr:count"));
  }
}

void read_entry_link(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  AtomLink link = read_link(context, element);
  // The entry's event as a file is one beside it, and its page only if there is no other.
  const bool is_file = link.is_calendar() && (link.rel == "alternate" || link.rel == "related");
  if (is_file && link.rel == "alternate") draft.url.offer(rank::alternate_file, link.href);
  if (link.rel == "alternate" && !is_file) {
    const auto kind = link.is_html() ? rank::alternate_html : rank::alternate;
    draft.url.offer(kind, std::move(link.href));
  } else if (link.rel == "enclosure" || is_file) {
    draft.add_enclosure({std::move(link.href), std::move(link.type), std::move(link.title),
                         link.length, std::nullopt});
  } else if (link.rel == "replies") {
    read_replies(context, element, std::move(link), draft.item);
  } else if (link.rel == "license") {
    draft.offer_license(std::move(link.href));
  }
}

void read_content(XmlContext& context, pugi::xml_node element, TextType type, ItemDraft& draft);

// Atom 0.3: multipart content holds a content element for each alternative. Recursion is as
// deep as the document, which XmlDocument bounds.
void read_parts(XmlContext& context, pugi::xml_node element, TextType type, ItemDraft& draft) {
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    const markup::XmlName name = context.scope().name(child);
    if (tag(name) == atom("content")) read_content(context, child, type, draft);
  }
}

// RFC 4287 §4.1.3.2: content with src lies elsewhere, and is no body.
void read_content(XmlContext& context, pugi::xml_node element, TextType type, ItemDraft& draft) {
  std::string room;
  if (!context.attribute(element, "src", room).empty()) return;
  if (base::starts_with_ignoring_case(context.attribute(element, "type", room), "multipart/")) {
    return read_parts(context, element, type, draft);
  }
  draft.offer_body(BodyRank::atom_content, context.typed(element, type), context.language(element));
}

// RFC 4287 §4.2.11: what is in atom:source describes another feed, not this entry.
void read_source(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  if (!draft.item.origin.empty()) return;
  model::Origin origin;
  std::string page;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    switch (tag(Ns::atom, context.scope().name(child).hash)) {
      case atom("id"):
        if (origin.id.empty()) origin.id = context.text(child);
        break;
      case atom("title"):
        if (origin.title.empty()) origin.title = context.line(child);
        break;
      case atom("link"): {
        AtomLink link = read_link(context, child);
        if (link.rel == "self" && origin.url.empty()) origin.url = std::move(link.href);
        if (link.rel == "alternate" && page.empty()) page = std::move(link.href);
        break;
      }
      default:
        break;
    }
  }
  if (origin.url.empty()) origin.url = std::move(page);
  draft.item.origin = std::move(origin);
}

}  // namespace

bool read_atom_element(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                       FeedDraft& draft) {
  switch (tag(Ns::atom, name.hash)) {
    case atom("id"):
      if (draft.feed.id.empty()) draft.feed.id = context.text(element);
      return true;
    case atom("title"):
      draft.title.offer(rank::title, context.typed(element, untyped(name)));
      return true;
    case atom("subtitle"):
    case atom("tagline"):  // Atom 0.3
      draft.subtitle.offer(rank::description, context.typed(element, untyped(name)));
      return true;
    case atom("link"):
      read_feed_link(context, element, draft);
      return true;
    case atom("updated"):
    case atom("modified"):  // Atom 0.3
      draft.updated.offer(rank::last_build, context.date(element));
      return true;
    case atom("author"):
      offer_persons(context, element, rank::author, draft.authors);
      return true;
    case atom("rights"):
    case atom("copyright"):  // Atom 0.3
      draft.rights.offer(rank::rights, context.line(element));
      return true;
    case atom("logo"):
      draft.icon.offer(rank::logo, context.url(element));
      return true;
    case atom("icon"):
      if (draft.feed.favicon.empty()) draft.feed.favicon = context.url(element);
      return true;
    case atom("category"):
    case atom("contributor"):
    case atom("generator"):
      return true;
    default:
      return false;
  }
}

bool read_atom_element(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                       ItemDraft& draft) {
  switch (tag(Ns::atom, name.hash)) {
    case atom("id"):
      draft.id.offer(rank::atom_id, context.text(element));
      return true;
    case atom("title"):
      draft.title.offer(rank::title, context.typed(element, untyped(name)));
      return true;
    case atom("link"):
      read_entry_link(context, element, draft);
      return true;
    case atom("content"):
      read_content(context, element, untyped(name), draft);
      return true;
    case atom("summary"):
      draft.offer_body(BodyRank::atom_summary, context.typed(element, untyped(name)),
                       context.language(element));
      return true;
    case atom("published"):
      draft.published.offer(rank::published, context.date(element));
      return true;
    case atom("issued"):  // Atom 0.3
      draft.published.offer(rank::issued, context.date(element));
      return true;
    case atom("created"):  // Atom 0.3
      draft.published.offer(rank::created, context.date(element));
      return true;
    case atom("updated"):
      draft.updated.offer(rank::updated, context.date(element));
      return true;
    case atom("modified"):  // Atom 0.3
      draft.updated.offer(rank::modified, context.date(element));
      return true;
    case atom("author"):
      offer_persons(context, element, rank::author, draft.authors);
      return true;
    case atom("contributor"):
      draft.contributors.offer(rank::contributor, read_person(context, element));
      return true;
    case atom("category"):
      read_category(context, element, draft);
      return true;
    case atom("rights"):
    case atom("copyright"):  // Atom 0.3
      draft.rights.offer(rank::rights, context.line(element));
      return true;
    case atom("source"):
      read_source(context, element, draft);
      return true;
    default:
      return false;
  }
}

}  // namespace syndic::parse
