// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>
#include <optional>

#include "base/time_format.h"
#include "base/url.h"
#include "cli/why_text.h"

namespace syndic::cli {
namespace {

using Json = nlohmann::ordered_json;

Json json_date(const std::optional<model::Timestamp>& time) {
  return time ? Json(base::format_rfc3339(*time)) : Json(nullptr);
}

std::string_view name_of(pipeline::Standing standing) {
  switch (standing) {
    case pipeline::Standing::published:
      return "published";
    case pipeline::Standing::not_taken:
      return "not_taken";
    case pipeline::Standing::dropped:
      return "dropped";
    case pipeline::Standing::duplicate:
      return "duplicate";
    case pipeline::Standing::too_old:
      return "too_old";
    case pipeline::Standing::beyond:
      break;
  }
  return "beyond";
}

Json copy_json(const store::Copy& copy) {
  return {{"source", copy.source_id}, {"id", copy.id}, {"because", in_words(copy.match)}};
}

Json place_json(const pipeline::Place& place) {
  Json json = {{"feed", place.feed}, {"standing", name_of(place.standing)}};
  if (place.position > 0) json["position"] = place.position;
  if (place.winner) {
    json["winner"] = copy_json(*place.winner);
    json["winner"]["wins_as"] = in_words(place.edge);
  }
  return json;
}

Json item_json(const pipeline::ItemStory& story) {
  const model::Item& item = story.stored.item;
  Json json = {{"id", item.id},
               {"title", item.title.value},
               {"url", base::public_url(item.url)},
               {"source", story.stored.source_id},
               {"first_seen", json_date(story.stored.first_seen)},
               {"published", json_date(item.published)},
               {"published_because", date_in_words(story.stored)},
               {"updated", json_date(item.updated)},
               {"given_id", item.lineage.given_id},
               {"id_because", identity_in_words(item.lineage)}};
  json["dropped_by"] =
      item.lineage.dropped_by.empty() ? Json(nullptr) : Json(item.lineage.dropped_by);
  json["stands_for"] = Json::array();
  for (const store::Copy& copy : story.stored.copies) {
    json["stands_for"].push_back(copy_json(copy));
  }
  json["feeds"] = Json::array();
  for (const pipeline::Place& place : story.places) json["feeds"].push_back(place_json(place));
  return json;
}

Json source_json(const pipeline::SourceStory& story) {
  Json json = {{"id", story.id},
               {"name", story.name},
               {"address", story.place},
               {"enabled", story.enabled},
               {"groups", story.groups},
               {"last_fetch", json_date(story.state.last_fetch)},
               {"last_success", json_date(story.state.last_success)},
               {"last_change", json_date(story.state.last_change)},
               {"last_status", story.state.last_status},
               {"failures", story.state.failures},
               {"next_due", json_date(story.state.next_due)},
               {"gone", story.state.gone},
               {"items", story.items},
               {"dropped", story.dropped},
               {"feeds", story.feeds}};
  json["last_error"] =
      story.state.last_error.empty() ? Json(nullptr) : Json(story.state.last_error);
  json["newest"] = story.newest ? Json{{"id", story.newest->item.id},
                                       {"title", story.newest->item.title.value},
                                       {"published", json_date(story.newest->item.published)}}
                                : Json(nullptr);
  json["advice"] = story.advice.empty() ? Json(nullptr) : Json(story.advice);
  return json;
}

}  // namespace

std::string why_json(const pipeline::Story& story) {
  Json json = {{"items", Json::array()}, {"sources", Json::array()}, {"more", story.more}};
  for (const pipeline::ItemStory& item : story.items) json["items"].push_back(item_json(item));
  for (const pipeline::SourceStory& source : story.sources) {
    json["sources"].push_back(source_json(source));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace syndic::cli
