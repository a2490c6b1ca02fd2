// SPDX-License-Identifier: MIT
//
// An expression of the rules, and what it selects on a page.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parse/page/xpath_cost.h"

namespace syndic::parse {

/// A compiled expression of the rules; an empty one selects nothing.
class PageQuery {
 public:
  PageQuery() = default;

  /// Compiles `text`. `key` names it in the message of an Error.
  [[nodiscard]] static Result<PageQuery> read(const std::string& text, std::string_view key);

  [[nodiscard]] bool is_given() const { return query_.has_value(); }

  /// The elements that it selects, in the order of the page.
  [[nodiscard]] std::vector<pugi::xml_node> elements(pugi::xml_node from) const;

  /// The value of the first node that has one: of an attribute its value; of an element the first
  /// of `attributes`, which may be empty, on it or the nearest below it, else its words. If the
  /// expression returns a text, that text.
  [[nodiscard]] std::string value(pugi::xml_node from,
                                  std::initializer_list<const char*> attributes) const;

  /// The values of all nodes that have one, likewise, up to `most`.
  [[nodiscard]] std::vector<std::string> values(pugi::xml_node from,
                                                std::initializer_list<const char*> attributes,
                                                std::size_t most) const;

  /// Whether it may be evaluated there on a page of that shape. Errors: too_large.
  [[nodiscard]] Result<void> check(const TreeShape& shape, const Evaluations& evaluations) const;

 private:
  std::string key_;
  std::string text_;
  std::optional<pugi::xpath_query> query_;
};

}  // namespace syndic::parse
