// SPDX-License-Identifier: MIT
//
// RSS 2.0 (https://www.rssboard.org/rss-specification) by the RSS Advisory Board's Best Practices
// Profile. "Spec" and "Profile" below are these two.
#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/time_format.h"
#include "base/url.h"
#include "markup/escape.h"
#include "markup/html/text.h"
#include "write/facts.h"
#include "write/feed/podcast.h"
#include "write/feed/xml_extras.h"
#include "write/feed/xml_tree.h"
#include "write/formats.h"

namespace syndic::write {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 8> kRssNamespaces = {{
    {"xmlns:atom", "http://www.w3.org/2005/Atom"},
    {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
    {"xmlns:creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"},
    {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
    {"xmlns:dcterms", "http://purl.org/dc/terms/"},
    {"xmlns:itunes", kItunesNamespace},
    {"xmlns:slash", "http://purl.org/rss/1.0/modules/slash/"},
    {"xmlns:wfw", "http://wellformedweb.org/CommentAPI/"},
}};

std::string html_of(const std::string& plain) {
  std::string html;
  markup::append_escaped_text(plain, html);
  return html;
}

// RSS does not say whether a title or description is plain text or HTML, and readers guess. If both
// readings have the same words, plain text is written as it is; if it might be mistaken for markup
// ("the <b> element"), as HTML, which can be read only one way.
std::string in_either_reading(const std::string& plain) {
  if (base::find_any<'<', '&'>(plain) == std::string::npos) return plain;
  return markup::html_to_line(plain) == base::fold_spaces(plain) ? plain : html_of(plain);
}

bool is_html(const model::Text& text) { return text.type == model::TextType::html; }

std::string for_content(const model::Text& text) {
  return is_html(text) ? text.value : html_of_plain(text.value);
}

// Line breaks have a meaning in plain text, but not in HTML.
std::string for_description(const model::Text& text) {
  if (text.value.find('\n') != std::string::npos) return for_content(text);
  return is_html(text) ? text.value : in_either_reading(text.value);
}

pugi::xml_node add_link(pugi::xml_node parent, const char* rel, const std::string& href,
                        const char* type) {
  pugi::xml_node link = parent.append_child("atom:link");
  set(link, "rel", rel);
  set(link, "href", href);
  set_unless_empty(link, "type", type);
  return link;
}

// An Atom Person construct (RFC 4287 §3.2), for what RSS has no place for.
void add_atom_person(pugi::xml_node parent, const char* role, const model::Person& person) {
  pugi::xml_node node = parent.append_child(role);
  add_text(node, "atom:name", shown_name(person));
  add_unless_empty(node, "atom:uri", person.url);
  add_unless_empty(node, "atom:email", person.email);
}

// "mail (name)", as the Profile recommends; empty if the person lacks either, or if it could not be
// read back.
std::string mail_and_name(const model::Person& person) {
  const bool has_both =
      !person.email.empty() && !person.name.empty() && person.name != person.email;
  if (!has_both || person.name.find_first_of("()<>@,;\"") != std::string::npos) return {};
  return person.email + " (" + person.name + ")";
}

// Spec: managingEditor is a mail address, with the name in parentheses (Profile). Without one, each
// author is a dc:creator, which must not be used beside it.
void add_rss_authors(pugi::xml_node channel, const Document& document) {
  const auto& authors = document.authors;
  const auto editor = std::find_if(authors.begin(), authors.end(), [](const model::Person& each) {
    return !mail_and_name(each).empty();
  });
  for (auto each = authors.begin(); each != authors.end(); ++each) {
    if (shown_name(*each).empty()) continue;
    if (each == editor) {
      add_text(channel, "managingEditor", mail_and_name(*each));
    } else if (editor == authors.end()) {
      add_text(channel, "dc:creator", shown_name(*each));
    } else {
      add_atom_person(channel, "atom:author", *each);
    }
  }
}

// Only dc:creator is shown alike by all readers: of an author some show "mail (name)", and of an
// atom:author some show the mail or the address as a part of the name, or the author twice.
void add_item_authors(pugi::xml_node node, const model::Item& item) {
  for (const model::Person& author : item.authors) {
    add_unless_empty(node, "dc:creator", shown_name(author));
  }
  for (const model::Person& person : item.contributors) {
    if (person.url.empty() && (person.email.empty() || person.email == shown_name(person))) {
      add_unless_empty(node, "dc:contributor", shown_name(person));
    } else {
      add_atom_person(node, "atom:contributor", person);
    }
  }
}

// Spec: a GIF, JPEG or PNG.
bool fits_channel_image(const std::string& url) {
  const std::string path = base::lower(base::split_url(url).path);
  constexpr std::array<std::string_view, 4> kOthers = {".svg", ".webp", ".avif", ".ico"};
  return std::none_of(kOthers.begin(), kOthers.end(),
                      [&](std::string_view ending) { return path.ends_with(ending); });
}

// Spec, "Required channel elements" and "Optional channel elements".
void add_channel(pugi::xml_node channel, const Document& document, const std::string& self_url) {
  const std::string title = in_either_reading(feed_name(document));
  const std::string& home = document.home_page_url;
  const std::string link = !home.empty()       ? home
                           : !self_url.empty() ? self_url
                                               : feed_id(document, self_url);
  add_text(channel, "title", title);
  add_text(channel, "link", link);
  add_text(channel, "description",
           document.subtitle.empty() ? title : in_either_reading(document.subtitle));
  if (!self_url.empty()) add_link(channel, "self", self_url, "application/rss+xml");
  for (const std::string& hub : document.hubs) add_link(channel, "hub", hub, "");
  add_unless_empty(channel, "language", document.language);
  add_unless_empty(channel, "copyright", document.rights);
  add_rss_authors(channel, document);
  if (document.updated) {
    add_text(channel, "lastBuildDate", base::format_rfc822(*document.updated));
  }
  add_unless_empty(channel, "generator", document.generator);
  add_text(channel, "docs", "https://www.rssboard.org/rss-specification");
  add_unless_empty(channel, "atom:icon", document.favicon);
  if (is_podcast(document)) add_podcast(channel, document, self_url);
  if (!document.icon.empty() && !fits_channel_image(document.icon)) {
    add_text(channel, "atom:logo", document.icon);
  } else if (!document.icon.empty()) {
    pugi::xml_node image = channel.append_child("image");
    add_text(image, "url", document.icon);
    add_text(image, "title", title);
    add_text(image, "link", link);
  }
}

// Profile: a guid that is the item's link is a permalink; isPermaLink is written either way.
void add_guid(pugi::xml_node node, const model::Item& item) {
  const std::string id = entry_id(item);
  const bool is_permalink = id == item.url && base::is_http_url(id);
  set(add_text(node, "guid", id), "isPermaLink", is_permalink ? "true" : "false");
}

// The description is the summary, with the full text in content:encoded beside it; a text without a
// summary is the description. Spec: an item has a title or a description.
void add_words(pugi::xml_node node, const Document& document, const model::Item& item) {
  if (!item.summary.empty()) {
    add_text(node, "description", for_description(summary_of(document, item)));
    if (!item.content.empty()) add_text(node, "content:encoded", for_content(item.content));
  } else if (!item.content.empty()) {
    add_text(node, "description", for_description(item.content));
  } else if (item.title.empty()) {
    add_text(node, "description", item.url.empty() ? "-" : item.url);
  }
}

void add_rss_categories(pugi::xml_node node, const model::Item& item) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const model::Category& category : item.categories) {
    const std::string& name = shown_name(category);
    if (name.empty() || !seen.emplace(name, category.scheme).second) continue;
    set_unless_empty(add_text(node, "category", name), "domain", category.scheme);
  }
}

// Profile: readers do not agree on a second enclosure, so only one is written. Spec: all three
// attributes are required; an unknown length is 0 (Profile).
void add_enclosure(pugi::xml_node node, const model::Enclosure& file) {
  pugi::xml_node enclosure = node.append_child("enclosure");
  set(enclosure, "url", file.url);
  set(enclosure, "length", file.length.value_or(0));
  set(enclosure, "type", file.media_type.empty() ? "application/octet-stream" : file.media_type);
}

// All files, in their order, by Media RSS 1.5.1, except pictures, which are Atom's enclosures
// because media:content would make them the item's image. The enclosure is not repeated as
// media:content, as readers would list it twice.
void add_files(pugi::xml_node node, const model::Item& item) {
  for (const model::Enclosure& enclosure : item.enclosures) {
    if (&enclosure == main_enclosure(item)) {
      add_enclosure(node, enclosure);
      continue;
    }
    if (!base::starts_with_ignoring_case(enclosure.media_type, "image/")) {
      add_media_file(node, enclosure);
      continue;
    }
    pugi::xml_node link = add_link(node, "enclosure", enclosure.url, enclosure.media_type.c_str());
    if (enclosure.length) set(link, "length", *enclosure.length);
    set_unless_empty(link, "title", enclosure.title);
  }
  add_pictures(node, item);
}

// What Apple's players require of an episode.
void add_episode(pugi::xml_node node, const model::Item& item) {
  add_duration(node, item);
  if (!item.image.empty()) set(node.append_child("itunes:image"), "href", item.image);
}

// Comments: their page, their feed and their number. Profile: the number requires a lastBuildDate.
void add_thread(pugi::xml_node node, const Document& document, const model::Item& item) {
  add_unless_empty(node, "comments", item.comments_url);
  add_unless_empty(node, "wfw:commentRss", item.extras.comments_feed_url);
  if (item.extras.comments) {
    add_text(node, document.updated ? "slash:comments" : "thr:total",
             std::to_string(*item.extras.comments));
  }
}

void add_rights(pugi::xml_node node, const Document& document, const model::Item& item) {
  const std::string& license = item.extras.license;
  if (item.rights != document.rights && item.rights != license) {
    add_unless_empty(node, "dc:rights", item.rights);
  }
  add_unless_empty(node, "creativeCommons:license", license);
}

// Spec: the url attribute, that of the source's feed, is required; if that is not public, the
// source's site is better than no credit.
void add_source(pugi::xml_node node, const Document& document, const Entry& entry) {
  const auto source = credited_source(document, entry);
  if (!source) return;
  const std::string& url = source->feed_url.empty() ? source->home_page_url : source->feed_url;
  if (!url.empty()) set(add_text(node, "source", source->name), "url", url);
}

void add_item(pugi::xml_node channel, const Document& document, const Entry& entry) {
  const model::Item& item = entry.item;
  pugi::xml_node node = channel.append_child("item");
  add_unless_empty(node, "title", in_either_reading(item.title.value));
  add_unless_empty(node, "link", item.url);
  add_guid(node, item);
  if (item.published) add_text(node, "pubDate", base::format_rfc822(*item.published));
  if (item.updated) add_text(node, "dcterms:modified", base::format_rfc3339(*item.updated));
  add_item_authors(node, item);
  add_words(node, document, item);
  add_rss_categories(node, item);
  add_files(node, item);
  if (is_episode(item)) add_episode(node, item);
  add_thread(node, document, item);
  add_extras(node, item.extras,
             is_episode(item) ? EpisodeWords::apple : EpisodeWords::podcasting20);
  add_event(node, item.event);
  if (item.language != document.language) add_unless_empty(node, "dc:language", item.language);
  add_rights(node, document, item);
  add_source(node, document, entry);
  if (!item.external_url.empty()) add_link(node, "related", item.external_url, "");
  for (const Via& via : vias(document, entry)) {
    set_unless_empty(add_link(node, "via", via.href, ""), "title", via.title);
  }
}

}  // namespace

std::string render_rss(const Document& document, std::string_view self_url) {
  const std::string self(self_url);
  pugi::xml_document tree;
  add_stylesheet(tree, document.stylesheet_url);
  pugi::xml_node rss = tree.append_child("rss");
  set(rss, "version", "2.0");
  for (const auto& [prefix, uri] : kRssNamespaces) set(rss, prefix, uri);
  declare_extras(rss, document);
  if (!podcast_guid(document, self).empty() && !rss.attribute("xmlns:podcast")) {
    set(rss, "xmlns:podcast", kPodcastNamespace);
  }
  pugi::xml_node channel = rss.append_child("channel");
  add_channel(channel, document, self);
  for (const Entry& entry : document.entries) add_item(channel, document, entry);
  return serialize(tree);
}

}  // namespace syndic::write
