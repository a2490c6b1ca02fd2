// SPDX-License-Identifier: MIT
#include "store/import.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/error.h"
#include "base/printable.h"
#include "store/database.h"
#include "store/file_aside.h"
#include "store/migrations.h"
#include "store/schema.h"

namespace syndic::store {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// What is wrong with a line, for the one who adds its number.
class BadLine : public Failure {
 public:
  using Failure::Failure;
};

// A name or value of the export, as it may be said.
std::string said(const std::string& text) {
  constexpr std::size_t kShown = 60;
  return '"' + base::printable_line(text, kShown) + '"';
}

// The lines of an export, none longer than a limit.
class LineReader {
 public:
  LineReader(std::istream& in, std::size_t longest)
      : in_(in), longest_(longest), step_(std::size_t{64} * 1024, '\0') {}

  /// Moves to the next line; false if there is none. Throws BadLine for one that is too long.
  bool next() {
    line_.clear();
    ++number_;
    while (true) {
      if (left_.empty() && !fill()) return !line_.empty();
      const std::size_t end = std::min(left_.find('\n'), left_.size());
      if (line_.size() + end > longest_) {
        throw BadLine("it is longer than " + base::size_text(longest_));
      }
      line_ += left_.substr(0, end);
      const bool is_whole = end < left_.size();
      left_.remove_prefix(is_whole ? end + 1 : end);
      if (is_whole) return true;
    }
  }

  [[nodiscard]] const std::string& line() const { return line_; }
  [[nodiscard]] std::int64_t number() const { return number_; }  // From 1.

 private:
  bool fill() {
    in_.read(step_.data(), static_cast<std::streamsize>(step_.size()));
    left_ = std::string_view(step_).substr(0, static_cast<std::size_t>(in_.gcount()));
    return !left_.empty();
  }

  std::istream& in_;
  std::size_t longest_;
  std::string step_;
  std::string_view left_;  // Of step_.
  std::string line_;
  std::int64_t number_ = 0;
};

// A line as JSON. Nesting and the number of names are bounded while it is read, so that no line
// takes many times its size in memory.
json parse_line(const std::string& line) {
  constexpr int kDeepest = 3;
  constexpr std::size_t kMostNames = 1000;
  std::size_t names = 0;
  const auto bound = [&](int depth, json::parse_event_t event, json& /*value*/) {
    const bool is_list = event == json::parse_event_t::array_start;
    if (event == json::parse_event_t::key) ++names;
    if (depth > kDeepest || is_list || names > kMostNames) throw BadLine("it is no row");
    return true;
  };
  json parsed = json::parse(line, bound, false);
  if (parsed.is_discarded() || !parsed.is_object()) throw BadLine("it is no JSON object");
  return parsed;
}

std::string bytes_of_hex(const json& value) {
  if (!value.is_string()) throw BadLine("a value is no hexadecimal text");
  const auto& hex = value.get_ref<const std::string&>();
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size() + hex.size() % 2; i += 2) {
    const int high = base::hex_value(hex[i]);
    const int low = i + 1 < hex.size() ? base::hex_value(hex[i + 1]) : -1;
    if (high < 0 || low < 0) throw BadLine("a value is no hexadecimal text");
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

// Inserts the rows of one table.
class TableWriter {
 public:
  TableWriter(SQLite::Database& database, TableShape shape)
      : shape_(std::move(shape)), insert_(database, statement()) {}

  /// Throws BadLine for a row that is none of the table.
  void insert(const json& row) {
    insert_.reset();
    insert_.clearBindings();
    int at = 1;
    for (const ColumnShape& column : shape_.columns) {
      const auto value = row.find(column.name);
      if (value == row.end()) throw BadLine("the row lacks " + shape_.name + "." + column.name);
      bind(at++, column, *value);
    }
    if (row.size() > shape_.columns.size()) throw BadLine(why_surplus(row));
    insert_.exec();
  }

 private:
  [[nodiscard]] std::string statement() const {
    std::string names;
    std::string places;
    for (const ColumnShape& column : shape_.columns) {
      names += (names.empty() ? "" : ", ") + quoted_name(column.name);
      places += places.empty() ? "?" : ", ?";
    }
    return "INSERT INTO " + quoted_name(shape_.name) + " (" + names + ") VALUES (" + places + ")";
  }

  void bind(int at, const ColumnShape& column, const json& value) {
    const bool is_number = value.is_number_integer() &&
                           (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX);
    if (value.is_null()) {
      insert_.bind(at);
    } else if (column.type == "INTEGER" && is_number) {
      insert_.bind(at, value.get<std::int64_t>());
    } else if (column.type == "TEXT" && value.is_string()) {
      insert_.bind(at, value.get_ref<const std::string&>());
    } else if (column.type == "TEXT" && value.is_object() && value.size() == 1 &&
               value.contains("text")) {
      insert_.bind(at, bytes_of_hex(value["text"]));
    } else {
      throw BadLine(shape_.name + "." + column.name +
                    (column.type == "TEXT" ? " is no text" : " is no whole number"));
    }
  }

  [[nodiscard]] std::string why_surplus(const json& row) const {
    for (const auto& [name, value] : row.items()) {
      if (std::ranges::none_of(shape_.columns, [&, &n = name](const ColumnShape& column) {
            return column.name == n;
          })) {
        return "table " + shape_.name + " has no column " + said(name);
      }
    }
    return "the row has a column twice";
  }

  TableShape shape_;
  SQLite::Statement insert_;
};

struct Trigger {
  std::string name;
  std::string sql;
};

std::vector<Trigger> triggers_of(SQLite::Database& database) {
  SQLite::Statement rows(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
  std::vector<Trigger> triggers;
  while (rows.executeStep()) triggers.push_back({rows.getColumn(0), rows.getColumn(1)});
  return triggers;
}

// A store that is filled with rows as they are: no trigger and no foreign key acts on them.
class Filling {
 public:
  Filling(const fs::path& file, int version)
      : database_(file.string(), SQLite::OPEN_READWRITE, 0, kWithoutLocks), version_(version) {
    database_.exec("PRAGMA journal_mode = OFF");  // Nobody needs half of it.
    database_.exec("PRAGMA synchronous = OFF");   // It is synced before it is put.
    database_.exec("PRAGMA foreign_keys = OFF");
    migrate(database_, migrations().first(static_cast<std::size_t>(version)));
    triggers_ = triggers_of(database_);
    for (const Trigger& trigger : triggers_) {
      database_.exec("DROP TRIGGER " + quoted_name(trigger.name));
    }
    database_.exec("BEGIN");
    for (TableShape& shape : tables_of(version)) {
      const std::string name = shape.name;
      tables_.try_emplace(name, database_, std::move(shape));
    }
  }

  void insert(const std::string& table, const json& row) {
    const auto writer = tables_.find(table);
    if (writer == tables_.end()) {
      throw BadLine("version " + std::to_string(version_) + " has no table " + said(table));
    }
    try {
      writer->second.insert(row);
    } catch (const SQLite::Exception& failure) {
      if (primary_code(failure) != SQLITE_CONSTRAINT) throw;
      throw BadLine(base::printable_line(failure.what()));
    }
  }

  /// Migrates it. Returns how many rows were dropped of those that have lost what they belong to;
  /// throws BadLine if there are some and the store was not damaged.
  std::int64_t finish(bool was_damaged) {
    const std::int64_t before = database_.getTotalChanges();
    drop_orphans(was_damaged);
    const std::int64_t dropped = database_.getTotalChanges() - before;
    count_anew();
    tables_.clear();
    database_.exec("COMMIT");
    for (const Trigger& trigger : triggers_) database_.exec(trigger.sql);
    database_.exec("PRAGMA foreign_keys = ON");
    migrate(database_, migrations());
    return dropped;
  }

  [[nodiscard]] Summary summary() {
    const auto number = [&](const char* sql) { return database_.execAndGet(sql).getInt64(); };
    return {.version = latest_version(),
            .sources = number("SELECT count(*) FROM source"),
            .items = number("SELECT count(*) FROM item"),
            .bytes = number("PRAGMA page_count") * number("PRAGMA page_size")};
  }

 private:
  struct Orphans {
    std::string table;
    std::string statement;
  };

  // Until none is left, as those that go may leave others.
  void drop_orphans(bool was_damaged) {
    for (std::vector<Orphans> all = orphans(); !all.empty(); all = orphans()) {
      if (!was_damaged) {
        throw BadLine("a row of table " + all[0].table + " belongs to a row that is not there");
      }
      for (const Orphans& some : all) database_.exec(some.statement);
    }
  }

  std::vector<Orphans> orphans() {
    SQLite::Statement rows(
        database_,
        "SELECT DISTINCT c.\"table\", c.parent, l.\"from\", l.\"to\" FROM pragma_foreign_key_check "
        "c, pragma_foreign_key_list(c.\"table\") l WHERE l.id = c.fkid");
    std::vector<Orphans> all;
    while (rows.executeStep()) {
      const auto name = [&](int column) { return quoted_name(rows.getColumn(column).getString()); };
      all.push_back({rows.getColumn(0), "DELETE FROM " + name(0) + " WHERE " + name(2) +
                                            " NOT IN (SELECT " + name(3) + " FROM " + name(1) +
                                            ")"});
    }
    return all;
  }

  // What a source keeps of its items, which is changed only where it is wrong.
  void count_anew() {
    database_.exec(
        "UPDATE source SET items = (SELECT count(*) FROM item WHERE source_key = source.key) "
        "WHERE items <> (SELECT count(*) FROM item WHERE source_key = source.key)");
    database_.exec(
        "UPDATE source SET newest_published = "
        "(SELECT max(published) FROM item WHERE source_key = source.key) "
        "WHERE newest_published IS NOT "
        "(SELECT max(published) FROM item WHERE source_key = source.key)");
  }

  SQLite::Database database_;
  int version_;
  std::vector<Trigger> triggers_;
  std::map<std::string, TableWriter> tables_;
};

// An export that is read line by line.
class Import {
 public:
  explicit Import(fs::path file) : file_(std::move(file)) {}

  void take(const std::string& text) {
    if (is_over_) throw BadLine("it is behind the export's end");
    const json line = parse_line(text);
    if (!filling_) return begin(line);
    if (line.contains("rows")) return end(line);
    const auto table = line.find("table");
    const auto row = line.find("row");
    if (line.size() != 2 || table == line.end() || row == line.end() || !table->is_string() ||
        !row->is_object()) {
      throw BadLine("it is no row, which has \"table\" and \"row\"");
    }
    filling_->insert(table->get<std::string>(), *row);
    ++imported_.rows;
  }

  [[nodiscard]] Imported finish() {
    if (!filling_) throw BadLine("it is empty");
    if (!is_over_) throw BadLine("it is not there: the export is cut off");
    imported_.dropped = filling_->finish(was_damaged_);
    imported_.summary = filling_->summary();
    return imported_;
  }

 private:
  void begin(const json& line) {
    const auto version = line.find("syndic_store");
    if (version == line.end() || !version->is_number_integer()) {
      throw BadLine("it is no header of a syndic store export");
    }
    const auto number = version->get<std::int64_t>();
    if (number < 1 || number > latest_version()) {
      throw BadLine("the export is of version " + std::to_string(number) +
                    ", this syndic knows 1 to " + std::to_string(latest_version()) +
                    ": use a newer syndic");
    }
    filling_.emplace(file_, static_cast<int>(number));
  }

  void end(const json& line) {
    if (line["rows"] != imported_.rows) {
      throw BadLine("the export has not all of its rows: " + std::to_string(imported_.rows) +
                    " came before its end, which counts " + said(line["rows"].dump()));
    }
    was_damaged_ = line.value("damaged", json()) == true;
    is_over_ = true;
  }

  fs::path file_;
  std::optional<Filling> filling_;
  Imported imported_;
  bool was_damaged_ = false;
  bool is_over_ = false;
};

Result<Imported> read_export(const fs::path& file, std::istream& in, std::size_t longest_line) {
  LineReader lines(in, longest_line);
  try {
    Import import(file);
    while (lines.next()) import.take(lines.line());
    return import.finish();
  } catch (const BadLine& bad) {
    return fail(Errc::malformed, "line " + std::to_string(lines.number()) + ": " + bad.what());
  }
}

// Refuses to replace a store that holds anything.
void refuse_filled(const fs::path& store) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(store, error);
  if (error || size == 0) return;
  SQLite::Database database = open_as_it_is(store);
  const auto count = [&](const char* sql) { return database.execAndGet(sql).getInt64(); };
  const auto sources = count("SELECT count(*) FROM source");
  const auto items = count("SELECT count(*) FROM item");
  if (sources == 0 && items == 0) return;
  throw StoreFailure("store " + store.string() + " has " + base::counted(sources, "source") +
                     " and " + base::counted(items, "item") +
                     " and is left as it is: an import makes a new store; move this one away, or "
                     "name another one under [store]");
}

// Takes the log of an empty store, or of one that is no longer there, out of the way of the file
// that comes into its place, to which it does not belong.
void remove_log(const fs::path& store) {
  const fs::path place = place_of(store);
  std::error_code ignored;  // What cannot be removed is in use, and SQLite says so.
  if (fs::exists(place, ignored) && fs::file_size(place, ignored) > 0) {
    SQLite::Database database = open_for_writing(store);
    database.exec("PRAGMA journal_mode = DELETE");
  }
  for (const char* ending : {"-wal", "-shm", "-journal"}) {
    fs::remove(place.string() + ending, ignored);
  }
}

}  // namespace

Result<Imported> import_rows(const fs::path& store, std::istream& in, std::size_t longest_line) {
  try {
    refuse_filled(store);
    FileAside aside(store);
    auto imported = read_export(aside.path(), in, longest_line);
    if (!imported) return imported;
    remove_log(store);
    aside.put();
    return imported;
  } catch (const SQLite::Exception& failure) {
    throw failure_of(store, failure);
  }
}

}  // namespace syndic::store
