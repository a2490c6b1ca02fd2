// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/bench/measure.h"

namespace syndic::bench {

/// One line of the table: what work costs beside its limit.
struct Row {
  std::string work;
  std::string limit;  ///< What the limit is.
  std::string unit;   ///< "ms CPU", "ms", "MB".
  double ours = 0;
  double theirs = 0;
  std::optional<double> goal;  ///< The largest ratio, or with `absolute` the largest of `ours`.
  bool absolute = false;
  std::string note;  ///< Whatever else there is to say.
};

/// Prints the heads of the columns.
void print_head();

/// Prints a row at once, with "over" where its goal is missed.
void print(const Row& row);

/// "12.3 MB", in millions of bytes.
[[nodiscard]] std::string megabytes(long kib);

}  // namespace syndic::bench
