// SPDX-License-Identifier: MIT
#include "cli/status_text.h"

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/time_format.h"
#include "base/url.h"
#include "cli/table.h"
#include "pipeline/health.h"

namespace syndic::cli {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

// Id, status, failures and error.
constexpr std::array<std::size_t, 4> kColoured = {0, 3, 4, 7};

std::string when(const std::optional<model::Timestamp>& time) {
  return time ? base::format_rfc3339(*time) : "-";
}

void set_date(Json& json, const char* key, const std::optional<model::Timestamp>& time) {
  json[key] = time ? Json(base::format_rfc3339(*time)) : Json(nullptr);
}

void add_words(const std::string& words, std::string& line) {
  if (!words.empty()) line += (line.empty() ? "" : "; ") + words;
}

/// "2 items vanished from its feed: A, B"
std::string vanished_words(const std::vector<store::Vanished>& vanished) {
  constexpr std::size_t kMostNamed = 3;
  if (vanished.empty()) return {};
  std::string words = std::to_string(vanished.size()) +
                      (vanished.size() == 1 ? " item" : " items") + " vanished from its feed: ";
  for (std::size_t i = 0; i < vanished.size() && i < kMostNamed; ++i) {
    words +=
        (i == 0 ? "" : ", ") + (vanished[i].title.empty() ? vanished[i].id : vanished[i].title);
  }
  return vanished.size() > kMostNamed ? words + " …" : words;
}

Colour colour_of(const pipeline::SourceStatus& row) {
  switch (pipeline::health_of(row.state, row.enabled)) {
    case pipeline::Health::good:
      return row.silence.empty() ? Colour::green : Colour::yellow;
    case pipeline::Health::waiting:
    case pipeline::Health::failing:
      return Colour::yellow;
    case pipeline::Health::broken:
    case pipeline::Health::gone:
      return Colour::red;
    case pipeline::Health::disabled:
      return Colour::grey;
  }
  return Colour::none;
}

}  // namespace

std::string status_json(const std::vector<pipeline::SourceStatus>& rows) {
  Json json = Json::array();
  for (const pipeline::SourceStatus& row : rows) {
    Json source;
    source["id"] = row.id;
    source["enabled"] = row.enabled;
    set_date(source, "last_success", row.state.last_success);
    set_date(source, "last_change", row.state.last_change);
    source["last_status"] = row.state.last_status;
    source["failures"] = row.state.failures;
    source["items"] = row.items;
    set_date(source, "next_due", row.state.next_due);
    set_date(source, "failing_since", row.state.failing_since);
    source["silence"] = row.silence.empty() ? Json(nullptr) : Json(row.silence);
    source["asked_at"] = row.state.move.adopted_url.empty()
                             ? Json(nullptr)
                             : Json(base::public_url(row.state.move.adopted_url));
    source["gone"] = row.state.gone;
    source["last_error"] =
        row.state.last_error.empty() ? Json(nullptr) : Json(row.state.last_error);
    source["health"] = pipeline::to_string(pipeline::health_of(row.state, row.enabled));
    source["vanished"] = Json::array();
    for (const store::Vanished& item : row.vanished) {
      source["vanished"].push_back(
          {{"id", item.id}, {"title", item.title}, {"since", base::format_rfc3339(item.since)}});
    }
    source["history"] = Json::array();
    for (const model::FetchDay& day : row.history) {
      source["history"].push_back({{"day", base::format_day(day.day)},
                                   {"fetches", day.fetches},
                                   {"failures", day.failures},
                                   {"unchanged", day.unchanged},
                                   {"bytes", day.bytes},
                                   {"new", day.added}});
    }
    json.push_back(std::move(source));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string status_table(const std::vector<pipeline::SourceStatus>& rows, bool colour) {
  Rows out = {{"SOURCE", "LAST SUCCESS", "LAST CHANGE", "STATUS", "FAILURES", "ITEMS", "NEXT DUE",
               "LAST ERROR"}};
  std::map<std::pair<std::size_t, std::size_t>, Colour> colours;
  for (const pipeline::SourceStatus& row : rows) {
    const std::string due = !row.enabled     ? "disabled"
                            : row.state.gone ? "never (gone)"
                                             : when(row.state.next_due);
    std::string words = row.state.last_error;
    add_words(row.failing, words);
    add_words(row.silence, words);
    add_words(vanished_words(row.vanished), words);
    if (!row.state.move.adopted_url.empty()) {
      add_words("moved to " + base::public_url(row.state.move.adopted_url), words);
    }
    if (colour) {
      for (const std::size_t column : kColoured) colours[{out.size(), column}] = colour_of(row);
    }
    out.push_back({row.id, when(row.state.last_success), when(row.state.last_change),
                   row.state.last_status == 0 ? "-" : std::to_string(row.state.last_status),
                   std::to_string(row.state.failures), std::to_string(row.items), due,
                   std::move(words)});
  }
  return table(std::move(out), {4, 5}, colours);
}

}  // namespace syndic::cli
