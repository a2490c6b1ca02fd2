// SPDX-License-Identifier: MIT
#include "parse/xml/feed.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "markup/xml/document.h"
#include "markup/xml/names.h"
#include "markup/xml/nodes.h"
#include "parse/draft.h"
#include "parse/not_a_feed.h"
#include "parse/xml/atom.h"
#include "parse/xml/context.h"
#include "parse/xml/extensions.h"
#include "parse/xml/rss.h"
#include "parse/xml/shape.h"

namespace syndic::parse {
namespace {

using base::equals_ignoring_case;
using markup::XmlName;
using markup::XmlScope;

bool is_named(pugi::xml_node element, std::string_view name) {
  return equals_ignoring_case(markup::local_part(element.name()), name);
}

Ns space_of(const XmlName& name) { return static_cast<Ns>(name.space); }

bool is_item(const XmlName& name) {
  return (space_of(name) == Ns::rss || space_of(name) == Ns::atom) &&
         (equals_ignoring_case(name.local, "item") || equals_ignoring_case(name.local, "entry"));
}

// RSS 1.1, and feeds that use its container in other versions.
bool is_container(const XmlName& name) {
  return space_of(name) == Ns::rss && equals_ignoring_case(name.local, "items");
}

// In any namespace: an unknown one may be declared on the channel itself.
bool is_channel(const XmlName& name) {
  return (space_of(name) == Ns::rss || space_of(name) == Ns::other) &&
         equals_ignoring_case(name.local, "channel");
}

// An element of a feed or an item, as `draft` says. RSS's or Atom's own elements, by either's name,
// are read by the format of their namespace first.
template <class Draft>
void read_element(XmlContext& context, pugi::xml_node element, const XmlName& name, Draft& draft) {
  if (space_of(name) == Ns::rss) {
    if (read_rss_element(context, element, name, draft)) return;
    read_atom_element(context, element, name, draft);
  } else if (space_of(name) == Ns::atom) {
    if (read_atom_element(context, element, name, draft)) return;
    read_rss_element(context, element, name, draft);
  } else {
    read_extension(context, element, name, draft);
  }
}

// rdf:about, whatever RDF's prefix is.
std::string about(XmlContext& context, pugi::xml_node item) {
  for (const pugi::xml_attribute attribute : item.attributes()) {
    if (equals_ignoring_case(markup::local_part(attribute.name()), "about")) {
      return context.value(attribute);
    }
  }
  return {};
}

// A channel of the Channel Definition Format has its address in attributes.
bool is_cdf(pugi::xml_node channel) {
  for (const pugi::xml_attribute attribute : channel.attributes()) {
    const std::string_view name = attribute.name();
    if (equals_ignoring_case(name, "href") || equals_ignoring_case(name, "base") ||
        equals_ignoring_case(name, "self")) {
      return true;
    }
  }
  return false;
}

// Whether `element` is named by a prefix that `root` binds to RSS, or by none if that is RSS.
bool is_bound_to_rss(pugi::xml_node root, pugi::xml_node element) {
  const std::string_view name = element.name();
  const std::size_t colon = name.find(':');
  const std::string declaration =
      colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
  const std::string_view uri = root.attribute(declaration.c_str()).value();
  return !uri.empty() && static_cast<Ns>(namespace_table().of_uri(base::trim(uri))) == Ns::rss;
}

bool is_part_of_channel(pugi::xml_node element) {
  constexpr std::string_view kParts[] = {"title", "link",  "description",
                                         "image", "items", "textinput"};
  return std::any_of(std::begin(kParts), std::end(kParts),
                     [&](std::string_view part) { return is_named(element, part); });
}

// RDF is used for much else than RSS. Without a channel and items it is an empty feed if a
// channel's parts are in it.
bool is_rss_in_rdf(pugi::xml_node root) {
  if (!is_named(root, "rdf")) return false;
  for (pugi::xml_node child = root.first_child(); child; child = child.next_sibling()) {
    if (is_named(child, "channel") || is_named(child, "item")) return true;
    if (is_part_of_channel(child) && is_bound_to_rss(root, child)) return true;
  }
  return false;
}

class FeedReader {
 public:
  FeedReader(XmlContext& context, const Limits& limits, model::Feed& feed)
      : context_(context), limits_(limits), feed_(feed), draft_(feed) {}

  void read(pugi::xml_node root) {
    const XmlScope::Entry entry(context_.scope(), root);
    settle_format(root);
    draft_.language.offer(rank::root_lang, context_.attribute(root, "xml:lang"));
    const bool is_single_item = is_item(context_.scope().name(root));
    settle_base(is_single_item ? pugi::xml_node() : root);
    if (is_single_item) {
      take_item(root);
    } else {
      read_elements(root);
    }
    read_items(root.next_sibling());  // After a root that ends too early.
    if (left_out_ > 0) {
      feed_.warnings.push_back("left out " + std::to_string(left_out_) + " items after the first " +
                               std::to_string(limits_.max_items));
    }
    if (cut_items_ > 0) {
      feed_.warnings.push_back(
          "left out authors, contributors, categories or enclosures after the first " +
          std::to_string(kMostOfAKind) + " of a kind in " + std::to_string(cut_items_) +
          (cut_items_ == 1 ? " item" : " items"));
    }
    draft_.finish();
    context_.dates().settle(feed_, draft_.updated.month_first());
  }

 private:
  void settle_format(pugi::xml_node root) {
    const std::string_view qualified = root.name();
    const std::size_t colon = qualified.find(':');
    const std::string_view prefix =
        colon == std::string_view::npos ? std::string_view() : qualified.substr(0, colon);
    const bool is_atom = is_named(root, "feed") || is_named(root, "entry");
    if (is_atom) {
      const bool old = names(root, is_atom03) || context_.attribute(root, "version") == "0.3";
      feed_.format = old ? model::Format::atom03 : model::Format::atom10;
    } else if (is_named(root, "rdf")) {
      feed_.format = names(root, is_rss090) ? model::Format::rss090 : model::Format::rss10;
      take_strange_default();
      return;
    } else {
      feed_.format = names(root, is_rss11) ? model::Format::rss10
                                           : rss_format(context_.attribute(root, "version"));
    }
    // Whatever namespace the feed's own root is in, it is this format's.
    context_.scope().rebind(prefix, static_cast<markup::Namespace>(is_atom ? Ns::atom : Ns::rss));
  }

  static bool names(pugi::xml_node root, bool (*is_uri)(std::string_view)) {
    for (const pugi::xml_attribute attribute : root.attributes()) {
      const std::string_view name = attribute.name();
      if (name.starts_with("xmlns") && is_uri(base::trim(attribute.value()))) return true;
    }
    return false;
  }

  static pugi::xml_node find_channel(pugi::xml_node root) {
    for (pugi::xml_node child = root.first_child(); child; child = child.next_sibling()) {
      if (is_named(child, "channel")) return child;
    }
    return {};
  }

  // References are relative to xml:base, else to the document's address, else to the feed's link. A
  // single item has no `root` around it: its link is not the feed's.
  void settle_base(pugi::xml_node root) {
    const pugi::xml_node channel = find_channel(root);
    const XmlScope::Entry entry(context_.scope(), channel);
    if (context_.scope().base().empty()) {
      context_.scope().set_outer_base(feed_link(channel ? channel : root));
    }
    feed_.base_url = context_.scope().base();
    context_.set_feed_base(feed_.base_url);
    context_.document().forget_references();
  }

  std::string feed_link(pugi::xml_node head) {
    model::Feed feed;
    FeedDraft draft(feed);
    for (pugi::xml_node child = head.first_child(); child; child = child.next_sibling()) {
      if (child.type() != pugi::node_element || !is_named(child, "link")) continue;
      const XmlScope::Entry entry(context_.scope(), child);
      read_element(context_, child, context_.scope().name(child), draft);
    }
    return base::is_http_url(feed.home_page_url) ? std::move(feed.home_page_url) : std::string();
  }

  // The children of a root or a channel: items are in either.
  void read_elements(pugi::xml_node parent) {
    reserve_items(parent);
    for (pugi::xml_node child = parent.first_child(); child; child = child.next_sibling()) {
      if (child.type() != pugi::node_element) continue;
      const XmlScope::Entry entry(context_.scope(), child);
      const XmlName name = context_.scope().name(child);
      if (is_item(name) || is_strange_item(child, name)) {
        take_item(child);
      } else if (is_channel(name)) {
        draft_.language.offer(rank::root_lang, context_.attribute(child, "xml:lang"));
        take_strange_default();
        read_elements(child);
      } else if (is_container(name)) {
        read_items(child.first_child());
      } else {
        read_element(context_, child, name, draft_);
      }
    }
  }

  // The items among `first` and what follows it.
  void read_items(pugi::xml_node first) {
    for (pugi::xml_node next = first; next; next = next.next_sibling()) {
      if (next.type() != pugi::node_element) continue;
      const XmlScope::Entry entry(context_.scope(), next);
      if (is_item(context_.scope().name(next))) take_item(next);
    }
  }

  // One in an unknown default namespace, declared on the item itself.
  bool is_strange_item(pugi::xml_node element, const XmlName& name) {
    const bool is_atom = equals_ignoring_case(element.name(), "entry");
    if (space_of(name) != Ns::other || !element.attribute("xmlns") ||
        !(is_atom || equals_ignoring_case(element.name(), "item"))) {
      return false;
    }
    context_.scope().rebind({}, static_cast<markup::Namespace>(is_atom ? Ns::atom : Ns::rss));
    return true;
  }

  // An unknown default namespace, declared on the root or the channel, is RSS'.
  void take_strange_default() {
    if (space_of(context_.scope().resolve("item")) == Ns::other) {
      context_.scope().rebind({}, static_cast<markup::Namespace>(Ns::rss));
    }
  }

  // Items are large, and costly to move when there is no room: nearly all children are items.
  void reserve_items(pugi::xml_node parent) {
    std::size_t children = feed_.items.size();
    for (pugi::xml_node child = parent.first_child(); child; child = child.next_sibling()) {
      if (++children >= limits_.max_items) break;
    }
    feed_.items.reserve(children);
  }

  bool breaks_off_in_id(pugi::xml_node item) {
    const pugi::xml_node last = item.last_child();
    return (is_named(last, "guid") || is_named(last, "id")) && context_.document().is_cut(last);
  }

  // The document breaks off in the item. Without its whole id it would be another item once the
  // document is whole: then it is left out, and this returns false.
  bool take_half(pugi::xml_node element, const model::Item& item) {
    feed_.ends_in_item = true;
    feed_.last_is_half = !item.id.empty() && !breaks_off_in_id(element);
    if (feed_.last_is_half) return true;
    feed_.warnings.emplace_back("left out the item that the document breaks off in");
    feed_.items.pop_back();
    return false;
  }

  void take_item(pugi::xml_node element) {
    if (feed_.items.size() >= limits_.max_items) {
      ++left_out_;
      return;
    }
    model::Item& item = feed_.items.emplace_back();
    ItemDraft draft(item);
    if (element.first_attribute()) {
      draft.id.offer(rank::rdf_about, about(context_, element));
      draft.language.offer(rank::own_lang, context_.attribute(element, "xml:lang"));
    }
    for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
      const std::string_view name = child.name();
      if (name.empty()) continue;  // Words between elements.
      const XmlScope::Entry entry(context_.scope(), child);
      read_element(context_, child, context_.scope().resolve(name), draft);
    }
    if (draft.finish()) ++cut_items_;
    if (context_.document().is_cut(element) && !take_half(element, item)) return;
    const std::size_t place = feed_.items.size() - 1;
    context_.dates().keep(place, &model::Item::published, draft.published.month_first());
    context_.dates().keep(place, &model::Item::updated, draft.updated.month_first());
  }

  XmlContext& context_;
  const Limits& limits_;
  model::Feed& feed_;
  FeedDraft draft_;
  std::size_t left_out_ = 0;
  std::size_t cut_items_ = 0;
};

// The first root element that is a feed: rss, channel, RDF that holds RSS, feed, or a single item
// or entry. Null if there is none, or if the document is a web page.
pugi::xml_node find_feed_root(pugi::xml_node document) {
  constexpr std::string_view kRoots[] = {"rss", "feed", "item", "entry"};
  for (const pugi::xml_node node : document.children()) {
    if (node.type() != pugi::node_element) continue;
    if (is_named(node, "html")) return {};
    if ((is_named(node, "channel") && !is_cdf(node)) || is_rss_in_rdf(node)) return node;
    for (const std::string_view root : kRoots) {
      if (is_named(node, root)) return node;
    }
  }
  return {};
}

std::string_view first_root(pugi::xml_node document) {
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_element) return markup::local_part(node.name());
  }
  return {};
}

std::string described(const Error& damage) {
  if (damage.code == Errc::too_large) return "the XML is nested too deep (" + damage.message + ")";
  return "the XML is ill-formed at byte " + std::to_string(damage.offset) + " (" + damage.message +
         ")";
}

// What is cut off a large document is memory that its elements take.
void cut_to(std::size_t length, std::string& text) {
  if (length == text.size()) return;
  text.resize(length);
  text.shrink_to_fit();
}

// Of a document that is cut by its bound the rest never comes.
void drop_half_item(model::Feed& feed) {
  if (feed.last_is_half) feed.items.pop_back();
  feed.last_is_half = false;
  feed.ends_in_item = false;
  feed.is_cut = false;
}

bool says_nothing(const model::Feed& feed) {
  return feed.items.empty() && feed.title.empty() && feed.id.empty() && feed.home_page_url.empty();
}

}  // namespace

Result<model::Feed> read_xml_feed(std::string_view bytes, markup::DecodedText decoded,
                                  const Hints& hints, const Limits& limits) {
  const std::size_t length = markup::length_of_nodes(decoded.text, limits.max_nodes);
  const bool is_cut = length < decoded.text.size();
  cut_to(length, decoded.text);
  std::optional<markup::XmlDocument> xml;
  xml.emplace(std::move(decoded.text), limits.max_depth);
  std::optional<Error> damage = xml->damage();
  if (damage) {
    damage->offset += decoded.skipped;
    // The parser wrote into the text. Few documents are damaged: those are decoded once more.
    xml.reset();
    decoded.text = markup::decode_text(bytes, hints.content_type).text;
    cut_to(length, decoded.text);
    markup::RepairedXml repaired = markup::repair_xml(decoded.text, xml_role, limits.max_depth);
    decoded.text = std::string();
    xml.emplace(std::move(repaired));
  }
  const pugi::xml_node root = find_feed_root(xml->root());
  if (!root) {
    return fail(Errc::unknown_format, describe_no_feed(bytes, first_root(xml->root())));
  }
  model::Feed feed;
  feed.encoding = decoded.encoding;
  feed.warnings = decoded.warnings;
  if (is_cut) {
    feed.warnings.push_back("left out what follows the first " + std::to_string(limits.max_nodes) +
                            " elements and attributes");
  }
  XmlContext context(*xml, hints);
  FeedReader(context, limits, feed).read(root);
  feed.is_cut = xml->is_cut(root);
  if (is_cut) drop_half_item(feed);
  feed.is_too_long = is_cut;
  if (xml->entities_overflowed()) {
    return fail(Errc::too_large, "the entities that the document declares grow without bound");
  }
  if (damage && says_nothing(feed)) {
    return fail(damage->code, described(*damage) + " and says nothing", damage->offset);
  }
  if (damage && damage->code == Errc::malformed) {
    feed.warnings.push_back(described(*damage) + " and was repaired");
  }
  for (std::string& line : xml->faults().lines()) feed.warnings.push_back(std::move(line));
  return feed;
}

}  // namespace syndic::parse
