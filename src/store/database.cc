// SPDX-License-Identifier: MIT
#include "store/database.h"

#include <charconv>
#include <stdexcept>

#include "base/time_format.h"

namespace syndic::store {

std::string same_text(const std::string& column, const std::string& parameter) {
  return column + " = " + parameter + " AND substr(" + column + ", 1, 200) = substr(" + parameter +
         ", 1, 200)";
}

Query::~Query() {
  if (node_.empty()) return;
  statement().reset();
  statement().clear();
  kept_->insert(std::move(node_));
}

void Query::set(int index, model::Timestamp value) { set(index, base::to_unix_seconds(value)); }

void Query::set(int index, const model::RecentNumbers& values) {
  std::string text;
  for (const std::int64_t value : values) {
    text.append(text.empty() ? "" : " ").append(std::to_string(value));
  }
  set(index, std::move(text));
}

void Query::get(int column, model::RecentNumbers& values) const {
  values.clear();
  const std::string words = text(column);
  const char* const end = words.data() + words.size();
  for (const char* at = words.data(); at < end && values.size() < model::kRecentNumbers;) {
    std::int64_t value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc()) return;
    values.push_back(value);
    at = next + 1;  // After the blank.
  }
}

std::optional<model::Timestamp> Query::time(int column) const {
  if (is_null(column)) return std::nullopt;
  return base::from_unix_seconds(number(column));
}

model::Timestamp Query::time_or_epoch(int column) const {
  return time(column).value_or(*base::from_unix_seconds(0));
}

const Database::Bounds Database::kTransaction = {
    .begin = [](Connection& connection) { connection.begin(Connection::Access::write); },
    .end =
        [](Connection& connection) {
          connection.commit(true);
          connection.sync();
        },
    .undo = [](Connection& connection) { connection.undo(); }};

const Database::Bounds Database::kPart = {
    .begin = [](Connection& connection) { connection.begin_part(); },
    .end = [](Connection& connection) { connection.release_part(); },
    .undo = [](Connection& connection) { connection.undo_part(); }};

Database::~Database() {
  if (in_batch_) connection_->undo();
}

void Database::put_off(std::function<void()> write) {
  if (!in_batch_ || put_off_) throw std::logic_error("nothing can be put off now");
  put_off_ = std::move(write);
}

Query Database::prepare(std::string_view sql) {
  settle();
  if (const auto kept = kept_.find(sql); kept != kept_.end()) return {kept_, kept_.extract(kept)};
  Statements fresh;
  std::string text(sql);
  auto statement = connection_->prepare(text);
  const auto made = fresh.emplace(std::move(text), std::move(statement)).first;
  return {kept_, fresh.extract(made)};
}

void Database::begin_batch() {
  using enum Connection::Access;
  guarded([&] { connection_->begin(is_read_only() ? read : write); });
  in_batch_ = true;
}

void Database::commit(bool lasts) {
  if (!in_batch_) return;
  guarded([&] {
    try {
      settle();
      in_batch_ = false;
      connection_->commit(lasts);
    } catch (...) {
      in_batch_ = false;
      undo(kTransaction);
      throw;
    }
  });
}

bool Database::take_right_to_publish() {
  return guarded([&] { return connection_->take_right_to_publish(); });
}

void Database::sync() {
  guarded([&] { connection_->sync(); });
}

// A full disk undoes the whole batch. Later calls must not count as a part of it.
void Database::check_batch() {
  if (connection_->is_in_transaction()) return;
  throw DatabaseError("undid the batch after an earlier failure; run again");
}

}  // namespace syndic::store
