// SPDX-License-Identifier: MIT
#include "store/sqlite/connection.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "store/sqlite/file.h"

namespace syndic::store {
namespace {

/// The connection, by which its statements put their failures into words before anything is undone:
/// that forgets the cause.
class Sqlite {
 public:
  Sqlite(std::filesystem::path path, SQLite::Database database)
      : path_(std::move(path)), database_(std::move(database)) {}

  template <class Work>
  auto told(Work work) const {
    try {
      return work();
    } catch (const SQLite::Exception& failure) {
      throw DatabaseError(explain(path_, failure, sqlite3_system_errno(handle())), failure.what());
    }
  }

  [[nodiscard]] SQLite::Database& database() { return database_; }
  [[nodiscard]] sqlite3* handle() const { return database_.getHandle(); }

 private:
  std::filesystem::path path_;
  SQLite::Database database_;
};

class SqliteStatement : public Statement {
 public:
  SqliteStatement(Sqlite& sqlite, const std::string& sql)
      : sqlite_(sqlite), statement_(sqlite.database(), sql) {
    for (int i = 1; i <= statement_.getBindParameterCount(); ++i) {
      if (statement_.getIndex(("$" + std::to_string(i)).c_str()) != i) {
        throw std::logic_error("parameters out of order: " + sql);
      }
    }
  }

  void reset() override { statement_.tryReset(); }
  void clear() override { statement_.clearBindings(); }

  void bind(int index, std::int64_t value) override {
    sqlite_.told([&] { statement_.bind(index, value); });
  }
  void bind_borrowed(int index, const std::string& text) override {
    sqlite_.told([&] { statement_.bindNoCopy(index, text); });
  }
  void bind_copy(int index, std::string&& text) override {
    sqlite_.told([&] { statement_.bind(index, text); });
  }
  void bind_null(int index, ValueType /*type*/) override {
    sqlite_.told([&] { statement_.bind(index); });
  }

  void read_in_parts() override {}  // SQLite reads a row at a time anyway.
  bool next() override {
    return sqlite_.told([&] { return statement_.executeStep(); });
  }
  std::size_t change() override {
    return static_cast<std::size_t>(sqlite_.told([&] { return statement_.exec(); }));
  }
  void run() override { change(); }

  [[nodiscard]] bool is_null(int column) const override { return statement_.isColumnNull(column); }
  [[nodiscard]] std::int64_t number(int column) const override {
    return column_at(column).getInt64();
  }
  [[nodiscard]] std::string text(int column) const override {
    return column_at(column).getString();
  }

 private:
  [[nodiscard]] SQLite::Column column_at(int column) const {
    return const_cast<SQLite::Statement&>(statement_).getColumn(column);
  }

  Sqlite& sqlite_;
  SQLite::Statement statement_;
};

class SqliteConnection : public Connection {
 public:
  SqliteConnection(std::filesystem::path path, SQLite::Database database)
      : sqlite_(std::move(path), std::move(database)),
        begin_part_(sqlite_, "SAVEPOINT part"),
        release_part_(sqlite_, "RELEASE part"),
        undo_part_(sqlite_, "ROLLBACK TO part") {
    sqlite3_create_function(sqlite_.handle(), "octet_length", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                            nullptr, octet_length, nullptr, nullptr);
  }

  std::unique_ptr<Statement> prepare(const std::string& sql) override {
    return sqlite_.told([&] { return std::make_unique<SqliteStatement>(sqlite_, sql); });
  }

  // A writer takes the lock at once: after a read, the snapshot may be outdated when it writes.
  void begin(Access access) override {
    execute(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
  }
  void commit(bool /*lasts*/) override { execute("COMMIT"); }
  void undo() noexcept override {
    sqlite3_exec(sqlite_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  bool is_in_transaction() override { return sqlite3_get_autocommit(sqlite_.handle()) == 0; }

  // Prepared once: as new texts they took 5 % of a run without news.
  void begin_part() override { run(begin_part_); }
  void release_part() override { run(release_part_); }
  void undo_part() noexcept override {
    try {
      run(undo_part_);
      run(release_part_);
    } catch (const DatabaseError&) {
      // SQLite undid the whole transaction before: no part of it is left.
    }
  }

  // In SQLite's write-ahead log, for which a commit itself does not wait (PRAGMA synchronous =
  // NORMAL).
  void sync() override {
    const int changes = sqlite3_total_changes(sqlite_.handle());
    if (std::exchange(synced_changes_, changes) == changes) return;
    sqlite3_file* log = nullptr;
    const bool has_log =
        sqlite3_file_control(sqlite_.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER,
                             static_cast<void*>(&log)) == SQLITE_OK &&
        log != nullptr && log->pMethods != nullptr;
    if (!has_log) return;
    if (const int result = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL); result != SQLITE_OK) {
      throw DatabaseError(std::string("cannot be written to the disk: ") + sqlite3_errstr(result) +
                          "; look at the disk, and run again");
    }
  }

  std::string lock_of(const std::string& /*table*/) const override { return {}; }
  const char* clock() const override { return nullptr; }
  bool take_right_to_publish() override { return true; }
  void lock_all() override {}  // A transaction that writes does.
  std::size_t rows_at_once() const override { return 1; }
  bool is_lost() override { return false; }
  bool is_read_only() override { return sqlite3_db_readonly(sqlite_.handle(), "main") != 0; }

  std::string in_byte_order(const std::string& column) const override { return column; }
  void settle_keys(const std::string& /*table*/) override {}  // It looks for the highest itself.
  std::int64_t bytes() override {
    return sqlite_.told([&] {
      return sqlite_.database().execAndGet("PRAGMA page_count").getInt64() *
             sqlite_.database().execAndGet("PRAGMA page_size").getInt64();
    });
  }

 private:
  // As PostgreSQL's, and that of SQLite from 3.43 on: the bytes of a text.
  static void octet_length(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    sqlite3_result_int(context, sqlite3_value_bytes(values[0]));
  }

  static void run(SqliteStatement& statement) {
    statement.reset();
    statement.run();
    statement.reset();
  }

  void execute(const char* sql) {
    sqlite_.told([&] { sqlite_.database().exec(sql); });
  }

  Sqlite sqlite_;
  SqliteStatement begin_part_;
  SqliteStatement release_part_;
  SqliteStatement undo_part_;
  int synced_changes_ = 0;  // What SQLite had counted at the last sync().
};

}  // namespace

std::unique_ptr<Connection> sqlite_connection(std::filesystem::path path,
                                              SQLite::Database database) {
  return std::make_unique<SqliteConnection>(std::move(path), std::move(database));
}

}  // namespace syndic::store
