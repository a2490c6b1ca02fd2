// SPDX-License-Identifier: MIT
#include "parse/page/query.h"

#include <utility>

#include "base/ascii.h"
#include "parse/page/nodes.h"
#include "parse/page/rules.h"

namespace syndic::parse {
namespace {

std::string value_of(const pugi::xpath_node& selected,
                     std::initializer_list<const char*> attributes) {
  if (selected.attribute()) return base::fold_spaces(selected.attribute().value());
  if (selected.node().type() != pugi::node_element) {
    return base::fold_spaces(selected.node().value());
  }
  std::string value;
  find_below(selected.node(), [&](pugi::xml_node node) {
    value = attribute_of(node, attributes);
    return !value.empty();
  });
  return value.empty() ? words(selected.node()) : value;
}

}  // namespace

Result<PageQuery> PageQuery::read(const std::string& text, std::string_view key) {
  PageQuery query;
  if (text.empty()) return query;
  query.key_ = key;
  query.text_ = text;
  const auto result = key == "item" ? XPathResult::elements : XPathResult::anything;
  if (const auto checked = check_xpath(text, result); !checked) {
    const Error& error = checked.error();
    return fail(error.code, "source.page." + std::string(key) + " " + error.message);
  }
  query.query_.emplace(text.c_str());
  return query;
}

std::vector<pugi::xml_node> PageQuery::elements(pugi::xml_node from) const {
  std::vector<pugi::xml_node> elements;
  if (!query_) return elements;
  pugi::xpath_node_set nodes = query_->evaluate_node_set(from);
  nodes.sort();
  for (const pugi::xpath_node& each : nodes) {
    if (each.node().type() == pugi::node_element) elements.push_back(each.node());
  }
  return elements;
}

std::string PageQuery::value(pugi::xml_node from,
                             std::initializer_list<const char*> attributes) const {
  std::vector<std::string> first = values(from, attributes, 1);
  return first.empty() ? std::string() : std::move(first.front());
}

std::vector<std::string> PageQuery::values(pugi::xml_node from,
                                           std::initializer_list<const char*> attributes,
                                           std::size_t most) const {
  std::vector<std::string> found;
  if (!query_) return found;
  if (query_->return_type() != pugi::xpath_type_node_set) {
    std::string text = base::fold_spaces(query_->evaluate_string(from));
    if (!text.empty()) found.push_back(std::move(text));
    return found;
  }
  pugi::xpath_node_set nodes = query_->evaluate_node_set(from);
  nodes.sort();
  for (const pugi::xpath_node& each : nodes) {
    if (found.size() == most) break;
    std::string value = value_of(each, attributes);
    if (!value.empty()) found.push_back(std::move(value));
  }
  return found;
}

Result<void> PageQuery::check(const TreeShape& shape, const Evaluations& evaluations) const {
  const auto checked = check_cost(text_, shape, evaluations);
  if (checked) return {};
  return fail(checked.error().code, "source.page." + key_ + " " + checked.error().message);
}

}  // namespace syndic::parse
