// SPDX-License-Identifier: MIT
#include "parse/page/tree_shape.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace syndic::parse {
namespace {

double children_of(pugi::xml_node node) {
  return static_cast<double>(std::distance(node.begin(), node.end()));
}

double attributes_of(pugi::xml_node node) {
  return static_cast<double>(std::distance(node.attributes_begin(), node.attributes_end()));
}

void add(const NodeTotals& own, NodeTotals& sum) {
  sum.count += own.count;
  sum.children += own.children;
  sum.attributes += own.attributes;
  sum.below += own.below;
  sum.text += own.text;
  sum.siblings += own.siblings;
}

// What the node itself adds, without what is below it.
void count_own(pugi::xml_node node, TreeShape& shape) {
  for (const pugi::xml_attribute each : node.attributes()) {
    const auto length = static_cast<double>(std::string_view(each.value()).size());
    shape.values += length;
    shape.longest = std::max(shape.longest, length);
  }
  const auto length = static_cast<double>(std::string_view(node.value()).size());
  shape.text += length;
  shape.longest = std::max(shape.longest, length);
  shape.all.count += 1 + attributes_of(node);
}

}  // namespace

TreeShape shape_of(pugi::xml_node root) {
  struct Open {
    pugi::xml_node node;
    double children;
    double nodes;  // Before it.
    double text;
  };
  TreeShape shape;
  std::vector<Open> open;
  const auto close = [&] {
    const auto& [node, children, nodes, text] = open.back();
    const double siblings = open.size() < 2 ? 0 : open[open.size() - 2].children;
    const NodeTotals own{.count = 1,
                         .children = children,
                         .attributes = attributes_of(node),
                         .below = shape.all.count - nodes - 1 - attributes_of(node),
                         .text = shape.text - text,
                         .siblings = siblings};
    if (node.type() == pugi::node_element) add(own, shape.elements[node.name()]);
    shape.all.children += own.children;
    shape.all.attributes += own.attributes;
    shape.all.below += own.below;
    shape.all.text += own.text;
    shape.all.siblings += own.siblings;
    open.pop_back();
  };
  for (pugi::xml_node node = root; node;) {
    open.push_back({node, children_of(node), shape.all.count, shape.text});
    count_own(node, shape);
    shape.widest = std::max(shape.widest, open.back().children);
    shape.depth = std::max(shape.depth, static_cast<double>(open.size() - 1));
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    close();
    while (!open.empty() && !node.next_sibling()) {
      node = node.parent();
      close();
    }
    node = open.empty() ? pugi::xml_node() : node.next_sibling();
  }
  return shape;
}

}  // namespace syndic::parse
