// SPDX-License-Identifier: MIT
#include "tests/bench/table.h"

#include <cstdio>

namespace syndic::bench {
namespace {

std::string goal_of(const Row& row) {
  if (!row.goal) return "";
  char text[32];
  std::snprintf(text, sizeof text, row.absolute ? "<= %g %s" : "<= %g x", *row.goal,
                row.unit.c_str());
  return text;
}

}  // namespace

void print_head() {
  std::printf("%-34s %-30s %8s %8s %-6s %7s  %s\n", "work", "limit beside it", "work", "limit",
              "unit", "ratio", "goal");
}

void print(const Row& row) {
  const double ratio = row.theirs > 0 ? row.ours / row.theirs : 0;
  const bool over = row.goal && (row.absolute ? row.ours : ratio) > *row.goal;
  std::printf("%-34s %-30s %8.1f %8.1f %-6s %7.2f  %-8s %-4s %s\n", row.work.c_str(),
              row.limit.c_str(), row.ours, row.theirs, row.unit.c_str(), ratio,
              goal_of(row).c_str(), over ? "over" : "", row.note.c_str());
  std::fflush(stdout);
}

std::string megabytes(long kib) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(kib) * 1024 / 1e6);
  return text;
}

}  // namespace syndic::bench
