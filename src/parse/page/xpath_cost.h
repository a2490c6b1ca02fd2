// SPDX-License-Identifier: MIT
//
// What an XPath expression may cost on a page, estimated before it is evaluated: an evaluation
// cannot be stopped, and "//*[.//*[.//*]]" on a large page would not end.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace syndic::parse {

/// Elements of one name, or all nodes: how many, and what axes find from all of them together.
struct NodeTotals {
  double count = 0;
  double children = 0;
  double attributes = 0;
  double below = 0;  ///< Descendants.
  double text = 0;   ///< Bytes of the texts below, and of their own.
  double siblings = 0;
};

/// The numbers of a tree that decide what axes cost on it.
struct TreeShape {
  NodeTotals all;                                           ///< Elements, texts and attributes.
  double depth = 0;                                         ///< Of the deepest node.
  double widest = 0;                                        ///< The most children of one element.
  double text = 0;                                          ///< Bytes of all texts.
  double values = 0;                                        ///< Bytes of all attributes' values.
  double longest = 0;                                       ///< Bytes of the longest value or text.
  std::map<std::string, NodeTotals, std::less<>> elements;  ///< By name.
};

/// One pass over the tree.
[[nodiscard]] TreeShape shape_of(pugi::xml_node root);

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
