// SPDX-License-Identifier: MIT
#include "lint/findings.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/printable.h"

namespace syndic::lint {

void Findings::add(std::string_view id, std::string_view example, std::size_t line,
                   std::size_t count) {
  constexpr std::size_t kLongestExample = 160;
  const auto known = std::ranges::find_if(
      findings_, [&](const Finding& finding) { return finding.rule->id == id; });
  if (known != findings_.end()) {
    known->count += count;
    return;
  }
  const Rule* const rule = find_rule(id);
  assert(rule != nullptr);
  findings_.push_back({.rule = rule,
                       .example = base::printable_line(example, kLongestExample),
                       .count = count,
                       .line = line});
}

bool Findings::has(std::string_view id) const {
  return std::ranges::any_of(findings_,
                             [&](const Finding& finding) { return finding.rule->id == id; });
}

std::vector<Finding> Findings::take() {
  std::ranges::stable_sort(findings_, {},
                           [](const Finding& finding) { return finding.rule->severity; });
  return std::exchange(findings_, {});
}

}  // namespace syndic::lint
