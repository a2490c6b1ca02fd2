// SPDX-License-Identifier: MIT
#include "lint/rule.h"

#include <algorithm>

namespace syndic::lint {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::advice:
      return "advice";
  }
  return "advice";
}

const Rule* find_rule(std::string_view id) {
  for (const auto rules : {rules_of_documents(), rules_of_answers()}) {
    const auto found = std::ranges::find(rules, id, &Rule::id);
    if (found != rules.end()) return &*found;
  }
  return nullptr;
}

}  // namespace syndic::lint
