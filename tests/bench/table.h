// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

namespace syndic::bench {

/// One line of the table: what work costs beside its limit.
struct Row {
  std::string work;
  std::string limit;  ///< What the limit is.
  std::string unit;   ///< Of both figures.
  double ours = 0;
  double theirs = 0;
  std::optional<double> goal;  ///< The largest ratio; with `is_absolute` the largest of `ours`.
  bool is_absolute = false;
  bool is_least = false;  ///< `goal` is the smallest ratio.
  long our_peak_kib = 0;  ///< 0: not measured.
  long their_peak_kib = 0;
  std::string note;  ///< Whatever else there is to say.
};

/// Prints the heads of the columns.
void print_head();

/// Prints a row at once, with "over" where its goal is missed.
void print(const Row& row);

/// Prints a line that tells what the next rows are of.
void print_section(const std::string& line);

}  // namespace syndic::bench
