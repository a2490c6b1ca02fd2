// SPDX-License-Identifier: MIT
//
// One function a format, called by render() of write/feed_writer.h.
#pragma once

#include <string>
#include <string_view>

#include "write/feed_writer.h"

namespace syndic::write {

/// With two spaces a level, or all on one line.
enum class JsonLayout { indented, line };

[[nodiscard]] std::string render_rss(const Document& document, std::string_view self_url);
[[nodiscard]] std::string render_atom(const Document& document, std::string_view self_url);
[[nodiscard]] std::string render_json(const Document& document, std::string_view self_url,
                                      JsonLayout layout);

}  // namespace syndic::write
