// SPDX-License-Identifier: MIT
#include "store/export.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/utf8.h"
#include "store/copy.h"
#include "store/file_aside.h"
#include "store/sqlite/schema.h"
#include "store/unchanged.h"

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

Line value_of(const Statement& row, int column, const ColumnShape& shape) {
  if (row.is_null(column)) return nullptr;
  if (shape.type != "TEXT") return row.number(column);
  std::string text = row.text(column);
  if (base::valid_utf8_prefix(text) == text.size()) return text;
  return {{"text", hex_of(text)}};
}

std::string order_of(const Connection& store, const TableShape& table, const std::string& column) {
  const auto is_it = [&](const ColumnShape& each) { return each.name == column; };
  const bool is_text = std::ranges::find_if(table.columns, is_it)->type == "TEXT";
  return is_text ? store.in_byte_order(quoted_name(column)) : quoted_name(column);
}

// "SELECT "key", … FROM "source" ORDER BY "key""; from the last row to the first if `backwards`.
std::string query_for(const Connection& store, const TableShape& table, bool backwards) {
  std::string order;
  for (const std::string& column : table.key) {
    order += (order.empty() ? "" : ", ") + order_of(store, table, column);
    if (backwards) order += " DESC";
  }
  return select_all_of(table) + " ORDER BY " + order;
}

// Writes the lines of one export.
class LineWriter {
 public:
  /// `salvages`: whether what is behind a damaged page of a table can be read.
  LineWriter(std::ostream& out, bool salvages) : out_(out), salvages_(salvages) {}

  void write(const Line& line) {
    out_ << line.dump() << '\n';
    if (!out_) throw FileFailure("the export cannot be written on; its disk may be full");
  }

  void write_table(Connection& store, const TableShape& table) {
    Line last;
    try {
      write_rows(store, table, false, last);
    } catch (const DatabaseError& failure) {
      if (!salvages_) throw;
      exported_.damaged.push_back("table " + table.name + ": " +
                                  base::printable_line(failure.said()));
      write_what_is_behind(store, table, last);
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
  void write_rows(Connection& store, const TableShape& table, bool backwards, Line& last) {
    const Line stop = last;
    const auto rows = store.prepare(query_for(store, table, backwards));
    rows->read_in_parts();
    while (rows->next()) {
      Line row = Line::object();
      int at = 0;
      for (const ColumnShape& column : table.columns) {
        row[column.name] = value_of(*rows, at++, column);
      }
      if (row == stop) break;
      write({{"table", table.name}, {"row", row}});
      ++exported_.rows;
      last = std::move(row);
    }
    rows->reset();
  }

  // The rows between a damaged page and the end.
  void write_what_is_behind(Connection& store, const TableShape& table, Line last) {
    try {
      write_rows(store, table, true, last);
    } catch (const DatabaseError&) {
      return;  // It is the same page, or another one; the table is known to be damaged.
    }
  }

  std::ostream& out_;
  bool salvages_;
  Exported exported_;
};

// Whether a file that is there may be replaced.
bool is_export_or_empty(const fs::path& file) {
  std::string begin(kExportBegins.size(), '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return in.gcount() == 0 || begin == kExportBegins;
}

void refuse_other_file(const fs::path& file, const Options& options) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  const bool is_of_store = !options.is_on_postgres() && belongs_to_store(file, options.sqlite_file);
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

Exported export_rows(const Options& options, model::Timestamp now, std::ostream& out) {
  const Unchanged store = open_unchanged(options);
  try {
    store.connection->begin(Connection::Access::read);
    LineWriter writer(out, !options.is_on_postgres());
    writer.write({{"syndic_store", store.version}, {"exported", base::format_rfc3339(now)}});
    for (const TableShape& table : tables_of(store.version)) {
      writer.write_table(*store.connection, table);
    }
    return writer.finish();
  } catch (const DatabaseError& failure) {
    throw failure_of(options, failure);
  }
}

Exported export_rows_to(const Options& options, model::Timestamp now, const fs::path& file) {
  refuse_other_file(file, options);
  FileAside aside(file);
  std::ofstream out(aside.path(), std::ios::binary);
  Exported exported = export_rows(options, now, out);
  aside.put();
  return exported;
}

}  // namespace syndic::store
