// SPDX-License-Identifier: MIT
//
// A record as columns of a table. A function each_column() calls a visitor with the name of each
// column and its member; the three visitors here make the list of names, bind the values of a
// statement, and read a row. So their order and number always agree.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "store/database.h"

namespace syndic::store {

/// The name of an enumerator, or of the first one if it has none; `names` are pairs of both.
template <class Names, class Enum>
[[nodiscard]] const char* name_in(const Names& names, Enum value) {
  for (const auto& [enumerator, name] : names) {
    if (enumerator == value) return name;
  }
  return names.front().second;
}

/// The enumerator of that name, or the first.
template <class Names>
[[nodiscard]] auto enumerator_of(const Names& names, std::string_view text) {
  for (const auto& [enumerator, name] : names) {
    if (text == name) return enumerator;
  }
  return names.front().first;
}

/// The names, for SQL.
class ColumnNames {
 public:
  template <class Value, class... Names>
  void operator()(const char* name, const Value& /*value*/, const Names&... /*names*/) {
    const char* const comma = list_.empty() ? "" : ", ";
    list_.append(comma).append(name);
    replacements_.append(comma).append(name).append(" = excluded.").append(name);
    ++count_;
  }

  /// "a, b, c".
  [[nodiscard]] const std::string& list() const { return list_; }

  /// One parameter for each name, from `first` on: "$3, $4, $5".
  [[nodiscard]] std::string parameters(int first) const {
    std::string text;
    for (int at = first; at < next(first); ++at) {
      text.append(text.empty() ? "$" : ", $").append(std::to_string(at));
    }
    return text;
  }

  /// For an insert into a row that is there: "a = excluded.a, b = excluded.b".
  [[nodiscard]] const std::string& replacements() const { return replacements_; }

  /// The parameter after those.
  [[nodiscard]] int next(int first) const { return first + count_; }

 private:
  std::string list_;
  std::string replacements_;
  int count_ = 0;
};

/// Sets the parameters of a query, from one on. Borrows the values until the query has run.
class ColumnBinder {
 public:
  ColumnBinder(Query& query, int first) : query_(query), at_(first) {}

  template <class Value>
  void operator()(const char* /*name*/, Value&& value) {
    query_.set(at_++, std::forward<Value>(value));
  }
  template <class Enum, class Names>
  void operator()(const char* /*name*/, Enum value, const Names& names) {
    query_.set(at_++, name_in(names, value));
  }

  /// The parameter after those that were set.
  [[nodiscard]] int next() const { return at_; }

 private:
  Query& query_;
  int at_;
};

/// Reads a query's current row, from a column on.
class ColumnReader {
 public:
  ColumnReader(const Query& row, int first) : row_(row), at_(first) {}

  template <class Value>
  void operator()(const char* /*name*/, Value& value) {
    row_.get(at_++, value);
  }
  template <class Enum, class Names>
  void operator()(const char* /*name*/, Enum& value, const Names& names) {
    value = enumerator_of(names, row_.text(at_++));
  }

  /// The column after those that were read.
  [[nodiscard]] int next() const { return at_; }

 private:
  const Query& row_;
  int at_;
};

}  // namespace syndic::store
