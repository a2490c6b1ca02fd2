// SPDX-License-Identifier: MIT
//
// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with what it has no place for in objects
// named `_syndic` ("Extensions"). Keys are in the order of the specification.
#include <algorithm>
#include <array>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "base/utf8.h"
#include "write/facts.h"
#include "write/formats.h"

namespace syndic::write {
namespace {

using Json = nlohmann::ordered_json;

// Without what XML forbids: JSON may hold it, but an XML feed made of this one may not.
Json json_text(const std::string& value) {
  return base::is_xml_text(value) ? Json(value) : Json(base::to_xml_text(value));
}

// Sets a member, unless it is empty.
void put(Json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = json_text(value);
}

void put(Json& object, const char* name, Json list) {
  if (!list.empty()) object[name] = std::move(list);
}

// An object of the members that are not empty.
Json object_of(std::initializer_list<std::pair<const char*, const std::string*>> members) {
  Json object = Json::object();
  for (const auto& [name, value] : members) put(object, name, *value);
  return object;
}

// A list of what `make` returns for each.
template <class Each, class Make>
Json list_of(const std::vector<Each>& elements, Make make) {
  Json list = Json::array();
  for (const Each& each : elements) list.push_back(make(each));
  return list;
}

Json people(const std::vector<model::Person>& persons) {
  return list_of(persons, [](const model::Person& each) {
    return object_of({{"name", &each.name}, {"email", &each.email}, {"url", &each.url}});
  });
}

// Empty if JSON Feed's authors, who have no mail address, are all that is known of them.
Json authors_in_full(const model::Item& item) {
  const bool has_more = std::any_of(item.authors.begin(), item.authors.end(), [](const auto& each) {
    return !each.email.empty() && each.email != each.name;
  });
  return has_more ? people(item.authors) : Json::array();
}

// Empty if tags are all that is known of them.
Json categories_in_full(const model::Item& item) {
  const bool has_more =
      std::any_of(item.categories.begin(), item.categories.end(), [](const auto& each) {
        return !each.scheme.empty() || (!each.label.empty() && each.label != each.term);
      });
  if (!has_more) return Json::array();
  return list_of(item.categories, [](const model::Category& each) {
    return object_of({{"term", &each.term}, {"scheme", &each.scheme}, {"label", &each.label}});
  });
}

Json pictures(const model::Extras& extras) {
  return list_of(extras.pictures, [](const model::Picture& each) {
    Json picture = object_of({{"url", &each.url}});
    if (each.width) picture["width"] = *each.width;
    if (each.height) picture["height"] = *each.height;
    return picture;
  });
}

Json places(const model::Extras& extras) {
  return list_of(extras.places, [](const model::Place& each) {
    constexpr std::array kShapes = {"point", "line", "polygon"};
    return Json{{"shape", kShapes.at(static_cast<std::size_t>(each.shape))},
                {"coordinates", json_text(each.coordinates)}};
  });
}

void add_episode(const model::Episode& episode, Json& extension) {
  if (episode.season) extension["season"] = *episode.season;
  if (episode.number) extension["episode"] = *episode.number;
  put(extension, "episode_type", episode.type);
  if (episode.is_explicit) extension["explicit"] = *episode.is_explicit;
  put(extension, "chapters",
      object_of({{"url", &episode.chapters_url}, {"mime_type", &episode.chapters_type}}));
  put(extension, "transcripts", list_of(episode.transcripts, [](const model::Transcript& each) {
        return object_of({{"url", &each.url},
                          {"mime_type", &each.media_type},
                          {"language", &each.language},
                          {"rel", &each.rel}});
      }));
  put(extension, "voices", list_of(episode.voices, [](const model::Voice& each) {
        return object_of({{"name", &each.name},
                          {"role", &each.role},
                          {"group", &each.group},
                          {"image", &each.image},
                          {"url", &each.url}});
      }));
}

// Adds to an item's `_syndic` object what JSON Feed has no place for in its persons and categories,
// and its model::Extras.
void add_extras(const model::Item& item, Json& extension) {
  const model::Extras& extras = item.extras;
  put(extension, "authors", authors_in_full(item));
  put(extension, "contributors", people(item.contributors));
  put(extension, "categories", categories_in_full(item));
  put(extension, "license", extras.license);
  put(extension, "comments_feed_url", extras.comments_feed_url);
  if (extras.comments) extension["comments"] = *extras.comments;
  put(extension, "in_reply_to", list_of(extras.in_reply_to, [](const model::InReplyTo& each) {
        return object_of({{"ref", &each.ref}, {"url", &each.url}, {"source", &each.source}});
      }));
  put(extension, "pictures", pictures(extras));
  put(extension, "credits", list_of(extras.credits, [](const model::Credit& each) {
        return object_of({{"name", &each.name}, {"role", &each.role}, {"scheme", &each.scheme}});
      }));
  put(extension, "places", places(extras));
  put(extension, "place_name", extras.place_name);
  add_episode(extras.episode, extension);
}

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
    if (!name.empty() && seen.insert(name).second) list.push_back(json_text(name));
  }
  return list;
}

// An attachment requires a type.
Json attachments(const model::Item& item) {
  Json list = Json::array();
  for (const model::Enclosure& enclosure : item.enclosures) {
    Json attachment = Json::object();
    attachment["url"] = json_text(enclosure.url);
    attachment["mime_type"] =
        enclosure.media_type.empty() ? "application/octet-stream" : json_text(enclosure.media_type);
    put(attachment, "title", enclosure.title);
    if (enclosure.length) attachment["size_in_bytes"] = *enclosure.length;
    if (enclosure.duration_seconds) {
      attachment["duration_in_seconds"] = *enclosure.duration_seconds;
    }
    list.push_back(std::move(attachment));
  }
  return list;
}

Json event_object(const model::Event& event) {
  Json json = {{"start", event_time(event, event.start)}};
  if (event.end) json["end"] = event_time(event, *event.end);
  put(json, "place", event.place);
  return json;
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
    if (!author.email.empty()) emails.push_back(json_text(author.email));
  }
  put(extension, "author_emails", std::move(emails));
  if (entry.item.guid_is_permalink) extension["guid_is_permalink"] = *entry.item.guid_is_permalink;
  Json others = Json::array();
  for (const AlsoIn& other : entry.also_in) others.push_back(json_text(other.source_id));
  put(extension, "also_in", std::move(others));
  const model::Origin& origin = entry.item.origin;
  if (document.sources.count(entry.source_id) > 0 && !origin.empty()) {
    put(extension, "via",
        object_of({{"title", &origin.title}, {"url", &origin.url}, {"id", &origin.id}}));
  }
  put(extension, "comments_url", entry.item.comments_url);
  if (entry.item.event) extension["event"] = event_object(*entry.item.event);
  add_extras(entry.item, extension);
  return extension;
}

Json item_of(const Document& document, const Entry& entry) {
  const model::Item& item = entry.item;
  Json json = Json::object();
  json["id"] = json_text(entry_id(item));
  put(json, "url", item.url);
  put(json, "external_url", item.external_url);
  put(json, "title", item.title.value);
  // One of the two is required.
  if (item.content.type == model::TextType::html && !item.content.empty()) {
    json["content_html"] = json_text(item.content.value);
  } else {
    const bool is_summary = document.is_published && item.content.empty();
    json["content_text"] = json_text(is_summary ? item.summary.value : item.content.value);
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
  Json extension = {{"format", json_text(provenance.format)},
                    {"encoding", json_text(provenance.encoding)}};
  Json warnings = Json::array();
  for (const std::string& warning : provenance.warnings) warnings.push_back(json_text(warning));
  put(extension, "warnings", std::move(warnings));
  return extension;
}

Json tombstones(const std::vector<model::Tombstone>& deleted) {
  Json list = Json::array();
  for (const model::Tombstone& each : deleted) {
    Json tombstone = {{"id", json_text(each.id)}};
    if (each.when) tombstone["when"] = base::format_rfc3339(*each.when);
    put(tombstone, "comment", each.comment);
    list.push_back(std::move(tombstone));
  }
  return list;
}

Json feed_of(const Document& document, const std::string& self_url) {
  Json json = Json::object();
  json["version"] = "https://jsonfeed.org/version/1.1";
  json["title"] = json_text(document.title);
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
    hubs.push_back({{"type", "WebSub"}, {"url", json_text(hub)}});
  }
  put(json, "hubs", std::move(hubs));
  if (document.provenance) json["_syndic"] = feed_extension(*document.provenance);
  if (!document.about_url.empty()) json["_syndic"]["about"] = json_text(document.about_url);
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
