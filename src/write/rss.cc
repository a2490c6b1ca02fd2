// SPDX-License-Identifier: MIT
//
// RSS 2.0 (https://www.rssboard.org/rss-specification) as the RSS Advisory Board's Best Practices
// Profile would have it. "Spec" and "Profile" below name these two.
#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/time_format.h"
#include "base/url.h"
#include "markup/escape.h"
#include "markup/html_text.h"
#include "write/facts.h"
#include "write/formats.h"
#include "write/xml_tree.h"

namespace syndic::write {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 6> kNamespaces = {{
    {"xmlns:atom", "http://www.w3.org/2005/Atom"},
    {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
    {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
    {"xmlns:dcterms", "http://purl.org/dc/terms/"},
    {"xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
    {"xmlns:media", "http://search.yahoo.com/mrss/"},
}};

std::string html_of(const std::string& plain) {
  std::string html;
  markup::append_escaped_text(plain, html);
  return html;
}

// RSS does not say whether a title or description is plain text or HTML, and readers guess. Where
// both readings give the same words, plain text goes out as it is; where a reader might take it for
// markup ("the <b> element"), as HTML that can only be read one way.
std::string in_either_reading(const std::string& plain) {
  if (plain.find_first_of("<&") == std::string::npos) return plain;
  return markup::html_to_line(plain) == base::fold_spaces(plain) ? plain : html_of(plain);
}

bool is_html(const model::Text& text) { return text.type == model::TextType::html; }

std::string for_description(const model::Text& text) {
  return is_html(text) ? text.value : in_either_reading(text.value);
}

// The line breaks of plain text mean something; in HTML they do not.
std::string for_content(const model::Text& text) {
  if (is_html(text)) return text.value;
  std::string html;
  for (const char c : html_of(text.value)) {
    if (c == '\n') html += "<br>";
    html += c;
  }
  return html;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    return base::starts_with_ignoring_case(text, prefix);
  });
}

pugi::xml_node add_link(pugi::xml_node parent, const char* rel, const std::string& href,
                        const char* type) {
  pugi::xml_node link = parent.append_child("atom:link");
  set(link, "rel", rel);
  set(link, "href", href);
  set_unless_empty(link, "type", type);
  return link;
}

// Spec: managingEditor is a mail address, with the name in parentheses (Profile). An author without
// an address is a dc:creator.
void add_feed_authors(pugi::xml_node channel, const Document& document) {
  bool has_editor = false;
  for (const model::Person& person : document.authors) {
    if (!person.email.empty() && !has_editor) {
      add_text(channel, "managingEditor",
               person.name.empty() ? person.email : person.email + " (" + person.name + ")");
      has_editor = true;
    } else {
      add_unless_empty(channel, "dc:creator", shown_name(person));
    }
  }
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
  add_feed_authors(channel, document);
  if (document.updated) {
    add_text(channel, "lastBuildDate", base::format_rfc822(*document.updated));
  }
  add_unless_empty(channel, "generator", document.generator);
  add_text(channel, "docs", "https://www.rssboard.org/rss-specification");
  if (!document.icon.empty()) {
    pugi::xml_node image = channel.append_child("image");
    add_text(image, "url", document.icon);
    add_text(image, "title", title);
    add_text(image, "link", link);
  }
}

// Profile: a link's guid is a permalink where it is that link, and says so either way.
void add_guid(pugi::xml_node node, const model::Item& item) {
  const std::string id = entry_id(item);
  const bool is_permalink = id == item.url && base::is_http_url(id);
  set(add_text(node, "guid", id), "isPermaLink", is_permalink ? "true" : "false");
}

// The description is the summary, and the full text stands in content:encoded beside it; a text
// alone is the description. Spec: an item has a title or a description.
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

void add_categories(pugi::xml_node node, const model::Item& item) {
  std::set<std::pair<std::string, std::string>> met;
  for (const model::Category& category : item.categories) {
    const std::string& name = shown_name(category);
    if (name.empty() || !met.emplace(name, category.scheme).second) continue;
    set_unless_empty(add_text(node, "category", name), "domain", category.scheme);
  }
}

// Profile: readers do not agree on a second enclosure, so there is one, of what can be played if
// there is such. Spec: all three attributes are required.
void add_enclosure(pugi::xml_node node, const model::Item& item) {
  if (item.enclosures.empty()) return;
  const auto playable = std::find_if(
      item.enclosures.begin(), item.enclosures.end(), [](const model::Enclosure& enclosure) {
        return starts_with_any(enclosure.media_type, {"audio/", "video/"});
      });
  const model::Enclosure& chosen =
      playable == item.enclosures.end() ? item.enclosures.front() : *playable;
  pugi::xml_node enclosure = node.append_child("enclosure");
  set(enclosure, "url", chosen.url);
  set(enclosure, "length", chosen.length.value_or(0));
  set(enclosure, "type",
      chosen.media_type.empty() ? "application/octet-stream" : chosen.media_type);
  if (chosen.duration_seconds) {
    add_text(node, "itunes:duration", std::to_string(*chosen.duration_seconds));
  }
}

// Media RSS 1.5.1: all files, and the picture.
void add_media(pugi::xml_node node, const model::Item& item) {
  for (const model::Enclosure& enclosure : item.enclosures) {
    pugi::xml_node media = node.append_child("media:content");
    set(media, "url", enclosure.url);
    if (enclosure.length) set(media, "fileSize", *enclosure.length);
    set_unless_empty(media, "type", enclosure.media_type);
    if (enclosure.duration_seconds) set(media, "duration", *enclosure.duration_seconds);
    add_unless_empty(media, "media:title", enclosure.title);
  }
  if (!item.image.empty()) set(node.append_child("media:thumbnail"), "url", item.image);
}

void add_item(pugi::xml_node channel, const Document& document, const Entry& entry) {
  const model::Item& item = entry.item;
  pugi::xml_node node = channel.append_child("item");
  add_unless_empty(node, "title", in_either_reading(item.title.value));
  add_unless_empty(node, "link", item.url);
  add_guid(node, item);
  if (item.published) add_text(node, "pubDate", base::format_rfc822(*item.published));
  if (item.updated) add_text(node, "dcterms:modified", base::format_rfc3339(*item.updated));
  for (const model::Person& author : item.authors) {
    add_unless_empty(node, "dc:creator", shown_name(author));
  }
  for (const model::Person& person : item.contributors) {
    add_unless_empty(node, "dc:contributor", shown_name(person));
  }
  add_words(node, document, item);
  add_categories(node, item);
  add_enclosure(node, item);
  add_media(node, item);
  add_unless_empty(node, "comments", item.comments_url);
  if (item.language != document.language) add_unless_empty(node, "dc:language", item.language);
  if (item.rights != document.rights) add_unless_empty(node, "dc:rights", item.rights);
  // Spec: the url attribute, that of the source's feed, is required.
  const auto source = credited_source(document, entry);
  if (source && !source->feed_url.empty()) {
    set(add_text(node, "source", source->name), "url", source->feed_url);
  }
  for (const Via& via : vias(document, entry)) {
    set_unless_empty(add_link(node, "via", via.href, ""), "title", via.title);
  }
}

}  // namespace

std::string render_rss(const Document& document, std::string_view self_url) {
  pugi::xml_document tree;
  pugi::xml_node rss = tree.append_child("rss");
  set(rss, "version", "2.0");
  for (const auto& [prefix, uri] : kNamespaces) set(rss, prefix, uri);
  pugi::xml_node channel = rss.append_child("channel");
  add_channel(channel, document, std::string(self_url));
  for (const Entry& entry : document.entries) add_item(channel, document, entry);
  return serialize(tree);
}

}  // namespace syndic::write
