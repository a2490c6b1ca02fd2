// SPDX-License-Identifier: MIT
//
// Statements about several rows at once, which cost less than one for each.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "store/database.h"

namespace syndic::store {

/// The parameters of so many rows: "($1, $2), ($3, $4)".
[[nodiscard]] inline std::string parameters_of_rows(std::size_t rows, std::size_t columns) {
  std::string text;
  std::size_t parameter = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    text += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < columns; ++column) {
      text.append(column == 0 ? "$" : ", $").append(std::to_string(++parameter));
    }
    text += ')';
  }
  return text;
}

/// Calls `work` with one part of the rows after another, each of as many as the database takes best
/// or, at the end, of smaller powers of two: so few statements are prepared.
template <class Row, class Work>
void in_parts(const Database& database, std::span<const Row> rows, Work work) {
  for (std::size_t count = database.rows_at_once(); !rows.empty();) {
    while (count > rows.size()) count /= 2;
    work(rows.first(count));
    rows = rows.subspan(count);
  }
}

}  // namespace syndic::store
