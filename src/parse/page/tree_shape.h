// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>

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

}  // namespace syndic::parse
