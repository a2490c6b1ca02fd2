// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/item.h"

namespace syndic::normalize {

/// The beginning of `html`, which is the output of sanitize(), in at most `max_bytes`; all of it if
/// it fits. It is cut at the end of a block, or if those blocks fill less than half of the room, at
/// the end of a word (with "…") or of an inline element; never inside a tag, a character or a
/// reference. Elements that are open there are closed, so that the result is again what sanitize()
/// returns. Its last paragraph is a link to `whole_url`, where the whole text is, unless that is
/// empty or fills half of the room by itself. Linear in time.
[[nodiscard]] std::string shorten_html(std::string_view html, std::size_t max_bytes,
                                       std::string_view whole_url);

/// The same for a clean text of any type. A plain one is cut at a word (text::beginning), and names
/// `whole_url` in its last line. Returns whether it was too long.
bool shorten(model::Text& text, std::size_t max_bytes, std::string_view whole_url);

}  // namespace syndic::normalize
