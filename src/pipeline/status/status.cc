// SPDX-License-Identifier: MIT
#include "pipeline/status/status.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "pipeline/refresh/ceiling.h"
#include "pipeline/status/health.h"
#include "pipeline/status/pace.h"

namespace syndic::pipeline {

std::vector<SourceStatus> lasting_status(const config::Config& config, store::Store& store) {
  auto states = store.fetch_states();
  auto records = store.sources();
  auto days = store.fetch_days();
  auto vanished = store.ledger().vanished();
  std::vector<SourceStatus> rows;
  for (const config::Source& source : config.sources) {
    rows.push_back({.id = source.id,
                    .enabled = source.enabled,
                    .state = std::move(states[source.id]),
                    .items = records[source.id].items,
                    .vanished = std::move(vanished[source.id]),
                    .history = std::move(days[source.id])});
  }
  return rows;
}

std::string text_of(const std::vector<SourceStatus>& rows) {
  std::string text;
  const auto add = [&](std::int64_t number) { text.append(std::to_string(number)).append(" "); };
  const auto add_time = [&](const std::optional<model::Timestamp>& time) {
    add(time ? base::to_unix_seconds(*time) : -1);
  };
  for (const SourceStatus& row : rows) {
    text += row.id + (row.enabled ? " on " : " off ");
    const model::FetchState& state = row.state;
    for (const auto& time : {state.last_fetch, state.last_success, state.last_change,
                             state.next_due, state.failing_since}) {
      add_time(time);
    }
    for (const int number : {state.last_status, state.failures, state.gone ? 1 : 0}) add(number);
    add(static_cast<std::int64_t>(row.items));
    add(static_cast<std::int64_t>(row.history.size()));
    if (row.history.empty()) continue;
    const model::FetchDay& last = row.history.back();
    for (const std::int64_t number : {last.day, last.fetches, last.failures, last.added}) {
      add(number);
    }
  }
  return text;
}

std::vector<SourceStatus> status(const config::Config& config, model::Timestamp now) {
  const auto store = store::open_read_only(config.store);
  std::vector<SourceStatus> rows;
  if (store) {
    rows = lasting_status(config, *store);
  } else {
    for (const config::Source& source : config.sources) {
      rows.push_back({.id = source.id, .enabled = source.enabled});
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    SourceStatus& row = rows[i];
    row.failing = failing_words(row.state, now);
    if (store)
      row.silence = silence_words(store->newest_dates(row.id, kHabitItems), now).value_or("");
    const std::int64_t today = day_number(now);
    const auto configured = config.sources[i].max_new_per_day;
    const auto ceiling = ceiling_of(configured, row.history, today);
    const model::FetchDay counted = counted_on(row.history, today);
    const auto added = static_cast<std::size_t>(counted.added);
    if (ceiling && counted.waiting > 0) {
      row.ceiling = ceiling_words(*ceiling, static_cast<std::size_t>(counted.waiting));
    } else if (is_flood(configured, row.history, today, added)) {
      row.ceiling = flood_words(added);
    }
  }
  return rows;
}

write::StatusDocument status_document(const config::Config& config,
                                      const std::map<std::string, model::Source>& credits,
                                      const std::vector<SourceStatus>& rows) {
  write::StatusDocument document{
      .title = config.site.title, .has_pages = config.publish.page, .rows = {}};
  std::int64_t today = 0;  // The newest day of any, as the files have no time of their own.
  for (const SourceStatus& row : rows) {
    if (!row.history.empty()) today = std::max(today, row.history.back().day);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SourceStatus& row = rows[i];
    const bool is_file = config.sources[i].fetch.url.empty();
    const model::Source& about = credits.at(row.id);
    const DayPace pace = pace_before(row.history, today);
    write::StatusRow shown{.id = row.id,
                           .name = about.name,
                           .home_page_url = about.home_page_url,
                           .health = std::string(to_string(health_of(row.state, row.enabled))),
                           .problem = problem_words(row.state, is_file),
                           .problem_label = problem_label(row.state, is_file),
                           .failures = row.state.failures,
                           .failing_since = row.state.failing_since,
                           .last_success = row.state.last_success,
                           .last_change = row.state.last_change,
                           .items = row.items,
                           .answer_time = pace.answer_time,
                           .news_delay = pace.news_delay,
                           .not_modified = not_modified_percent(row.history, today),
                           .history = row.history};
    document.rows.push_back(std::move(shown));
  }
  return document;
}

std::vector<std::string> failing_lists(const config::Config& config, int at_least) {
  std::vector<std::string> lines;
  const auto store = config.lists.empty() ? nullptr : store::open_read_only(config.store);
  if (!store) return lines;
  const auto states = store->list_states();
  for (const config::ListSubscription& list : config.lists) {
    const auto known = states.find(list.place());
    if (!list.enabled || known == states.end() || known->second.failures < at_least) continue;
    const model::FetchState& state = known->second;
    std::string line = "list " + list.place() + " fails";
    if (state.failing_since) line += " since " + base::format_rfc3339(*state.failing_since);
    lines.push_back(base::printable_line(line.append(": ").append(state.last_error)));
  }
  return lines;
}

}  // namespace syndic::pipeline
