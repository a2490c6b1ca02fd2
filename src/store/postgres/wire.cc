// SPDX-License-Identifier: MIT
#include "store/postgres/wire.h"

#include <poll.h>

#include <array>
#include <string_view>
#include <utility>

#include "store/postgres/failures.h"

namespace syndic::store {
namespace {

constexpr int kBinary = 1;

// OIDs of PostgreSQL's types (pg_type.dat); they never change.
constexpr Oid kInt8 = 20;
constexpr Oid kText = 25;

Oid oid_of(ValueType type) { return type == ValueType::text ? kText : kInt8; }

std::string_view text_or_none(const char* text) { return text == nullptr ? "" : text; }

std::string failure_of(const PGresult* result) {
  return words_of_postgres(
      text_or_none(libpq().result_error_field(result, PG_DIAG_SQLSTATE)),
      text_or_none(libpq().result_error_field(result, PG_DIAG_MESSAGE_PRIMARY)));
}

/// The values as libpq takes them: an array for each of their properties.
class Arrays {
 public:
  explicit Arrays(std::span<const PgValue> values) {
    for (const PgValue& value : values) {
      types.push_back(oid_of(value.type));
      bytes.push_back(value.bytes);
      sizes.push_back(static_cast<int>(value.size));
      formats.push_back(kBinary);
    }
  }

  [[nodiscard]] int count() const { return static_cast<int>(types.size()); }

  std::vector<Oid> types;
  std::vector<const char*> bytes;
  std::vector<int> sizes;
  std::vector<int> formats;
};

}  // namespace

Wire::Wire(const std::string& url, const std::string& password) {
  // What the url says of these comes later, and counts.
  std::vector<const char*> names = {"connect_timeout", "keepalives_idle", "tcp_user_timeout",
                                    "fallback_application_name", "dbname"};
  std::vector<const char*> values = {"10", "30", "60000", "syndic", url.c_str()};
  if (!password.empty()) {
    names.push_back("password");
    values.push_back(password.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  constexpr int kExpandUrl = 1;
  connection_.reset(libpq().connect(names.data(), values.data(), kExpandUrl));
  if (connection_ == nullptr) throw DatabaseError("cannot be opened: no memory is left");
  if (libpq().status(connection_.get()) != CONNECTION_OK) fail();
  // Notices are for people at a terminal.
  libpq().set_notice_processor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  expect(libpq().enter_pipeline_mode(connection_.get()));
}

void Wire::fail() const {
  throw DatabaseError(words_of_postgres({}, libpq().error_message(connection_.get())));
}

void Wire::expect(int sent) {
  if (sent == 0) fail();
}

PgResult Wire::execute(const std::string& sql) {
  libpq().exit_pipeline_mode(connection_.get());
  PgResult result(libpq().exec(connection_.get(), sql.c_str()));
  const bool is_in_pipeline = libpq().enter_pipeline_mode(connection_.get()) != 0;
  const ExecStatusType status = libpq().result_status(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw DatabaseError(failure_of(result.get()));
  }
  if (!is_in_pipeline) fail();
  return result;
}

std::string Wire::ask(const std::string& sql) { return libpq().value(execute(sql).get(), 0, 0); }

void Wire::send(const char* sql) { send(sql, {}); }

void Wire::send(const std::string& sql, std::span<const PgValue> values) {
  const Arrays arrays(values);
  expect(libpq().send_query_params(connection_.get(), sql.c_str(), arrays.count(),
                                   arrays.types.data(), arrays.bytes.data(), arrays.sizes.data(),
                                   arrays.formats.data(), kBinary));
  ++sent_;
}

void Wire::prepare(const std::string& name, const std::string& sql,
                   std::span<const PgValue> values) {
  const Arrays arrays(values);
  expect(libpq().send_prepare(connection_.get(), name.c_str(), sql.c_str(), arrays.count(),
                              arrays.types.data()));
  ++sent_;
}

void Wire::send_prepared(const std::string& name, std::span<const PgValue> values) {
  const Arrays arrays(values);
  expect(libpq().send_query_prepared(connection_.get(), name.c_str(), arrays.count(),
                                     arrays.bytes.data(), arrays.sizes.data(),
                                     arrays.formats.data(), kBinary));
  ++sent_;
}

// Reads all results up to that of the synchronisation, from which on the server runs statements
// again once one failed.
Wire::Outcome Wire::finish() noexcept {
  Outcome outcome;
  const auto note = [&](std::string words) {
    if (outcome.failure.empty()) outcome.failure = std::move(words);
  };
  const auto note_loss = [&] {
    note(words_of_postgres({}, libpq().error_message(connection_.get())));
  };
  sent_ = 0;
  bool is_at_end = false;
  if (libpq().pipeline_sync(connection_.get()) == 0) {
    note_loss();
    return outcome;
  }
  while (true) {
    PgResult result(libpq().get_result(connection_.get()));
    if (result == nullptr) {  // The end of a statement's results.
      // A statement has a result: two ends are the end of all, and the synchronisation is lost with
      // the server, which libpq does not always say.
      const bool is_lost = std::exchange(is_at_end, true);
      if (!is_lost && libpq().status(connection_.get()) == CONNECTION_OK) continue;
      note_loss();
      return outcome;
    }
    is_at_end = false;
    const ExecStatusType status = libpq().result_status(result.get());
    if (status == PGRES_PIPELINE_SYNC) return outcome;
    if (status == PGRES_FATAL_ERROR) note(failure_of(result.get()));
    outcome.last = std::move(result);
  }
}

bool Wire::is_lost() const {
  pollfd socket{.fd = libpq().socket(connection_.get()), .events = POLLRDHUP, .revents = 0};
  return socket.fd < 0 || ::poll(&socket, 1, 0) > 0;
}

int Wire::server_version() const { return libpq().server_version(connection_.get()); }

std::string_view Wire::server_encoding() const {
  return text_or_none(libpq().parameter_status(connection_.get(), "server_encoding"));
}

}  // namespace syndic::store
