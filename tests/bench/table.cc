// SPDX-License-Identifier: MIT
#include "tests/bench/table.h"

#include <cstdio>

namespace syndic::bench {
namespace {

// "85.3", in millions of bytes.
std::string peak_of(long kib) {
  if (kib == 0) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(kib) * 1024 / 1e6);
  return text;
}

std::string goal_of(const Row& row) {
  if (!row.goal) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%s %g %s", row.is_least ? ">=" : "<=", *row.goal,
                row.is_absolute ? row.unit.c_str() : "x");
  return text;
}

}  // namespace

void print_head() {
  std::printf("%-40s %-22s %10s %9s %-7s %7s %9s %-5s %8s %8s\n", "work", "limit beside it", "work",
              "limit", "", "ratio", "goal", "", "peak MB", "limit's");
}

void print(const Row& row) {
  const double ratio = row.theirs > 0 ? row.ours / row.theirs : 0;
  const double judged = row.is_absolute ? row.ours : ratio;
  const bool is_over = row.goal && (row.is_least ? judged < *row.goal : judged > *row.goal);
  std::printf("%-40s %-22s %10.2f %9.2f %-7s %7.2f %9s %-5s %8s %8s  %s\n", row.work.c_str(),
              row.limit.c_str(), row.ours, row.theirs, row.unit.c_str(), ratio,
              goal_of(row).c_str(), is_over ? "over" : "", peak_of(row.our_peak_kib).c_str(),
              peak_of(row.their_peak_kib).c_str(), row.note.c_str());
  std::fflush(stdout);
}

void print_section(const std::string& line) {
  std::printf("-- %s\n", line.c_str());
  std::fflush(stdout);
}

}  // namespace syndic::bench
