// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace syndic::lint {

/// How one feed breaks one rule.
struct Finding {
  const Rule* rule = nullptr;  ///< Never null.
  std::string example;         ///< What was found first, one printable line; may be empty.
  std::size_t count = 1;       ///< How often.
  std::size_t line = 0;        ///< Of the example in the document, from 1; 0: unknown, or no place.
};

/// Gathers findings: one for each broken rule.
class Findings {
 public:
  /// Counts one, or `count`. The first example of a rule is kept, as one printable line. `id` is a
  /// rule's.
  void add(std::string_view id, std::string_view example = {}, std::size_t line = 0,
           std::size_t count = 1);

  /// Whether the rule was found broken.
  [[nodiscard]] bool has(std::string_view id) const;

  /// The errors, then the warnings, then the advice, each in the order in which they were found.
  [[nodiscard]] std::vector<Finding> take();

 private:
  std::vector<Finding> findings_;
};

}  // namespace syndic::lint
