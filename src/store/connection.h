// SPDX-License-Identifier: MIT
//
// What the store asks of a database: statements, transactions and a failure in words. SQLite's is
// in sqlite/, PostgreSQL's in postgres/; nothing else of store/ knows which of them it has but what
// opens a store (store.h, unchanged.h) and what looks after it (upkeep.h, export.h, import.h), and
// all SQL outside of these rooms is read by both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace syndic::store {

using Key = std::int64_t;  ///< Of a row.

/// A database's failure. what() goes on after the name of the store: "is read-only; …".
class DatabaseError : public std::runtime_error {
 public:
  explicit DatabaseError(const std::string& words, std::string said = {})
      : std::runtime_error(words), said_(std::move(said)) {}

  /// What the database itself says, without advice; empty if that is not known.
  [[nodiscard]] const std::string& said() const { return said_; }

 private:
  std::string said_;
};

/// The type of a parameter or column; there are no others.
enum class ValueType { integer, text };

/// A prepared statement. Parameters count from 1, columns from 0. All methods throw DatabaseError.
class Statement {
 public:
  Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  virtual ~Statement() = default;

  /// Gives up its rows, so that it holds neither row nor lock.
  virtual void reset() = 0;

  /// Forgets the values of its parameters: all are NULL.
  virtual void clear() = 0;

  /// A borrowed text must live until the statement has run.
  virtual void bind(int index, std::int64_t value) = 0;
  virtual void bind_borrowed(int index, const std::string& text) = 0;
  virtual void bind_copy(int index, std::string&& text) = 0;
  virtual void bind_null(int index, ValueType type) = 0;

  /// Has its rows read some at a time where they would else all be in memory, within the
  /// transaction.
  virtual void read_in_parts() = 0;

  /// Moves to the next row, the first time by running it; false if there is none.
  virtual bool next() = 0;

  /// Runs a statement without rows. Returns how many rows it changed.
  virtual std::size_t change() = 0;

  /// The same for one who need not know. May return before it has run; what it fails with is then
  /// thrown by a later call to the connection, at the latest by commit() or release_part().
  virtual void run() = 0;

  /// A column of the current row. NULL is 0 and the empty text; a flag is 0 or 1.
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t number(int column) const = 0;
  [[nodiscard]] virtual std::string text(int column) const = 0;
};

/// A connection to a store. One thread uses it. All methods throw DatabaseError.
class Connection {
 public:
  enum class Access { read, write };

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  /// Parameters are $1, $2, … in the order of their first appearance; throws std::logic_error for
  /// others.
  [[nodiscard]] virtual std::unique_ptr<Statement> prepare(const std::string& sql) = 0;

  /// A transaction; one that writes keeps other writers off as soon as it must.
  virtual void begin(Access access) = 0;

  /// `lasts`: that it outlives a loss of power is paid for now, where sync() would cost a
  /// transaction of its own.
  virtual void commit(bool lasts) = 0;

  /// Undoes all since begin(). Does not throw: what cannot be undone was undone before.
  virtual void undo() noexcept = 0;

  /// Whether one was begun and not undone meanwhile: a full disk undoes all.
  [[nodiscard]] virtual bool is_in_transaction() = 0;

  /// A part of a transaction, which is undone by itself or, on PostgreSQL, with the transaction;
  /// outside of one a transaction of its own, that reads one snapshot. Parts nest.
  virtual void begin_part() = 0;
  virtual void release_part() = 0;
  virtual void undo_part() noexcept = 0;

  /// Returns once all that was committed outlives a loss of power. Until then a commit may be one
  /// that does not.
  virtual void sync() = 0;

  /// See Database.
  [[nodiscard]] virtual std::string lock_of(const std::string& table) const = 0;
  [[nodiscard]] virtual const char* clock() const = 0;

  /// See Store.
  [[nodiscard]] virtual bool take_right_to_publish() = 0;

  /// Within a transaction: keeps others from changing, or adding to, what it is about to look at.
  virtual void lock_all() = 0;

  /// How many rows one INSERT best has: a statement may cost more than its rows.
  [[nodiscard]] virtual std::size_t rows_at_once() const = 0;

  /// Whether it was opened for reading alone.
  [[nodiscard]] virtual bool is_read_only() = 0;

  /// Whether it is known to be lost, without asking the database.
  [[nodiscard]] virtual bool is_lost() = 0;

  /// An expression that puts the texts of a column in the order of their bytes, as SQLite does.
  [[nodiscard]] virtual std::string in_byte_order(const std::string& column) const = 0;

  /// Has the next key that the database makes for `table` be higher than all that are there.
  virtual void settle_keys(const std::string& table) = 0;

  /// The room that the store takes, in bytes, without what only waits to be put there.
  [[nodiscard]] virtual std::int64_t bytes() = 0;
};

}  // namespace syndic::store
