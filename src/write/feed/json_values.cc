// SPDX-License-Identifier: MIT
#include "write/feed/json_values.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace syndic::write {
namespace {

Json people(const std::vector<model::Person>& persons) {
  return list_of(persons, [](const model::Person& each) {
    return object_of({{"name", &each.name}, {"email", &each.email}, {"url", &each.url}});
  });
}

// Where JSON Feed's authors, who have no address, do not say it all.
Json authors(const model::Item& item) {
  const bool has_more = std::any_of(item.authors.begin(), item.authors.end(), [](const auto& each) {
    return !each.email.empty() && each.email != each.name;
  });
  return has_more ? people(item.authors) : Json::array();
}

// Where tags do not say it all.
Json categories(const model::Item& item) {
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
                {"coordinates", text(each.coordinates)}};
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

}  // namespace

Json text(const std::string& value) {
  return base::is_xml_text(value) ? Json(value) : Json(base::to_xml_text(value));
}

void put(Json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = text(value);
}

void put(Json& object, const char* name, Json list) {
  if (!list.empty()) object[name] = std::move(list);
}

Json object_of(std::initializer_list<std::pair<const char*, const std::string*>> members) {
  Json object = Json::object();
  for (const auto& [name, value] : members) put(object, name, *value);
  return object;
}

void add_extras(const model::Item& item, Json& extension) {
  const model::Extras& extras = item.extras;
  put(extension, "authors", authors(item));
  put(extension, "contributors", people(item.contributors));
  put(extension, "categories", categories(item));
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

}  // namespace syndic::write
