// SPDX-License-Identifier: MIT
//
// The database of the store: how it is opened, SQLite's errors in words for people, and the queries
// of store/. Parameters are written $1, $2, …, as in PostgreSQL. SQLite numbers them in the order
// of their first appearance; a query in which that is not the order of the numbers is refused when
// it is prepared.
#pragma once

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <bitset>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::store {

using Key = std::int64_t;  ///< Of a row.

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

/// Prepared statements that are not in use, one for each SQL text.
using Statements = std::unordered_map<std::string, SQLite::Statement, HashOfSql, std::equal_to<>>;

/// A statement in use. Its destructor resets it, so that it holds neither row nor lock, and returns
/// it to the kept ones. All methods throw SQLite::Exception.
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
    statement().tryReset();
    int at = 1;
    (set(at++, std::forward<Values>(values)), ...);
    return *this;
  }

  /// Moves to the next row; false if there is none.
  bool next() { return statement().executeStep(); }

  /// Runs a statement without result rows. Returns how many rows it changed.
  int exec() { return statement().exec(); }

  /// One parameter. Integers, bits, flags and times (Unix seconds) are stored as integers, empty
  /// optionals as NULL.
  void set(int index, const std::string& value) { statement().bindNoCopy(index, value); }
  void set(int index, std::string&& value) { statement().bind(index, value); }
  void set(int index, const char* value) { statement().bindNoCopy(index, value); }
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
    value ? set(index, *value) : statement().bind(index);
  }

  /// A column of the current row, from 0. A time outside the calendar is read as empty.
  [[nodiscard]] bool is_null(int column) const { return statement().isColumnNull(column); }
  [[nodiscard]] std::string text(int column) const {
    return statement().getColumn(column).getString();
  }
  [[nodiscard]] std::int64_t number(int column) const {
    return statement().getColumn(column).getInt64();
  }
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
  [[nodiscard]] SQLite::Statement& statement() const { return node_.mapped(); }

  Statements* kept_;
  Statements::node_type node_;  // Empty once it was moved from.
};

/// A connection with its kept statements and its batch. atomically() and reading() turn
/// SQLite::Exception into StoreFailure; the methods that run queries throw the former.
class Database {
 public:
  /// `path` is the store's name for people.
  Database(std::filesystem::path path, SQLite::Database connection)
      : path_(std::move(path)), connection_(std::move(connection)) {}

  /// Does all of `work` or nothing: in a transaction of its own or, in a batch, as a part of it
  /// that can be undone by itself.
  template <class Work>
  auto atomically(Work work) {
    return guarded([&] {
      std::optional<SQLite::Transaction> own;
      if (!batch_) {
        // Takes the write lock at once: after a read, the snapshot may be outdated when it writes.
        own.emplace(connection_, SQLite::TransactionBehavior::IMMEDIATE);
      } else {
        check_batch();
      }
      std::optional<Part> part;
      if (!own) part.emplace(*this);
      // What failed is put into words before it is undone, which forgets the cause.
      return guarded([&] {
        return then(work, [&] {
          if (part) return part->release();
          own->commit();
          sync();
        });
      });
    });
  }

  /// The same for work that changes many pages of the file. What a part of a batch may have to undo
  /// is kept in memory: this commits what the batch has so far, and is the beginning of another.
  template <class Work>
  auto atomically_alone(Work work) {
    if (!batch_) return atomically(work);
    return guarded([&] {
      check_batch();
      commit();
      begin_batch();
      try {
        return guarded(work);
      } catch (...) {
        batch_.reset();  // Undoes it.
        begin_batch();
        throw;
      }
    });
  }

  /// Waits until all that was committed is on the disk: in SQLite's write-ahead log, which a commit
  /// itself does not wait for (PRAGMA synchronous = NORMAL). Throws StoreFailure.
  void sync();

  /// Runs `work` on one snapshot of the store.
  template <class Work>
  auto reading(Work work) {
    return guarded([&] {
      Part snapshot(*this);
      return then(work, [&] { snapshot.release(); });
    });
  }

  /// As the methods of Store of these names.
  void begin_batch();
  void commit();

  /// A query with its values as $1, $2 and so on (Query::bind).
  template <class... Values>
  [[nodiscard]] Query query(std::string_view sql, Values&&... values) {
    Query query = prepare(sql);
    query.bind(std::forward<Values>(values)...);
    return query;
  }

  /// Runs a statement without result rows. Returns how many rows it changed.
  template <class... Values>
  int run(std::string_view sql, Values&&... values) {
    return query(sql, std::forward<Values>(values)...).exec();
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

  /// The key of the row that was inserted last.
  [[nodiscard]] Key inserted() { return connection_.getLastInsertRowid(); }

  /// The first column of the first row; empty if there is none.
  template <class... Values>
  [[nodiscard]] std::optional<Key> key(std::string_view sql, Values&&... values) {
    Query row = query(sql, std::forward<Values>(values)...);
    return row.next() ? std::optional(row.number(0)) : std::nullopt;
  }

  /// Whether it was opened for reading alone.
  [[nodiscard]] bool is_read_only();

 private:
  // What a batch or transaction can undo by itself, or what is read on one snapshot: all that is
  // done until release(), else undone by the destructor. Its statements are prepared once, where
  // those of SQLite::Savepoint took 5 % of a run without news.
  class Part {
   public:
    explicit Part(Database& database) : database_(database) { database.run("SAVEPOINT part"); }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    ~Part();
    void release();

   private:
    Database& database_;
    bool is_released_ = false;
  };

  Query prepare(std::string_view sql);
  void check_batch();
  [[nodiscard]] StoreFailure failure_of(const SQLite::Exception& failure) const;

  // Turns SQLite's exceptions into StoreFailure.
  template <class Work>
  auto guarded(Work work) {
    try {
      return work();
    } catch (const SQLite::Exception& failure) {
      throw failure_of(failure);
    }
  }

  template <class Work, class After>
  static auto then(Work& work, After after) {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      after();
    } else {
      auto result = work();
      after();
      return result;
    }
  }

  std::filesystem::path path_;
  SQLite::Database connection_;
  Statements kept_;
  int synced_changes_ = 0;                    ///< What SQLite had counted at the last sync().
  std::optional<SQLite::Transaction> batch_;  // Last, so that it is undone first.
};

/// Makes an empty file for a store that is not there yet, for its user and group alone, as it also
/// has what is not published; its log gets the same mode. Where it cannot be made, who opens it
/// says why.
void make_new_file(const std::filesystem::path& path);

/// Opens the store for writing; creates it if missing, for its user and group alone, and its
/// folder, and migrates it to the latest version. A file that is no store, or of a version that
/// this program cannot read, is refused before SQLite may write a byte. Throws StoreFailure.
///
/// Every commit is appended to the write-ahead log and synced (synchronous = FULL) before it counts
/// as done, and the log is copied into the file only between syncs. A killed process therefore
/// leaves each transaction whole or absent, and so does a loss of power. NORMAL would keep the file
/// consistent too, but could forget the last commits, whose items the published files already show:
/// asked for again, they would get a second "first seen".
[[nodiscard]] SQLite::Database open_for_writing(const std::filesystem::path& path);

/// Opens the store for reading while another process may write. Empty if there is none yet.
/// Throws StoreFailure for a file that is no store of the latest version.
[[nodiscard]] std::optional<SQLite::Database> open_for_reading(const std::filesystem::path& path);

/// Opens the store for reading, of whatever version that this program knows; it stays of that
/// version. Throws StoreFailure, also if there is none yet.
[[nodiscard]] SQLite::Database open_as_it_is(const std::filesystem::path& path);

/// SQLITE_FULL and the like, without what SQLite adds to some of them (SQLITE_IOERR_WRITE).
[[nodiscard]] inline int primary_code(const SQLite::Exception& failure) {
  return failure.getErrorCode() & 0xff;
}

/// SQLite's failure in words for the operator: which store, what happened and what to do.
[[nodiscard]] StoreFailure failure_of(const std::filesystem::path& path,
                                      const SQLite::Exception& failure);

/// A private copy of the store, migrated to the latest version; an empty store if there is none
/// yet. The store itself and its folder stay unchanged, and the copy is deleted with the
/// connection. Throws StoreFailure as open_for_writing().
[[nodiscard]] SQLite::Database open_copy(const std::filesystem::path& path);

}  // namespace syndic::store
