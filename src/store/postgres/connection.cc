// SPDX-License-Identifier: MIT
#include "store/postgres/connection.h"

#include <array>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <utility>
#include <vector>

#include "store/postgres/schema.h"
#include "store/postgres/text.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/schema.h"

namespace syndic::store {
namespace {

// What may be sent before its results are read: they must find room in the connection's buffers.
constexpr std::size_t kMostSent = 500;

constexpr const char* kRowsOfAPart = "500";

using Number = std::array<char, 8>;

// PostgreSQL's binary format of a bigint: eight bytes, the highest first.
Number bytes_of(std::int64_t value) {
  Number bytes;
  auto rest = static_cast<std::uint64_t>(value);
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    *byte = static_cast<char>(rest & 0xffU);
    rest >>= 8U;
  }
  return bytes;
}

// Of a bigint, integer, smallint or boolean, which differ in their lengths.
std::int64_t number_of(const char* bytes, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < length; ++i) {
    value = value << 8U | static_cast<unsigned char>(bytes[i]);
  }
  const auto unused = static_cast<unsigned>(64 - 8 * length);
  return static_cast<std::int64_t>(value << unused) >> unused;
}

// The highest parameter; throws std::logic_error unless the first appearances are in order.
std::size_t parameters_in(const std::string& sql) {
  std::size_t most = 0;
  for (std::size_t at = sql.find('$'); at != std::string::npos; at = sql.find('$', at + 1)) {
    std::size_t number = 0;
    std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    if (number == 0 || number > most + 1) {
      throw std::logic_error("parameters out of order: " + sql);
    }
    most = std::max(most, number);
  }
  return most;
}

/// The connection with what its statements share.
class Postgres {
 public:
  explicit Postgres(Wire wire) : wire_(std::move(wire)) {}

  [[nodiscard]] Wire& wire() { return wire_; }
  [[nodiscard]] std::string new_name() { return "s" + std::to_string(++names_); }

  /// Waits for all that was sent; returns the last result. Throws DatabaseError. What fails may be
  /// of a part that has ended, as no part is waited for: the whole batch is undone.
  PgResult finish() {
    Wire::Outcome outcome = wire_.finish();
    if (outcome.failure.empty()) return std::move(outcome.last);
    is_broken_ = true;
    throw DatabaseError(outcome.failure);
  }

  /// After a statement was sent.
  void finish_some() {
    if (wire_.sent() >= kMostSent) finish();
  }

  void begin(const char* sql) {
    wire_.send(sql);
    is_begun_ = true;
    is_broken_ = false;
    has_written_ = false;
  }

  void commit(bool lasts) {
    if (is_broken_) throw DatabaseError("undid the batch after an earlier failure; run again");
    if (lasts) wire_.send("SET LOCAL synchronous_commit = on");
    wire_.send("COMMIT");
    finish();
    is_begun_ = false;
    // PostgreSQL does not wait for the disk where the transaction itself has written nothing.
    if (has_written_) is_unsynced_ = !lasts;
  }

  /// A statement that may change something was sent.
  void note_change() { has_written_ = true; }

  /// Whether anything was committed since the last call.
  [[nodiscard]] bool take_unsynced() { return std::exchange(is_unsynced_, false); }

  // What failed before was told to whoever undoes it, and so is a lost connection, which undoes
  // all.
  void undo() noexcept {
    is_begun_ = false;
    static_cast<void>(wire_.finish());
    try {
      wire_.send("ROLLBACK");
    } catch (const DatabaseError&) {
      return;
    }
    static_cast<void>(wire_.finish());
  }

  /// What a part may have done is not undone by itself, which would take two statements for each
  /// part: the batch is.
  void undo_part() noexcept {
    if (has_written_) is_broken_ = true;
  }

  [[nodiscard]] bool is_begun() const { return is_begun_; }
  [[nodiscard]] bool is_in_transaction() const { return is_begun_ && !is_broken_; }

 private:
  Wire wire_;
  std::size_t names_ = 0;
  bool is_begun_ = false;
  bool has_written_ = false;  // In this transaction.
  bool is_unsynced_ = false;
  bool is_broken_ = false;  // A statement, or a part that has written, has failed.
};

class PostgresStatement : public Statement {
 public:
  PostgresStatement(Postgres& postgres, const std::string& sql)
      : postgres_(postgres),
        sql_(sql),
        numbers_(parameters_in(sql)),
        texts_(numbers_.size()),
        values_(numbers_.size()) {}

  void reset() override {
    if (is_scan_ && result_ != nullptr) close_cursor();
    result_.reset();
    has_run_ = is_scan_ = false;
  }

  void clear() override {
    for (PgValue& value : values_) value.bytes = nullptr;
  }

  void bind(int index, std::int64_t value) override {
    const std::size_t at = place(index);
    numbers_[at] = bytes_of(value);
    values_[at] = {ValueType::integer, numbers_[at].data(), numbers_[at].size()};
  }
  void bind_borrowed(int index, const std::string& text) override {
    if (!is_plain_text(text)) return bind_copy(index, std::string(text));
    values_[place(index)] = {ValueType::text, text.data(), text.size()};
  }
  void bind_copy(int index, std::string&& text) override {
    const std::size_t at = place(index);
    texts_[at] = is_plain_text(text) ? std::move(text) : to_postgres(text);
    values_[at] = {ValueType::text, texts_[at].data(), texts_[at].size()};
  }
  void bind_null(int index, ValueType type) override { values_[place(index)] = {type, nullptr, 0}; }

  void read_in_parts() override { is_scan_ = true; }

  bool next() override {
    if (!has_run_) {
      is_scan_ ? open_cursor() : send();
      result_ = postgres_.finish();
      has_run_ = true;
      row_ = 0;
    } else {
      ++row_;
    }
    if (row_ < libpq().row_count(result_.get())) return true;
    if (!is_scan_ || row_ == 0) return false;
    fetch();
    result_ = postgres_.finish();
    row_ = 0;
    return libpq().row_count(result_.get()) > 0;
  }

  std::size_t change() override {
    send();
    const PgResult result = postgres_.finish();
    const char* const count = libpq().changed_rows(result.get());
    std::size_t changed = 0;
    std::from_chars(count, count + std::strlen(count), changed);
    return changed;
  }

  void run() override {
    send();
    postgres_.finish_some();
  }

  [[nodiscard]] bool is_null(int column) const override {
    return libpq().is_null(result_.get(), row_, column) != 0;
  }
  [[nodiscard]] std::int64_t number(int column) const override {
    return is_null(column) ? 0 : number_of(bytes(column), length(column));
  }
  [[nodiscard]] std::string text(int column) const override {
    return from_postgres({bytes(column), length(column)});
  }

 private:
  static std::size_t place(int index) { return static_cast<std::size_t>(index) - 1; }

  // Prepared at its first run, when the types of its values are known.
  void send() {
    if (!is_prepared_) {
      if (name_.empty()) name_ = postgres_.new_name();
      postgres_.finish();
      postgres_.wire().prepare(name_, sql_, values_);
      postgres_.finish();
      is_prepared_ = true;
    }
    postgres_.wire().send_prepared(name_, values_);
    if (!sql_.starts_with("SELECT")) postgres_.note_change();
  }

  void open_cursor() {
    if (name_.empty()) name_ = postgres_.new_name();
    postgres_.wire().send("DECLARE " + name_ + " NO SCROLL CURSOR FOR " + sql_, values_);
    fetch();
  }
  void fetch() {
    postgres_.wire().send(("FETCH " + std::string(kRowsOfAPart) + " FROM " + name_).c_str());
  }
  void close_cursor() {
    try {
      postgres_.wire().send(("CLOSE " + name_).c_str());
    } catch (const DatabaseError&) {
      // The connection is lost, as the next statement tells, and the cursor with it.
    }
  }

  [[nodiscard]] const char* bytes(int column) const {
    return libpq().value(result_.get(), row_, column);
  }
  [[nodiscard]] std::size_t length(int column) const {
    return static_cast<std::size_t>(libpq().length(result_.get(), row_, column));
  }

  Postgres& postgres_;
  std::string sql_;
  std::string name_;  // Of the prepared statement, or of the cursor; empty before the first run.
  std::vector<Number> numbers_;
  std::vector<std::string> texts_;
  std::vector<PgValue> values_;
  PgResult result_;
  int row_ = 0;
  bool is_prepared_ = false;
  bool is_scan_ = false;
  bool has_run_ = false;
};

class PostgresConnection : public Connection {
 public:
  PostgresConnection(Wire wire, Access access) : postgres_(std::move(wire)), access_(access) {}

  std::unique_ptr<Statement> prepare(const std::string& sql) override {
    return std::make_unique<PostgresStatement>(postgres_, sql);
  }

  void begin(Access access) override {
    postgres_.begin(access == Access::read ? kSnapshot : "BEGIN");
  }
  void commit(bool lasts) override { postgres_.commit(lasts); }
  void undo() noexcept override { postgres_.undo(); }
  bool is_in_transaction() override { return postgres_.is_in_transaction(); }

  void begin_part() override {
    if (depth_ == 0 && !postgres_.is_begun()) {
      postgres_.begin(access_ == Access::read ? kSnapshot
                                              : "BEGIN ISOLATION LEVEL REPEATABLE READ");
      is_own_ = true;
    }
    ++depth_;
  }
  void release_part() override {
    if (is_transaction()) postgres_.commit(false);
    end_part();
  }
  void undo_part() noexcept override {
    is_transaction() ? postgres_.undo() : postgres_.undo_part();
    end_part();
  }

  // Commits do not wait for the disk (synchronous_commit = off); this one does, and for all before.
  void sync() override {
    if (!postgres_.take_unsynced()) return;
    postgres_.wire().send("BEGIN");
    postgres_.wire().send("SET LOCAL synchronous_commit = on");
    postgres_.wire().send("UPDATE syndic_store SET version = version");
    postgres_.wire().send("COMMIT");
    postgres_.finish();
  }

  std::string lock_of(const std::string& table) const override {
    return " FOR UPDATE OF " + table + " SKIP LOCKED";
  }
  const char* clock() const override { return "extract(epoch from clock_timestamp())::bigint"; }
  bool take_right_to_publish() override {
    const auto taken = prepare("SELECT pg_try_advisory_lock(" + std::to_string(kPublishingLock) +
                               ", hashtext(current_schema()))");
    return taken->next() && taken->number(0) != 0;
  }
  void lock_all() override { prepare("LOCK TABLE source IN EXCLUSIVE MODE")->change(); }
  std::size_t rows_at_once() const override { return 16; }
  bool is_read_only() override { return access_ == Access::read; }
  bool is_lost() override { return postgres_.wire().is_lost(); }

  std::string in_byte_order(const std::string& column) const override {
    return in_order_of_bytes(column);
  }

  void settle_keys(const std::string& table) override {
    PostgresStatement last(postgres_, "SELECT setval(pg_get_serial_sequence('" + table +
                                          "', 'key'), greatest(max(key), 1), max(key) >= 1) FROM " +
                                          table);
    last.next();
  }

  std::int64_t bytes() override {
    std::string names;
    for (const TableShape& table : tables_of(latest_version())) names += "'" + table.name + "', ";
    PostgresStatement sum(postgres_,
                          "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE "
                          "relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname = "
                          "current_schema() UNION SELECT relnamespace FROM pg_class WHERE oid = "
                          "to_regclass('syndic_store')) AND pg_table_is_visible(oid) AND relname "
                          "IN (" +
                              names + "'syndic_store')");
    return sum.next() ? sum.number(0) : 0;
  }

 private:
  // Whether the innermost part is a transaction of its own.
  [[nodiscard]] bool is_transaction() const { return is_own_ && depth_ == 1; }

  void end_part() {
    if (--depth_ == 0) is_own_ = false;
  }

  static constexpr const char* kSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

  Postgres postgres_;
  Access access_;
  int depth_ = 0;        // Of the parts.
  bool is_own_ = false;  // The outermost part is a transaction.
};

}  // namespace

std::unique_ptr<Connection> postgres_connection(Wire wire, Connection::Access access) {
  return std::make_unique<PostgresConnection>(std::move(wire), access);
}

}  // namespace syndic::store
