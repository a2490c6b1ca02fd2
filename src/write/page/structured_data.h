// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "write/feed_writer.h"

namespace syndic::write {

/// The first items as a list of schema.org in JSON-LD: articles, podcast episodes and videos. May
/// stand in a script element of HTML: it holds no '<'. Empty if no item has a link.
[[nodiscard]] std::string structured_data(const Document& items, std::string_view name);

}  // namespace syndic::write
