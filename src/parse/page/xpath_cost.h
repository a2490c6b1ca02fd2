// SPDX-License-Identifier: MIT
//
// What an XPath expression may cost on a page, estimated before it is evaluated: an evaluation
// cannot be stopped, and "//*[.//*[.//*]]" on a large page would not end.
#pragma once

#include <string_view>

#include "base/result.h"
#include "parse/page/tree_shape.h"

namespace syndic::parse {

/// An upper bound of an evaluation.
struct XPathCost {
  double steps = 0;        ///< Nodes visited, and 16 bytes of text read, in all evaluations.
  double largest_set = 0;  ///< Nodes that one evaluation holds at once.
};

/// Where an expression is evaluated: at different nodes of the tree.
struct Evaluations {
  double count = 1;
  std::string_view name;  ///< Of all these elements; empty: of any.
};

/// The bound for an expression. Total: what is no XPath 1.0 has some cost.
[[nodiscard]] XPathCost cost_of(std::string_view xpath, const TreeShape& shape,
                                const Evaluations& evaluations);

/// Whether an expression may be evaluated there. Errors: too_large if it is too dear; the message
/// says so after the expression's name.
[[nodiscard]] Result<void> check_cost(std::string_view xpath, const TreeShape& shape,
                                      const Evaluations& evaluations);

}  // namespace syndic::parse
