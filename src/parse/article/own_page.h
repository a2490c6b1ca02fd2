// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/result.h"
#include "model/item_page.h"
#include "parse/feed_parser.h"

namespace syndic::parse {

/// What an item's own page says: its metadata (metadata.h) and its text (main_text.h). `url` is
/// empty, `tries` 0. Errors: those of read_page_tree().
[[nodiscard]] Result<model::ItemPage> read_item_page(std::string_view bytes, const Hints& hints);

}  // namespace syndic::parse
