// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/result.h"
#include "parse/feed_parser.h"
#include "parse/page/rules.h"

namespace syndic::parse {

/// Rules by which the page reads as a list of news: of what it repeats outside its menus, header,
/// footer and sidebars, what most plainly holds a link, a title, a date and a text each. Only
/// fields that read_page() does not find without a rule have one. Errors: unknown_format if there
/// is no list, with why and what to do; those of read_page_tree().
[[nodiscard]] Result<PageRules> propose_rules(std::string_view bytes, const Hints& hints);

}  // namespace syndic::parse
