// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/result.h"
#include "parse/feed_parser.h"
#include "parse/page/rules.h"

namespace syndic::parse {

/// Rules by which the page reads as a list of news: of the elements that it repeats, those that
/// most plainly hold a link, a title, a text and a date each. Errors: unknown_format if no repeated
/// element holds a link; those of read_page_tree().
[[nodiscard]] Result<PageRules> propose_rules(std::string_view bytes, const Hints& hints);

}  // namespace syndic::parse
