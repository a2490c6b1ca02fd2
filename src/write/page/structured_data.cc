// SPDX-License-Identifier: MIT
#include "write/page/structured_data.h"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/time_format.h"
#include "text/excerpt.h"
#include "write/facts.h"
#include "write/page/item.h"

namespace syndic::write {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostItems = 12;
constexpr std::size_t kLongestHeadline = 110;  // Search engines cut longer ones.
constexpr std::size_t kLongestDescription = 160;

void add_dates(const model::Item& item, const char* published, Json& json) {
  if (item.published) json[published] = base::format_rfc3339(*item.published);
  if (item.updated) json["dateModified"] = base::format_rfc3339(*item.updated);
}

void add_picture(const model::Item& item, const char* name, Json& json) {
  if (const View image = link_or_none(item.image); image.is_string()) {
    json[name] = image.get<std::string>();
  }
}

// The media file as schema.org's MediaObject; empty if it cannot be linked to.
Json media(const model::Enclosure& file) {
  const View url = link_or_none(file.url);
  if (!url.is_string()) return {};
  Json json = {{"@type", "MediaObject"}, {"contentUrl", url.get<std::string>()}};
  if (file.duration_seconds) {
    json["duration"] = "PT" + std::to_string(*file.duration_seconds) + "S";
  }
  return json;
}

Json article(const model::Item& item) {
  Json json = {{"@type", "NewsArticle"},
               {"headline", text::excerpt(entry_name(item), kLongestHeadline)}};
  add_dates(item, "datePublished", json);
  add_picture(item, "image", json);
  return json;
}

Json episode(const model::Item& item) {
  Json json = {{"@type", "PodcastEpisode"},
               {"name", text::excerpt(entry_name(item), kLongestHeadline)}};
  add_dates(item, "datePublished", json);
  if (const model::Enclosure* const audio = audio_of(item)) {
    if (Json file = media(*audio); !file.is_null()) json["associatedMedia"] = std::move(file);
  }
  return json;
}

Json video(const model::Item& item) {
  Json json = {{"@type", "VideoObject"},
               {"name", text::excerpt(entry_name(item), kLongestHeadline)}};
  if (std::string words = excerpt_of(item, kLongestDescription); !words.empty()) {
    json["description"] = std::move(words);
  }
  add_dates(item, "uploadDate", json);
  add_picture(item, "thumbnailUrl", json);
  return json;
}

// The place as text: schema.org also takes a Place, of which nothing but the name would be known.
Json event(const model::Item& item) {
  Json json = {{"@type", "Event"},
               {"name", text::excerpt(entry_name(item), kLongestHeadline)},
               {"startDate", event_time(*item.event, item.event->start)}};
  if (item.event->end) json["endDate"] = event_time(*item.event, *item.event->end);
  if (!item.event->place.empty()) json["location"] = item.event->place;
  add_picture(item, "image", json);
  return json;
}

Json thing(const model::Item& item) {
  if (item.event) return event(item);
  switch (item.kind) {
    case model::Kind::watch:
      return video(item);
    case model::Kind::listen:
      return episode(item);
    case model::Kind::read:
      break;
  }
  return article(item);
}

// The characters that could end a script element, or a line of JavaScript, as escapes.
std::string for_script(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string structured_data(const Document& items, std::string_view name) {
  Json elements = Json::array();
  for (const Entry& entry : items.entries) {
    if (elements.size() == kMostItems) break;
    std::string url = link_of(entry.item);
    if (url.empty()) continue;
    Json json = thing(entry.item);
    json["url"] = std::move(url);
    if (const auto source = credited_source(items, entry); source && !source->name.empty()) {
      json["publisher"] = {{"@type", "Organization"}, {"name", source->name}};
    }
    elements.push_back(
        {{"@type", "ListItem"}, {"position", elements.size() + 1}, {"item", std::move(json)}});
  }
  if (elements.empty()) return {};
  const Json list = {{"@context", "https://schema.org"},
                     {"@type", "ItemList"},
                     {"name", name},
                     {"itemListElement", std::move(elements)}};
  return for_script(list.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace syndic::write
