// SPDX-License-Identifier: MIT
//
// The commands that show all sources: status and plan.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/reports.h"
#include "pipeline/publish/proof.h"
#include "pipeline/status/health.h"
#include "pipeline/status/pace.h"
#include "pipeline/status/plan.h"
#include "pipeline/status/status.h"

namespace syndic::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string when(const std::optional<model::Timestamp>& time, const StatusLook& look) {
  return time ? local_time(*time, look.zone) : "-";
}

std::string due(const pipeline::SourceStatus& row, const StatusLook& look) {
  if (!row.enabled) return "disabled";
  return row.state.gone ? "never (gone)" : when(row.state.next_due, look);
}

/// "2 items vanished from its feed: A, B"
std::string vanished_words(const std::vector<store::Vanished>& vanished) {
  constexpr std::size_t kMostTitles = 3;
  if (vanished.empty()) return {};
  std::string words = std::to_string(vanished.size()) +
                      (vanished.size() == 1 ? " item" : " items") + " vanished from its feed: ";
  for (std::size_t i = 0; i < vanished.size() && i < kMostTitles; ++i) {
    words +=
        (i == 0 ? "" : ", ") + (vanished[i].title.empty() ? vanished[i].id : vanished[i].title);
  }
  return vanished.size() > kMostTitles ? words + " …" : words;
}

/// Everything about a source except its figures.
std::string remark(const pipeline::SourceStatus& row) {
  std::string words = row.state.last_error;
  add_words(row.failing, words);
  add_words(row.silence, words);
  add_words(row.ceiling, words);
  add_words(vanished_words(row.vanished), words);
  if (!row.state.move.adopted_url.empty()) {
    add_words("moved to " + base::public_url(row.state.move.adopted_url), words);
  }
  return words;
}

/// "0.4 s": the median of its last answers.
std::string answer_words(const pipeline::SourceStatus& row) {
  const auto time = pipeline::median(row.state.answer_times);
  return time ? base::seconds_text(*time) + " s" : "-";
}

/// "2 h": how old its last news were when they came, by their median.
std::string delay_words(const pipeline::SourceStatus& row) {
  const auto delay = pipeline::median(row.state.news_delays);
  return delay ? pipeline::duration_words(std::chrono::seconds(std::max<std::int64_t>(*delay, 1)))
               : "-";
}

std::optional<int> not_modified_percent(const pipeline::SourceStatus& row) {
  return pipeline::not_modified_percent(row.history, std::numeric_limits<std::int64_t>::max());
}

std::string share_words(const pipeline::SourceStatus& row) {
  const auto percent = not_modified_percent(row);
  return percent ? std::to_string(*percent) + " %" : "-";
}

/// The health of a source as people see it.
struct ShownHealth {
  int rank;  ///< The worst has the lowest.
  Colour colour;
  std::string_view word;
};

ShownHealth shown_health(const pipeline::SourceStatus& row) {
  const pipeline::Health health = pipeline::health_of(row.state, row.enabled);
  const std::string_view word = pipeline::to_string(health);
  switch (health) {
    case pipeline::Health::broken:
    case pipeline::Health::gone:
      return {0, Colour::red, word};
    case pipeline::Health::failing:
      return {1, Colour::yellow, word};
    case pipeline::Health::waiting:
      return {2, Colour::yellow, word};
    case pipeline::Health::good:
      // A silent source does nothing wrong.
      return row.silence.empty() ? ShownHealth{4, Colour::green, word}
                                 : ShownHealth{3, Colour::none, "silent"};
    case pipeline::Health::disabled:
      return {5, Colour::grey, word};
  }
  return {4, Colour::none, word};
}

void put_worst_first(std::vector<pipeline::SourceStatus>& rows) {
  std::ranges::stable_sort(rows, {}, [](const pipeline::SourceStatus& row) {
    return std::pair(shown_health(row).rank, -row.state.failures);
  });
}

std::string wide_table(const std::vector<pipeline::SourceStatus>& rows, const StatusLook& look) {
  constexpr std::array<std::size_t, 5> kColoured = {0, 1, 4, 5, 11};
  Rows out = {{"SOURCE", "STATE", "LAST SUCCESS", "LAST CHANGE", "STATUS", "FAILURES", "ITEMS",
               "ANSWERS IN", "NEWS AFTER", "304", "NEXT DUE", ""}};
  std::map<std::pair<std::size_t, std::size_t>, Colour> colours;
  for (const pipeline::SourceStatus& row : rows) {
    const ShownHealth health = shown_health(row);
    for (const std::size_t column : kColoured) {
      if (look.colour) colours[{out.size(), column}] = health.colour;
    }
    out.push_back({row.id, std::string(health.word), when(row.state.last_success, look),
                   when(row.state.last_change, look),
                   row.state.last_status == 0 ? "-" : std::to_string(row.state.last_status),
                   std::to_string(row.state.failures), std::to_string(row.items), answer_words(row),
                   delay_words(row), share_words(row), due(row, look), remark(row)});
  }
  return table(std::move(out), {5, 6, 7, 8, 9}, colours);
}

std::string table_to_fit(const std::vector<pipeline::SourceStatus>& rows, const StatusLook& look) {
  Rows out = {{"SOURCE", "STATE", "LAST SUCCESS", "NEXT DUE", "ITEMS"}};
  std::vector<std::string> remarks;
  std::map<std::pair<std::size_t, std::size_t>, Colour> colours;
  for (const pipeline::SourceStatus& row : rows) {
    const ShownHealth health = shown_health(row);
    for (const std::size_t column : {0U, 1U}) {
      if (look.colour) colours[{out.size(), column}] = health.colour;
    }
    out.push_back({row.id, std::string(health.word), when(row.state.last_success, look),
                   due(row, look), std::to_string(row.items)});
    remarks.push_back(remark(row));
  }
  return narrow_table(std::move(out), {4}, remarks, colours);
}

std::string relative_words(model::Timestamp due, model::Timestamp now) {
  if (due <= now) return "now";
  return "in " + pipeline::duration_words(std::chrono::seconds((due - now).total_seconds()));
}

/// The first line of a status: whether what is served is what was written. Empty without a proof.
std::string publication_line(const std::optional<store::Proof>& proof, const StatusLook& look) {
  if (!proof) return {};
  const std::string when_checked = " (checked " + local_time(proof->checked, look.zone) + ")\n";
  const auto colour_of = [&](Colour colour) { return look.colour ? colour : Colour::none; };
  if (proof->faults.empty()) {
    return painted("Served as it was written", colour_of(Colour::green)) + when_checked + "\n";
  }
  std::string lines = painted("Not served as it should be", colour_of(Colour::red)) + when_checked;
  for (const std::string& fault : proof->faults) lines += paragraph(fault, 4, width_of_stdout());
  return lines + "\n";
}

}  // namespace

std::string status_json(const std::vector<pipeline::SourceStatus>& rows) {
  Json json = Json::array();
  for (const pipeline::SourceStatus& row : rows) {
    Json source;
    source["id"] = row.id;
    source["enabled"] = row.enabled;
    source["last_success"] = json_of(row.state.last_success);
    source["last_change"] = json_of(row.state.last_change);
    source["last_status"] = row.state.last_status;
    source["failures"] = row.state.failures;
    source["items"] = row.items;
    source["next_due"] = json_of(row.state.next_due);
    source["failing_since"] = json_of(row.state.failing_since);
    source["silence"] = row.silence.empty() ? Json(nullptr) : Json(row.silence);
    if (!row.ceiling.empty()) source["ceiling"] = row.ceiling;
    source["asked_at"] = row.state.move.adopted_url.empty()
                             ? Json(nullptr)
                             : Json(base::public_url(row.state.move.adopted_url));
    source["gone"] = row.state.gone;
    source["last_error"] =
        row.state.last_error.empty() ? Json(nullptr) : Json(row.state.last_error);
    source["health"] = pipeline::to_string(pipeline::health_of(row.state, row.enabled));
    const auto answer = pipeline::median(row.state.answer_times);
    source["answer_ms"] = answer ? Json(*answer) : Json(nullptr);
    const auto delay = pipeline::median(row.state.news_delays);
    source["news_delay_seconds"] = delay ? Json(*delay) : Json(nullptr);
    const auto percent = not_modified_percent(row);
    source["not_modified_share"] = percent ? Json(*percent / 100.0) : Json(nullptr);
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
                                   {"not_modified", day.not_modified},
                                   {"bytes", day.bytes},
                                   {"new", day.added}});
    }
    json.push_back(std::move(source));
  }
  return dump(json);
}

std::string status_table(std::vector<pipeline::SourceStatus> rows, const StatusLook& look) {
  put_worst_first(rows);
  return (look.wide ? wide_table(rows, look) : table_to_fit(rows, look)) + "Times are those of " +
         look.zone + ".\n";
}

std::string plan_table(const std::vector<pipeline::PlannedSource>& rows, model::Timestamp now,
                       const std::string& zone) {
  Rows out = {{"SOURCE", "DUE (" + zone + ")", "", "WHY"}};
  std::vector<std::string> reasons;
  for (const pipeline::PlannedSource& row : rows) {
    out.push_back({row.id, row.due ? local_time(*row.due, zone) : "never",
                   row.due ? relative_words(*row.due, now) : "", row.why});
    reasons.push_back(row.why);
  }
  if (fits(out)) return table(std::move(out), {});
  for (auto& row : out) row.pop_back();
  return narrow_table(std::move(out), {}, reasons);
}

std::string plan_json(const std::vector<pipeline::PlannedSource>& rows, model::Timestamp now) {
  Json json = Json::array();
  for (const pipeline::PlannedSource& row : rows) {
    Json source;
    source["id"] = row.id;
    source["due"] = json_of(row.due);
    source["in_seconds"] = row.due ? Json((*row.due - now).total_seconds()) : Json(nullptr);
    source["reason"] = row.reason;
    source["why"] = row.why;
    json.push_back(std::move(source));
  }
  return dump(json);
}

int run(const Arguments& global, const StatusArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  auto rows = pipeline::status(config, base::Clock::from_environment().now());
  const std::vector<std::string> lists = pipeline::failing_lists(config, 1);
  if (command.failing) {
    std::erase_if(rows, [](const auto& row) { return !row.enabled || row.state.failures == 0; });
    if (rows.empty() && lists.empty()) {
      if (command.json) std::cout << status_json(rows) << '\n';
      return kDone;
    }
  }
  if (command.json) {
    std::cout << status_json(rows) << '\n';
  } else {
    const StatusLook look{
        .zone = config.site.time_zone, .wide = command.wide, .colour = wants_colour(STDOUT_FILENO)};
    std::cout << publication_line(pipeline::last_proof(config), look)
              << status_table(std::move(rows), look);
  }
  for (const std::string& list : lists) log.warning(list);
  return command.failing ? kFailed : kDone;
}

int run(const Arguments& global, const PlanArguments& command, const Log& log) {
  const model::Timestamp now = base::Clock::from_environment().now();
  const config::Config config = load_config(global.config_file, log);
  const auto rows = pipeline::plan(config, now);
  if (command.json) {
    std::cout << plan_json(rows, now) << '\n';
  } else {
    std::cout << plan_table(rows, now, config.site.time_zone);
  }
  return kDone;
}

}  // namespace syndic::cli
