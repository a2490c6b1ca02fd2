// SPDX-License-Identifier: MIT
#include "store/export.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/utf8.h"
#include "store/file_aside.h"
#include "store/schema.h"
#include "store/sqlite/file.h"

namespace syndic::store {
namespace {

namespace fs = std::filesystem;

using Line = nlohmann::ordered_json;

constexpr std::string_view kExportBegins = "{\"syndic_store\":";

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

// All columns of a store are of the types INTEGER and TEXT, which SQLite sees to (STRICT).
Line value_of(const SQLite::Column& column) {
  if (column.isNull()) return nullptr;
  if (column.isInteger()) return column.getInt64();
  std::string text = column.getString();
  if (base::valid_utf8_prefix(text) == text.size()) return text;
  return {{"text", hex_of(text)}};
}

// "SELECT "key", … FROM "source" ORDER BY "key""; from the last row to the first if `backwards`.
std::string query_for(const TableShape& table, bool backwards) {
  std::string columns;
  std::string order;
  for (const ColumnShape& column : table.columns) {
    columns += (columns.empty() ? "" : ", ") + quoted_name(column.name);
  }
  for (const std::string& column : table.key) {
    order += (order.empty() ? "" : ", ") + quoted_name(column) + (backwards ? " DESC" : "");
  }
  return "SELECT " + columns + " FROM " + quoted_name(table.name) + " ORDER BY " + order;
}

// Writes the lines of one export.
class LineWriter {
 public:
  explicit LineWriter(std::ostream& out) : out_(out) {}

  void write(const Line& line) {
    out_ << line.dump() << '\n';
    if (!out_) throw FileFailure("the export cannot be written on; its disk may be full");
  }

  void write_table(SQLite::Database& database, const TableShape& table) {
    Line last;
    try {
      write_rows(database, table, false, last);
    } catch (const SQLite::Exception& failure) {
      exported_.damaged.push_back("table " + table.name + ": " +
                                  base::printable_line(failure.what()));
      write_what_is_behind(database, table, last);
    }
  }

  [[nodiscard]] Exported finish() {
    Line end = {{"rows", exported_.rows}};
    if (!exported_.damaged.empty()) end["damaged"] = true;
    write(end);
    if (out_.flush()) return std::move(exported_);
    throw FileFailure("the export cannot be written on; its disk may be full");
  }

 private:
  // `last`: in, a row at which to stop; out, the row that was written last.
  void write_rows(SQLite::Database& database, const TableShape& table, bool backwards, Line& last) {
    const Line stop = last;
    SQLite::Statement rows(database, query_for(table, backwards));
    while (rows.executeStep()) {
      Line row = Line::object();
      for (int i = 0; i < rows.getColumnCount(); ++i) {
        row[table.columns[static_cast<std::size_t>(i)].name] = value_of(rows.getColumn(i));
      }
      if (row == stop) return;
      write({{"table", table.name}, {"row", row}});
      ++exported_.rows;
      last = std::move(row);
    }
  }

  // The rows between a damaged page and the end.
  void write_what_is_behind(SQLite::Database& database, const TableShape& table, Line last) {
    try {
      write_rows(database, table, true, last);
    } catch (const SQLite::Exception&) {
      return;  // It is the same page, or another one; the table is known to be damaged.
    }
  }

  std::ostream& out_;
  Exported exported_;
};

// Whether a file that is there may be replaced.
bool is_export_or_empty(const fs::path& file) {
  std::string begin(kExportBegins.size(), '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return in.gcount() == 0 || begin == kExportBegins;
}

void refuse_other_file(const fs::path& file, const fs::path& store) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  const bool is_of_store = belongs_to_store(file, store);
  if (status.type() == fs::file_type::not_found && !is_of_store) return;
  const bool is_file = status.type() == fs::file_type::regular;
  if (is_file && !is_of_store && is_export_or_empty(file)) return;
  throw FileFailure("cannot export to " + file.string() + ": " +
                    (is_of_store ? "it is the store itself, or belongs to it"
                     : is_file   ? "a file that is no export is there"
                                 : "it is no file") +
                    "; name another file");
}

}  // namespace

Exported export_rows(const fs::path& store, model::Timestamp now, std::ostream& out) {
  SQLite::Database database = open_as_it_is(store);
  try {
    const SQLite::Transaction snapshot(database);
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    LineWriter writer(out);
    writer.write({{"syndic_store", version}, {"exported", base::format_rfc3339(now)}});
    for (const TableShape& table : tables_of(version)) writer.write_table(database, table);
    return writer.finish();
  } catch (const SQLite::Exception& failure) {
    throw failure_of(store, failure);
  }
}

Exported export_rows_to(const fs::path& store, model::Timestamp now, const fs::path& file) {
  refuse_other_file(file, store);
  FileAside aside(file);
  std::ofstream out(aside.path(), std::ios::binary);
  Exported exported = export_rows(store, now, out);
  aside.put();
  return exported;
}

}  // namespace syndic::store
