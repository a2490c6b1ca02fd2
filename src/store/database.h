// SPDX-License-Identifier: MIT
//
// The database of the store, be it SQLite's or PostgreSQL's: its batches, and the queries of
// store/. Their parameters are written $1, $2, … in the order of their first appearance.
#pragma once

#include <algorithm>
#include <bitset>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/error.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/connection.h"

namespace syndic::store {

/// A hash of the end of an SQL text, as few have the same: each query of each item is looked up,
/// and the texts are long.
struct HashOfSql {
  using is_transparent = void;
  std::size_t operator()(std::string_view sql) const {
    constexpr std::size_t kHashed = 24;
    const std::size_t length = sql.size();
    return std::hash<std::string_view>()(sql.substr(length - std::min(length, kHashed))) + length;
  }
};

/// "id = $1" of a column and a parameter, as by an index on texts from outside: PostgreSQL's hold
/// how they begin (postgres/schema.cc).
[[nodiscard]] std::string same_text(const std::string& column, const std::string& parameter);

/// Prepared statements that are not in use, one for each SQL text.
using Statements =
    std::unordered_map<std::string, std::unique_ptr<Statement>, HashOfSql, std::equal_to<>>;

/// A statement in use. Its destructor resets it, so that it holds neither row nor lock, and returns
/// it to the kept ones. All methods throw DatabaseError.
class Query {
 public:
  Query(Statements& kept, Statements::node_type statement)
      : kept_(&kept), node_(std::move(statement)) {}
  Query(Query&&) = default;
  Query& operator=(Query&&) = default;
  ~Query();

  /// Makes it ready to run, with these values as $1, $2 and so on. Strings that outlive the call
  /// are borrowed until the query has run.
  template <class... Values>
  Query& bind(Values&&... values) {
    statement().reset();
    int at = 1;
    (set(at++, std::forward<Values>(values)), ...);
    return *this;
  }

  /// See Statement::read_in_parts().
  void read_in_parts() { statement().read_in_parts(); }

  /// Moves to the next row; false if there is none.
  bool next() { return statement().next(); }

  /// Runs a statement without result rows. Returns how many rows it changed.
  std::size_t change() { return statement().change(); }

  /// The same for one who need not know; see Statement::run().
  void run() { statement().run(); }

  /// One parameter. Integers, bits, flags and times (Unix seconds) are stored as integers, empty
  /// optionals as NULL.
  void set(int index, const std::string& value) { statement().bind_borrowed(index, value); }
  void set(int index, std::string&& value) { statement().bind_copy(index, std::move(value)); }
  void set(int index, const char* value) { statement().bind_copy(index, value); }
  void set(int index, std::integral auto value) {
    statement().bind(index, static_cast<std::int64_t>(value));
  }
  void set(int index, std::chrono::seconds value) { set(index, value.count()); }
  template <std::size_t kBits>
  void set(int index, const std::bitset<kBits>& value) {
    set(index, value.to_ullong());
  }
  void set(int index, model::Timestamp value);
  void set(int index, const model::RecentNumbers& values);  ///< "12 7 30".
  template <class Value>
  void set(int index, const std::optional<Value>& value) {
    constexpr bool kIsText = std::is_convertible_v<Value, std::string_view>;
    if (value) return set(index, *value);
    statement().bind_null(index, kIsText ? ValueType::text : ValueType::integer);
  }

  /// A column of the current row, from 0. A time outside the calendar is read as empty.
  [[nodiscard]] bool is_null(int column) const { return statement().is_null(column); }
  [[nodiscard]] std::string text(int column) const { return statement().text(column); }
  [[nodiscard]] std::int64_t number(int column) const { return statement().number(column); }
  [[nodiscard]] std::optional<model::Timestamp> time(int column) const;

  /// The same; NULL is 1970-01-01T00:00:00Z.
  [[nodiscard]] model::Timestamp time_or_epoch(int column) const;

  /// The same, for the types that set() takes.
  void get(int column, std::string& value) const { value = text(column); }
  template <std::integral Value>
  void get(int column, Value& value) const {
    value = static_cast<Value>(number(column));
  }
  void get(int column, bool& value) const { value = number(column) != 0; }
  void get(int column, std::chrono::seconds& value) const {
    value = std::chrono::seconds(number(column));
  }
  template <std::size_t kBits>
  void get(int column, std::bitset<kBits>& value) const {
    value = std::bitset<kBits>(static_cast<unsigned long long>(number(column)));
  }
  void get(int column, std::optional<model::Timestamp>& value) const { value = time(column); }
  void get(int column, model::RecentNumbers& values) const;
  void get(int column, std::optional<std::int64_t>& value) const {
    value = is_null(column) ? std::nullopt : std::optional(number(column));
  }
  void get(int column, std::optional<bool>& value) const {
    value = is_null(column) ? std::nullopt : std::optional(number(column) != 0);
  }

 private:
  // A const node handle owns a statement that is not const.
  [[nodiscard]] Statement& statement() const { return *node_.mapped(); }

  Statements* kept_;
  Statements::node_type node_;  // Empty once it was moved from.
};

/// The sources that a connection has seen, so that it need not ask again.
struct KnownSources {
  std::unordered_map<std::string, Key> keys;  ///< By id.
  bool are_all = false;                       ///< Those that other processes add are not known.
  /// Those that this connection has added, and of which no item, or no absence of one, is stored.
  std::unordered_set<Key> without_items;
  std::unordered_set<Key> without_absences;
  /// The day on which the old days of a source were removed last (Store::count()).
  std::unordered_map<Key, std::int64_t> tidied;
};

/// A connection with its kept statements and its batch. atomically() and reading() turn
/// DatabaseError into StoreFailure; the methods that run queries throw the former.
class Database {
 public:
  /// `name` is the store's for people.
  Database(std::string name, std::unique_ptr<Connection> connection)
      : name_(std::move(name)), connection_(std::move(connection)) {}
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// Does all of `work` or nothing: in a transaction of its own or, in a batch, as a part of it. A
  /// part that fails is undone by itself on SQLite, and on PostgreSQL with its batch.
  template <class Work>
  auto atomically(Work work) {
    return guarded([&] {
      if (in_batch_) {
        check_batch();
        return whole(work, kPart);
      }
      return whole(work, kTransaction);
    });
  }

  /// The same for work that changes many pages of the file. What a part of a batch may have to undo
  /// is kept in memory: this commits what the batch has so far, and is the beginning of another.
  template <class Work>
  auto atomically_alone(Work work) {
    if (!in_batch_) return atomically(work);
    return guarded([&] {
      check_batch();
      commit();
      begin_batch();
      try {
        return guarded(work);
      } catch (...) {
        undo(kTransaction);
        begin_batch();
        throw;
      }
    });
  }

  /// Runs `work` without a transaction: each statement is one, whose commit need not outlive a loss
  /// of power.
  template <class Work>
  auto one_by_one(Work work) {
    return guarded(work);
  }

  /// Returns once all that was committed outlives a loss of power. Throws StoreFailure.
  void sync();

  /// Runs `work` on one snapshot of the store.
  template <class Work>
  auto reading(Work work) {
    return guarded([&] { return whole(work, kPart); });
  }

  /// As the methods of Store of these names.
  void begin_batch();
  void commit(bool lasts = false);

  /// A query with its values as $1, $2 and so on (Query::bind).
  template <class... Values>
  [[nodiscard]] Query query(std::string_view sql, Values&&... values) {
    Query query = prepare(sql);
    query.bind(std::forward<Values>(values)...);
    return query;
  }

  /// The same for a query of very many rows, which the caller reads in a transaction.
  template <class... Values>
  [[nodiscard]] Query scan(std::string_view sql, Values&&... values) {
    Query rows = query(sql, std::forward<Values>(values)...);
    rows.read_in_parts();
    return rows;
  }

  /// Runs a statement without result rows; see Statement::run().
  template <class... Values>
  void run(std::string_view sql, Values&&... values) {
    query(sql, std::forward<Values>(values)...).run();
  }

  /// The same. Returns how many rows it changed.
  template <class... Values>
  std::size_t change(std::string_view sql, Values&&... values) {
    return query(sql, std::forward<Values>(values)...).change();
  }

  /// Whether there is a row.
  template <class... Values>
  [[nodiscard]] bool has(std::string_view sql, Values&&... values) {
    return query(sql, std::forward<Values>(values)...).next();
  }

  /// The first column of all rows.
  template <class... Values>
  [[nodiscard]] std::vector<Key> keys(std::string_view sql, Values&&... values) {
    std::vector<Key> keys;
    Query rows = query(sql, std::forward<Values>(values)...);
    while (rows.next()) keys.push_back(rows.number(0));
    return keys;
  }

  /// The first column of the first row; empty if there is none.
  template <class... Values>
  [[nodiscard]] std::optional<Key> key(std::string_view sql, Values&&... values) {
    Query row = query(sql, std::forward<Values>(values)...);
    return row.next() ? std::optional(row.number(0)) : std::nullopt;
  }

  /// Has `write`, which costs less as a part of more, done before the next statement, at the latest
  /// when the batch is committed. It goes with the batch if that is undone. Only in a batch, and
  /// not before what was put off is done.
  void put_off(std::function<void()> write);

  /// Does what was put off.
  void settle() {
    if (auto write = std::exchange(put_off_, nullptr)) write();
  }

  /// Whether there is a batch, in which a statement may wait for more of its kind.
  [[nodiscard]] bool may_put_off() const { return in_batch_ && rows_at_once() > 1; }

  /// What this connection knows of the sources.
  [[nodiscard]] KnownSources& sources() { return sources_; }

  /// What ends a SELECT of rows of a table that are changed next: other processes that end one so
  /// pass over them. Empty where there is one writer at a time.
  [[nodiscard]] std::string lock_of(const std::string& table) {
    return connection_->lock_of(table);
  }

  /// The time of a database on a machine of its own, in Unix seconds, as SQL; else nullptr.
  [[nodiscard]] const char* clock() { return connection_->clock(); }

  /// As the method of Store of this name.
  [[nodiscard]] bool take_right_to_publish();

  /// See Connection.
  [[nodiscard]] std::size_t rows_at_once() const { return connection_->rows_at_once(); }

  /// Whether it was opened for reading alone.
  [[nodiscard]] bool is_read_only() { return connection_->is_read_only(); }

  /// See Connection.
  [[nodiscard]] bool is_lost() { return connection_->is_lost(); }

 private:
  // How what is done as a whole begins, ends and is undone.
  struct Bounds {
    void (*begin)(Connection&);
    void (*end)(Connection&);
    void (*undo)(Connection&);
  };
  static const Bounds kTransaction;  // Is on the disk when it ends.
  static const Bounds kPart;

  template <class Work>
  auto whole(Work& work, const Bounds& bounds) {
    bounds.begin(*connection_);
    try {
      if constexpr (std::is_void_v<decltype(work())>) {
        work();
        bounds.end(*connection_);
      } else {
        auto result = work();
        bounds.end(*connection_);
        return result;
      }
    } catch (...) {
      undo(bounds);
      throw;
    }
  }

  void undo(const Bounds& bounds) {
    bounds.undo(*connection_);
    sources_ = {};
    if (&bounds == &kTransaction) put_off_ = nullptr;  // Else it is of parts before this one.
  }

  Query prepare(std::string_view sql);
  void check_batch();

  // Turns the database's failures into StoreFailure.
  template <class Work>
  auto guarded(Work work) {
    try {
      return work();
    } catch (const DatabaseError& error) {
      throw StoreFailure("store " + name_ + " " + error.what());
    }
  }

  std::string name_;
  std::unique_ptr<Connection> connection_;
  Statements kept_;  // After their connection, so that they go first.
  KnownSources sources_;
  std::function<void()> put_off_;
  bool in_batch_ = false;
};

}  // namespace syndic::store
