// SPDX-License-Identifier: MIT
//
// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with what it has no place for in objects
// named `_syndic` ("Extensions"). Keys stand in the order in which the specification lists them.
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "write/facts.h"
#include "write/feed/json_values.h"
#include "write/formats.h"

namespace syndic::write {
namespace {

Json authors(const std::vector<model::Person>& persons) {
  Json list = Json::array();
  for (const model::Person& person : persons) {
    Json author = Json::object();
    put(author, "name", person.name.empty() ? person.email : person.name);
    put(author, "url", person.url);
    if (!author.empty()) list.push_back(std::move(author));
  }
  return list;
}

Json tags(const model::Item& item) {
  Json list = Json::array();
  std::unordered_set<std::string_view> seen;
  for (const model::Category& category : item.categories) {
    const std::string& name = shown_name(category);
    if (!name.empty() && seen.insert(name).second) list.push_back(text(name));
  }
  return list;
}

// An attachment must have a type.
Json attachments(const model::Item& item) {
  Json list = Json::array();
  for (const model::Enclosure& enclosure : item.enclosures) {
    Json attachment = Json::object();
    attachment["url"] = text(enclosure.url);
    attachment["mime_type"] =
        enclosure.media_type.empty() ? "application/octet-stream" : text(enclosure.media_type);
    put(attachment, "title", enclosure.title);
    if (enclosure.length) attachment["size_in_bytes"] = *enclosure.length;
    if (enclosure.duration_seconds) {
      attachment["duration_in_seconds"] = *enclosure.duration_seconds;
    }
    list.push_back(std::move(attachment));
  }
  return list;
}

Json item_extension(const Document& document, const Entry& entry) {
  Json extension = {{"kind", kind_name(entry.item.kind)}};
  if (const auto credited = credited_source(document, entry)) {
    Json source = Json::object();
    put(source, "title", credited->name);
    put(source, "url", credited->feed_url.empty() ? credited->home_page_url : credited->feed_url);
    put(source, "id", credited->id);
    put(extension, "source", std::move(source));
  }
  put(extension, "rights", entry.item.rights);
  Json emails = Json::array();
  for (const model::Person& author : entry.item.authors) {
    if (!author.email.empty()) emails.push_back(text(author.email));
  }
  put(extension, "author_emails", std::move(emails));
  if (entry.item.guid_is_permalink) extension["guid_is_permalink"] = *entry.item.guid_is_permalink;
  Json others = Json::array();
  for (const AlsoIn& other : entry.also_in) others.push_back(text(other.source_id));
  put(extension, "also_in", std::move(others));
  const model::Origin& origin = entry.item.origin;
  if (document.sources.count(entry.source_id) > 0 && !origin.empty()) {
    put(extension, "via",
        object_of({{"title", &origin.title}, {"url", &origin.url}, {"id", &origin.id}}));
  }
  put(extension, "comments_url", entry.item.comments_url);
  add_extras(entry.item, extension);
  return extension;
}

Json item_of(const Document& document, const Entry& entry) {
  const model::Item& item = entry.item;
  Json json = Json::object();
  json["id"] = text(entry_id(item));
  put(json, "url", item.url);
  put(json, "external_url", item.external_url);
  put(json, "title", item.title.value);
  // One of the two must be there.
  if (item.content.type == model::TextType::html && !item.content.empty()) {
    json["content_html"] = text(item.content.value);
  } else {
    const bool is_summary = document.is_published && item.content.empty();
    json["content_text"] = text(is_summary ? item.summary.value : item.content.value);
  }
  put(json, "summary", summary_of(document, item).value);
  put(json, "image", item.image);
  put(json, "banner_image", item.banner_image);
  if (item.published) json["date_published"] = base::format_rfc3339(*item.published);
  if (item.updated) json["date_modified"] = base::format_rfc3339(*item.updated);
  put(json, "authors", authors(item.authors));
  put(json, "tags", tags(item));
  put(json, "language", item.language);
  put(json, "attachments", attachments(item));
  json["_syndic"] = item_extension(document, entry);
  return json;
}

Json feed_extension(const Provenance& provenance) {
  Json extension = {{"format", text(provenance.format)}, {"encoding", text(provenance.encoding)}};
  Json warnings = Json::array();
  for (const std::string& warning : provenance.warnings) warnings.push_back(text(warning));
  put(extension, "warnings", std::move(warnings));
  return extension;
}

Json tombstones(const std::vector<model::Tombstone>& deleted) {
  Json list = Json::array();
  for (const model::Tombstone& each : deleted) {
    Json tombstone = {{"id", text(each.id)}};
    if (each.when) tombstone["when"] = base::format_rfc3339(*each.when);
    put(tombstone, "comment", each.comment);
    list.push_back(std::move(tombstone));
  }
  return list;
}

Json feed_of(const Document& document, const std::string& self_url) {
  Json json = Json::object();
  json["version"] = "https://jsonfeed.org/version/1.1";
  json["title"] = text(document.title);
  put(json, "home_page_url", document.home_page_url);
  put(json, "feed_url", self_url);
  put(json, "next_url", document.history.prev_archive);
  put(json, "description", document.subtitle);
  put(json, "icon", document.icon);
  put(json, "favicon", document.favicon);
  put(json, "language", document.language);
  put(json, "authors", authors(document.authors));
  Json hubs = Json::array();
  for (const std::string& hub : document.hubs) {
    hubs.push_back({{"type", "WebSub"}, {"url", text(hub)}});
  }
  put(json, "hubs", std::move(hubs));
  if (document.provenance) json["_syndic"] = feed_extension(*document.provenance);
  if (!document.about_url.empty()) json["_syndic"]["about"] = text(document.about_url);
  if (!document.deleted.empty()) json["_syndic"]["deleted"] = tombstones(document.deleted);
  Json items = Json::array();
  for (const Entry& entry : document.entries) items.push_back(item_of(document, entry));
  json["items"] = std::move(items);
  return json;
}

}  // namespace

std::string render_json(const Document& document, std::string_view self_url, JsonLayout layout) {
  const Json feed = feed_of(document, std::string(self_url));
  return feed.dump(layout == JsonLayout::indented ? 2 : -1, ' ', false,
                   Json::error_handler_t::replace) +
         "\n";
}

}  // namespace syndic::write
