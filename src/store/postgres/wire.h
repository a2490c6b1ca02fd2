// SPDX-License-Identifier: MIT
//
// A connection to a PostgreSQL server, and its failures in words for people.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/connection.h"
#include "store/postgres/library.h"

namespace syndic::store {

struct ClearResult {
  void operator()(PGresult* result) const { libpq().clear(result); }
};
using PgResult = std::unique_ptr<PGresult, ClearResult>;

/// The value of a parameter, as PostgreSQL's binary format has it. Views, where it is not null.
struct PgValue {
  ValueType type = ValueType::integer;
  const char* bytes = nullptr;  ///< nullptr: NULL.
  std::size_t size = 0;
};

/// A connection whose statements are sent without waiting for those before (pipeline mode), so that
/// the server works on one while the next is made. Methods throw DatabaseError where the connection
/// is lost; why a statement fails is told by finish().
class Wire {
 public:
  /// Connects. `url` as libpq has it ("postgresql://host/database?…"); `password` takes the place
  /// of the one in it, unless it is empty.
  Wire(const std::string& url, const std::string& password);

  /// Runs SQL of any number of statements without values, and waits for it. Returns the last
  /// result, in PostgreSQL's text format. Nothing that was sent is left to finish().
  PgResult execute(const std::string& sql);

  /// The first value of execute(), which has a row.
  std::string ask(const std::string& sql);

  /// Sends a statement without values, such as "BEGIN".
  void send(const char* sql);

  /// Sends a statement with its values, without preparing it.
  void send(const std::string& sql, std::span<const PgValue> values);

  /// Prepares it under a name, for values of these types.
  void prepare(const std::string& name, const std::string& sql, std::span<const PgValue> values);

  /// Sends a prepared statement.
  void send_prepared(const std::string& name, std::span<const PgValue> values);

  /// What became of all that was sent.
  struct Outcome {
    PgResult last;        ///< Of the last statement.
    std::string failure;  ///< Of the first that failed, in words; empty: all has run.
  };

  /// Waits for all that was sent. A statement that fails keeps those after it from running.
  Outcome finish() noexcept;

  /// How many statements were sent since finish().
  [[nodiscard]] std::size_t sent() const { return sent_; }

  /// Whether the server has closed the connection, or it broke, as far as this machine knows
  /// without asking.
  [[nodiscard]] bool is_lost() const;

  /// As the server says it: 150018 is 15.18.
  [[nodiscard]] int server_version() const;

  /// Of the database: "UTF8".
  [[nodiscard]] std::string_view server_encoding() const;

 private:
  struct Finish {
    void operator()(PGconn* connection) const { libpq().finish(connection); }
  };

  [[noreturn]] void fail() const;
  void expect(int sent);

  std::unique_ptr<PGconn, Finish> connection_;
  std::size_t sent_ = 0;  // Of which no result was read.
};

}  // namespace syndic::store
