// SPDX-License-Identifier: MIT
#include "store/copy.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "store/sqlite/migrations.h"

namespace syndic::store {
namespace {

// To these others refer, and the database makes their keys.
constexpr std::array<std::string_view, 2> kParents = {"source", "item"};

// Triggers add rows to this one, whatever is done to others.
constexpr std::string_view kNoted = "changed_item";

// The place of a table among all: those to which others refer come first.
std::size_t place_of_table(const TableShape& table) {
  if (table.name == kNoted) return kParents.size() + 1;
  return static_cast<std::size_t>(std::ranges::find(kParents, table.name) - kParents.begin());
}

std::vector<TableShape> tables_in_order() {
  std::vector<TableShape> tables = tables_of(latest_version());
  std::ranges::stable_sort(tables, {}, place_of_table);
  return tables;
}

std::string names_of_columns(const TableShape& table) {
  std::string names;
  for (const ColumnShape& column : table.columns) {
    names += (names.empty() ? "" : ", ") + quoted_name(column.name);
  }
  return names;
}

std::string insert_all_of(const TableShape& table) {
  std::string places;
  for (std::size_t i = 1; i <= table.columns.size(); ++i) {
    places += (places.empty() ? "$" : ", $") + std::to_string(i);
  }
  return "INSERT INTO " + quoted_name(table.name) + " (" + names_of_columns(table) + ") VALUES (" +
         places + ")";
}

void bind_value(Statement& to, const Statement& row, int column, ValueType type) {
  if (row.is_null(column)) {
    to.bind_null(column + 1, type);
  } else if (type == ValueType::text) {
    to.bind_copy(column + 1, row.text(column));
  } else {
    to.bind(column + 1, row.number(column));
  }
}

void empty_table(Connection& store, const TableShape& table) {
  store.prepare("DELETE FROM " + quoted_name(table.name))->run();
}

void copy_table(Connection& from, Connection& to, const TableShape& table) {
  const auto rows = from.prepare(select_all_of(table));
  const auto insert = to.prepare(insert_all_of(table));
  rows->read_in_parts();
  while (rows->next()) {
    insert->reset();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool is_text = table.columns[i].type == "TEXT";
      bind_value(*insert, *rows, static_cast<int>(i),
                 is_text ? ValueType::text : ValueType::integer);
    }
    insert->run();
  }
  rows->reset();
}

}  // namespace

std::string select_all_of(const TableShape& table) {
  return "SELECT " + names_of_columns(table) + " FROM " + quoted_name(table.name);
}

void copy_rows(Connection& from, Connection& to) {
  const std::vector<TableShape> tables = tables_in_order();
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) empty_table(to, *table);
  for (const TableShape& table : tables) {
    if (table.name == kNoted) empty_table(to, table);
    copy_table(from, to, table);
    if (std::ranges::find(kParents, table.name) != kParents.end()) to.settle_keys(table.name);
  }
}

}  // namespace syndic::store
