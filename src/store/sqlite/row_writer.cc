// SPDX-License-Identifier: MIT
#include "store/sqlite/row_writer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "store/row_rules.h"

namespace syndic::store {
namespace {

using nlohmann::json;

std::string bytes_of_hex(const json& value) {
  if (!value.is_string()) throw BadLine("a value is no hexadecimal text");
  const auto& hex = value.get_ref<const std::string&>();
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = base::hex_value(hex[i]);
    const int low = i + 1 < hex.size() ? base::hex_value(hex[i + 1]) : -1;
    if (high < 0 || low < 0) throw BadLine("a value is no hexadecimal text");
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string insert_into(const TableShape& table) {
  std::string names;
  std::string places;
  for (const ColumnShape& column : table.columns) {
    names += (names.empty() ? "" : ", ") + quoted_name(column.name);
    places += places.empty() ? "?" : ", ?";
  }
  return "INSERT INTO " + quoted_name(table.name) + " (" + names + ") VALUES (" + places + ")";
}

// Whether it is a whole number that SQLite can hold.
bool is_integer(const json& value) {
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= INT64_MAX;
  return value.is_number_integer();
}

bool is_hex_text(const json& value) {
  return value.is_object() && value.size() == 1 && value.contains("text");
}

}  // namespace

// A name or value of the export, as it may be said.
std::string said(const std::string& text) {
  constexpr std::size_t kShown = 60;
  return '"' + base::printable_line(text, kShown) + '"';
}

RowWriter::RowWriter(SQLite::Database& database, TableShape shape)
    : shape_(std::move(shape)), insert_(database, insert_into(shape_)) {}

void RowWriter::insert(const json& row) {
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

void RowWriter::bind(int at, const ColumnShape& column, const json& value) {
  const bool is_text = column.type == "TEXT";
  if (value.is_null()) {
    insert_.bind(at);
  } else if (!is_text && is_integer(value)) {
    const auto number = value.get<std::int64_t>();
    if (!allows_number(shape_.name, column.name, number)) {
      throw BadLine(shape_.name + "." + column.name + " cannot be " + std::to_string(number));
    }
    insert_.bind(at, number);
  } else if (is_text && value.is_string()) {
    bind_text(at, column, value.get_ref<const std::string&>());
  } else if (is_text && is_hex_text(value)) {
    bind_text(at, column, bytes_of_hex(value["text"]));
  } else {
    throw BadLine(shape_.name + "." + column.name +
                  (is_text ? " is no text" : " is no whole number"));
  }
}

void RowWriter::bind_text(int at, const ColumnShape& column, const std::string& text) {
  const TextRule* const rule = rule_for(shape_.name, column.name);
  if (rule != nullptr && !rule->allows(text)) {
    throw BadLine(shape_.name + "." + column.name + " " + said(text) + " is no " + rule->due);
  }
  insert_.bind(at, text);
}

std::string RowWriter::why_surplus(const json& row) const {
  for (const auto& [name, value] : row.items()) {
    const bool is_known = std::ranges::any_of(
        shape_.columns, [&, &n = name](const ColumnShape& column) { return column.name == n; });
    if (!is_known) return "table " + shape_.name + " has no column " + said(name);
  }
  return "the row has more columns than table " + shape_.name;
}

}  // namespace syndic::store
