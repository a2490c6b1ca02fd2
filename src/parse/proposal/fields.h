// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>
#include <vector>

#include "parse/page/item.h"
#include "parse/page/rules.h"

namespace syndic::parse {

/// The rules with those for fields that most of the items have and that `reader`, which reads by
/// `rules.item` alone, does not find; and with that for the next page, if it has one.
[[nodiscard]] PageRules with_fields(PageRules rules, const std::vector<pugi::xml_node>& elements,
                                    const PageItems& reader, pugi::xml_node page);

/// The rules of a page whose items are found without one: at most that for the next page.
[[nodiscard]] PageRules without_item(pugi::xml_node page);

}  // namespace syndic::parse
