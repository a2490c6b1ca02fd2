// SPDX-License-Identifier: MIT
//
// The peak of resident memory of a run in each case of memory_cases.h, or in those whose name holds
// the argument. The limit is 150 MB.
#include <iomanip>
#include <iostream>
#include <string_view>

#include "tests/e2e/memory_cases.h"

int main(int count, char** words) {
  for (const syndic::test::MemoryCase& memory_case : syndic::test::memory_cases()) {
    if (count > 1 && std::string_view(memory_case.name).find(words[1]) == std::string_view::npos) {
      continue;
    }
    const auto result = syndic::test::run_memory_case(memory_case);
    std::cout << std::setw(4) << result.peak_kib * 1024 / 1'000'000 << " MB  " << memory_case.hosts
              << " x " << memory_case.name;
    if (result.as_expected != memory_case.hosts) {
      std::cout << "  (only " << result.as_expected << " " << memory_case.outcome << ")";
    }
    std::cout << std::endl;
  }
}
