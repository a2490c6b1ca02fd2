// SPDX-License-Identifier: MIT
//
// Expressions for a field by where it stands in the items, in pages whose names say nothing.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "model/item.h"

namespace syndic::parse {

/// An element and what is read of it without a rule but for the items.
struct SampledItem {
  pugi::xml_node element;
  model::Item item;
};

/// Expressions that may select a date: attributes that are one, as `title` is of "3 days ago", and
/// texts in or beside the element. The likeliest first; bounded.
[[nodiscard]] std::vector<std::string> date_tries(const std::vector<SampledItem>& items);

/// Expressions that may select a text of the item that is neither its title nor a date.
[[nodiscard]] std::vector<std::string> summary_tries(const std::vector<SampledItem>& items);

/// An expression for the link of a heading to the element that it is in; empty if most items have
/// none or a link of their own.
[[nodiscard]] std::string own_link(const std::vector<SampledItem>& items);

/// Whether a text can be the summary of the item.
[[nodiscard]] bool may_be_summary(const std::string& value, const model::Item& item);

/// Whether a text is hardly more than a date.
[[nodiscard]] bool is_only_date(const std::string& value);

}  // namespace syndic::parse
