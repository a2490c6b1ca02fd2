// SPDX-License-Identifier: MIT
//
// Atom 1.0. Section numbers are RFC 4287's unless another document is named.
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"
#include "write/facts.h"
#include "write/feed/podcast.h"
#include "write/feed/xml_extras.h"
#include "write/feed/xml_tree.h"
#include "write/formats.h"

namespace syndic::write {
namespace {

// A link, §4.2.7.
pugi::xml_node add_link(pugi::xml_node parent, const char* rel, const std::string& href,
                        const std::string& type) {
  pugi::xml_node link = parent.append_child("link");
  set(link, "rel", rel);
  set_unless_empty(link, "type", type);
  set(link, "href", href);
  return link;
}

// A Text construct, §3.1, or atom:content, §4.1.3: HTML is escaped once, as characters (§3.1.1.2).
void add_words(pugi::xml_node parent, const char* name, const model::Text& text) {
  const bool is_html = text.type == model::TextType::html;
  set(add_text(parent, name, text.value), "type", is_html ? "html" : "text");
}

void add_plain(pugi::xml_node parent, const char* name, const std::string& text) {
  add_words(parent, name, {text, model::TextType::plain, ""});
}

// A Person construct, §3.2; false, and nothing added, without a name to show.
bool add_person(pugi::xml_node parent, const char* role, const model::Person& person) {
  const std::string& name = shown_name(person);
  if (name.empty()) return false;
  pugi::xml_node node = parent.append_child(role);
  add_text(node, "name", name);
  if (base::is_absolute_iri(person.url)) add_text(node, "uri", person.url);
  add_unless_empty(node, "email", person.email);
  return true;
}

void add_date(pugi::xml_node parent, const char* name, model::Timestamp date) {
  add_text(parent, name, base::format_rfc3339(date));
}

// atom:id must be an IRI, §4.2.6; an item's own id may be anything.
std::string iri_of(const model::Item& item, const std::string& feed) {
  const std::string id = entry_id(item);
  return base::is_absolute_iri(id) ? id : base::name_based_urn(feed, id);
}

// §3.1.1.1: white space of plain text may be collapsed, and its paragraphs with it. Those are HTML.
void add_content(pugi::xml_node node, const model::Text& content) {
  const bool has_lines =
      content.type != model::TextType::html && content.value.find('\n') != std::string::npos;
  std::string html = has_lines ? html_of_plain(content.value) : std::string();
  if (html.starts_with("<p>")) {
    add_words(node, "content", {std::move(html), model::TextType::html, ""});
  } else {
    add_words(node, "content", content);
  }
}

// §4.1.2: an entry without a link of its own must have a content.
void add_body(pugi::xml_node node, const Document& document, const model::Item& item) {
  if (!item.summary.empty()) add_words(node, "summary", summary_of(document, item));
  if (!item.content.empty()) {
    add_content(node, item.content);
  } else if (item.url.empty()) {
    add_words(node, "content", item.summary);
  }
}

void add_links(pugi::xml_node node, const Document& document, const Entry& entry) {
  const model::Item& item = entry.item;
  if (!item.url.empty()) add_link(node, "alternate", item.url, "text/html");
  for (const model::Enclosure& enclosure : item.enclosures) {
    pugi::xml_node link = add_link(node, "enclosure", enclosure.url, enclosure.media_type);
    if (enclosure.length) set(link, "length", *enclosure.length);
    set_unless_empty(link, "title", enclosure.title);
  }
  for (const Via& via : vias(document, entry)) {
    set_unless_empty(add_link(node, "via", via.href, ""), "title", via.title);
  }
  // RFC 4685 §4: the type distinguishes the feed from the page.
  if (!item.comments_url.empty()) add_link(node, "replies", item.comments_url, "text/html");
  const model::Extras& extras = item.extras;
  if (!extras.comments_feed_url.empty()) {
    const bool is_atom = base::lower(extras.comments_feed_url).find("atom") != std::string::npos;
    add_link(node, "replies", extras.comments_feed_url,
             is_atom ? "application/atom+xml" : "application/rss+xml");
  }
  if (extras.comments) add_text(node, "thr:total", std::to_string(*extras.comments));
  // RFC 4946 §2.
  if (!extras.license.empty()) add_link(node, "license", extras.license, "");
  if (!item.external_url.empty()) add_link(node, "related", item.external_url, "");
}

// §4.2.2: a scheme is an IRI or absent.
void add_atom_categories(pugi::xml_node node, const model::Item& item) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const model::Category& category : item.categories) {
    const std::string& term = category.term.empty() ? category.label : category.term;
    const bool has_scheme = base::is_absolute_iri(category.scheme);
    const auto all = std::tuple(term, has_scheme ? category.scheme : "", shown_name(category));
    if (term.empty() || !seen.insert(all).second) continue;
    pugi::xml_node element = node.append_child("category");
    set(element, "term", term);
    if (has_scheme) set(element, "scheme", category.scheme);
    if (category.label != term) set_unless_empty(element, "label", category.label);
  }
}

// §4.2.11: what an entry that is copied keeps of its own feed.
void add_source(pugi::xml_node node, const model::Source& source) {
  pugi::xml_node element = node.append_child("source");
  std::string id = source.atom_id;
  if (!base::is_absolute_iri(id)) id = source.feed_url;
  if (!base::is_absolute_iri(id)) id = base::name_based_urn(source.home_page_url, source.name);
  add_text(element, "id", id);
  add_plain(element, "title", source.name);
  if (source.updated) add_date(element, "updated", *source.updated);
  if (!source.feed_url.empty()) add_link(element, "self", source.feed_url, "");
  // No link to its page: RSS Guard mistakes that for the entry's own.
  if (!source.rights.empty()) add_plain(element, "rights", source.rights);
  add_unless_empty(element, "icon", source.icon);
}

// The file's duration, which a link has no attribute for, and the pictures. With a media:content of
// the file, readers would list it twice.
void add_media(pugi::xml_node node, const model::Item& item) {
  add_duration(node, item);
  add_pictures(node, item);
}

// What all entries of a feed need.
struct FeedFrame {
  const Document& document;
  std::string id;
  model::Timestamp updated;
};

bool has_author(const Document& document, const Entry& entry) {
  for (const model::Person& author : entry.item.authors) {
    if (!shown_name(author).empty()) return true;
  }
  const auto source = credited_source(document, entry);
  return source && !source->name.empty();
}

// §4.1.2. The elements may be in any order; the source is last, since it is about another feed.
void add_entry(pugi::xml_node feed, const FeedFrame& frame, const Entry& entry) {
  const model::Item& item = entry.item;
  const auto source = credited_source(frame.document, entry);
  pugi::xml_node node = feed.append_child("entry");
  if (item.language != frame.document.language) set_unless_empty(node, "xml:lang", item.language);
  add_text(node, "id", iri_of(item, frame.id));
  const std::string name = entry_name(item);
  add_plain(node, "title", name.empty() ? "Untitled" : name);  // Required.
  add_date(node, "updated", item.updated.value_or(item.published.value_or(frame.updated)));
  if (item.published) add_date(node, "published", *item.published);
  add_links(node, frame.document, entry);
  bool is_signed = false;
  for (const model::Person& author : item.authors) {
    is_signed = add_person(node, "author", author) || is_signed;
  }
  // The feed's author did not write what a partner published without a name.
  if (!is_signed && source) add_person(node, "author", {source->name, "", ""});
  for (const model::Person& person : item.contributors) add_person(node, "contributor", person);
  add_atom_categories(node, item);
  add_body(node, frame.document, item);
  add_media(node, item);
  add_extras(node, item.extras, EpisodeWords::podcasting20);
  add_event(node, item.event);
  if (!item.rights.empty() && item.rights != item.extras.license) {
    add_plain(node, "rights", item.rights);
  }
  if (source) add_source(node, *source);
}

// §4.1.1: the feed has an author unless all of its entries have one.
void add_atom_authors(pugi::xml_node feed, const Document& document) {
  bool is_signed = false;
  for (const model::Person& author : document.authors) {
    is_signed = add_person(feed, "author", author) || is_signed;
  }
  if (is_signed) return;
  for (const Entry& entry : document.entries) {
    if (!has_author(document, entry)) {
      add_person(feed, "author", {feed_name(document), "", ""});
      return;
    }
  }
}

// §4.2.4: "syndic 0.1.0" is a name and a version.
void add_generator(pugi::xml_node feed, const std::string& generator) {
  if (generator.empty()) return;
  const std::size_t blank = generator.rfind(' ');
  pugi::xml_node node = add_text(feed, "generator", generator.substr(0, blank));
  if (blank != std::string::npos) set(node, "version", generator.substr(blank + 1));
}

// The namespaces of add_history().
void declare_history(pugi::xml_node feed, const Document& document) {
  if (document.history.is_archive) {
    set(feed, "xmlns:fh", "http://purl.org/syndication/history/1.0");
  }
  if (!document.deleted.empty()) set(feed, "xmlns:at", "http://purl.org/atompub/tombstones/1.0");
}

// Entries that the document does not hold: older ones (RFC 5005) and those that were taken back
// (RFC 6721).
void add_history(pugi::xml_node feed, const Document& document) {
  const History& history = document.history;
  const auto link_to = [&](const char* rel, const std::string& url) {
    if (!url.empty()) add_link(feed, rel, url, "application/atom+xml");
  };
  link_to("current", history.current);
  link_to("prev-archive", history.prev_archive);
  link_to("next-archive", history.next_archive);
  if (history.is_archive) feed.append_child("fh:archive");
  for (const model::Tombstone& tombstone : document.deleted) {
    if (!tombstone.when) continue;  // RFC 6721 §3: required.
    pugi::xml_node element = feed.append_child("at:deleted-entry");
    set(element, "ref", tombstone.id);
    set(element, "when", base::format_rfc3339(*tombstone.when));
    add_unless_empty(element, "at:comment", tombstone.comment);
  }
}

void add_feed(pugi::xml_node feed, const FeedFrame& frame, const std::string& self_url) {
  const Document& document = frame.document;
  add_text(feed, "id", frame.id);
  add_plain(feed, "title", feed_name(document));
  if (!document.subtitle.empty()) add_plain(feed, "subtitle", document.subtitle);
  add_date(feed, "updated", frame.updated);
  if (!self_url.empty()) add_link(feed, "self", self_url, "application/atom+xml");
  if (!document.home_page_url.empty()) {
    add_link(feed, "alternate", document.home_page_url, "text/html");
  }
  for (const std::string& hub : document.hubs) add_link(feed, "hub", hub, "");  // WebSub §4.
  add_atom_authors(feed, document);
  if (!document.rights.empty()) add_plain(feed, "rights", document.rights);
  add_unless_empty(feed, "icon", document.favicon);
  add_unless_empty(feed, "logo", document.icon);
  add_generator(feed, document.generator);
  add_history(feed, document);
}

}  // namespace

std::string render_atom(const Document& document, std::string_view self_url) {
  const auto epoch = base::from_unix_seconds(0);
  const FeedFrame frame{document, feed_id(document, self_url),
                        newest_date(document).value_or(*epoch)};
  pugi::xml_document tree;
  add_stylesheet(tree, document.stylesheet_url);
  pugi::xml_node feed = tree.append_child("feed");
  set(feed, "xmlns", "http://www.w3.org/2005/Atom");
  if (is_podcast(document)) set(feed, "xmlns:itunes", kItunesNamespace);
  declare_extras(feed, document);
  declare_history(feed, document);
  set_unless_empty(feed, "xml:lang", document.language);
  add_feed(feed, frame, std::string(self_url));
  for (const Entry& entry : document.entries) add_entry(feed, frame, entry);
  return serialize(tree);
}

}  // namespace syndic::write
