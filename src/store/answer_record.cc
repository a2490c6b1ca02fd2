// SPDX-License-Identifier: MIT
//
// What answers leave in the store but items: states of sources (table source), and what was asked
// of each on which day (table fetch_day).
#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "store/many_rows.h"
#include "store/source_record.h"
#include "store/store.h"

namespace syndic::store {

/// What was put off: a 304 costs little but this, and most answers are one. No source is in one of
/// them twice.
struct Store::Answers {
  std::vector<SourceState> states;
  std::vector<SourceDay> days;
};

namespace {

std::string insert_of_days(std::size_t rows) {
  constexpr std::size_t kColumns = 11;
  return "INSERT INTO fetch_day AS before (source_key, day, fetches, failures, unchanged, bytes, "
         "added, waiting, not_modified, answer_time, news_delay) VALUES " +
         parameters_of_rows(rows, kColumns) +
         " ON CONFLICT (source_key, day) DO UPDATE SET fetches = before.fetches + "
         "excluded.fetches, failures = before.failures + excluded.failures, "
         "unchanged = before.unchanged + excluded.unchanged, "
         "bytes = before.bytes + excluded.bytes, added = before.added + excluded.added, "
         "waiting = CASE WHEN before.waiting > excluded.waiting THEN before.waiting "
         "ELSE excluded.waiting END, not_modified = before.not_modified + excluded.not_modified, "
         "answer_time = coalesce(excluded.answer_time, before.answer_time), "
         "news_delay = coalesce(excluded.news_delay, before.news_delay)";
}

// Of different sources.
void write_days(Database& database, std::span<const SourceDay> days) {
  in_parts(database, days, [&](std::span<const SourceDay> some) {
    Query insert = database.query(insert_of_days(some.size()));
    int at = 1;
    for (const auto& [source, day] : some) {
      insert.set(at++, source);
      for (const std::int64_t number : {day.day, day.fetches, day.failures, day.unchanged,
                                        day.bytes, day.added, day.waiting, day.not_modified}) {
        insert.set(at++, number);
      }
      insert.set(at++, day.answer_time);
      insert.set(at++, day.news_delay);
    }
    insert.run();
  });
}

template <class Rows>
bool holds(const Rows& rows, Key source) {
  return std::ranges::any_of(rows, [&](const auto& row) { return row.source == source; });
}

}  // namespace

// Adds a row to those that are put off, or writes it now where that costs no more.
template <class Row, class Write>
void Store::put_off(std::vector<Row> Answers::*rows, Row row, Write write) {
  if (!database_->may_put_off()) return write(*database_, {&row, 1});
  auto answers = answers_.lock();
  if (answers && holds((*answers).*rows, row.source)) {
    database_->settle();
    answers.reset();
  }
  if (!answers) {
    answers_ = answers = std::make_shared<Answers>();
    database_->put_off([this, answers] {
      write_states(*database_, answers->states);
      write_days(*database_, answers->days);
    });
  }
  ((*answers).*rows).push_back(std::move(row));
  if (((*answers).*rows).size() == database_->rows_at_once()) database_->settle();
}

void Store::keep(const std::string& source_id, const model::FetchState& state) {
  database_->atomically([&] {
    put_off(&Answers::states, {source_key(*database_, source_id), state}, write_states);
  });
}

void Store::count(const std::string& source_id, const model::FetchDay& fetched) {
  database_->atomically([&] {
    const Key source = source_key(*database_, source_id);
    put_off(&Answers::days, {source, fetched}, write_days);
    // Old days go, and days ahead, which are from a wrong clock; once a day.
    auto& tidied = database_->sources().tidied[source];
    if (std::exchange(tidied, fetched.day) == fetched.day) return;
    database_->run("DELETE FROM fetch_day WHERE source_key = $1 AND (day <= $2 OR day > $3)",
                   source, fetched.day - kDaysKept, fetched.day);
  });
}

std::map<std::string, std::vector<model::FetchDay>> Store::fetch_days() {
  return database_->reading([&] {
    std::map<std::string, std::vector<model::FetchDay>> days;
    Query rows = database_->query(
        "SELECT id, day, fetches, fetch_day.failures, unchanged, bytes, added, waiting, "
        "not_modified, answer_time, news_delay "
        "FROM fetch_day JOIN source ON source.key = source_key ORDER BY source_key, day");
    while (rows.next()) {
      model::FetchDay day{.day = rows.number(1),
                          .fetches = rows.number(2),
                          .failures = rows.number(3),
                          .unchanged = rows.number(4),
                          .bytes = rows.number(5),
                          .added = rows.number(6),
                          .waiting = rows.number(7),
                          .not_modified = rows.number(8)};
      rows.get(9, day.answer_time);
      rows.get(10, day.news_delay);
      days[rows.text(0)].push_back(day);
    }
    return days;
  });
}

}  // namespace syndic::store
