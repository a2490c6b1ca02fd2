// SPDX-License-Identifier: MIT
//
// What many feeds at once cost a run in memory: for a test, and for a benchmark that prints it.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace syndic::test {

/// As many hosts as are asked at once, each with the same body.
struct MemoryCase {
  std::string name;
  int hosts = 32;
  std::function<std::string()> body;
  std::string coding = "identity";
  std::string source_lines;         ///< More of each source's table.
  bool is_page = false;             ///< Else a feed.
  std::string outcome = "updated";  ///< Of every source.
};

[[nodiscard]] std::vector<MemoryCase> memory_cases();

struct MemoryResult {
  long peak_kib = 0;
  int as_expected = 0;  ///< Sources with the outcome of the case.
  std::string err;
};

/// Runs `syndic refresh` on the case.
[[nodiscard]] MemoryResult run_memory_case(const MemoryCase& memory_case);

}  // namespace syndic::test
