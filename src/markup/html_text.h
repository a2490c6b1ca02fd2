// SPDX-License-Identifier: MIT
//
// What remains of HTML when it is read aloud: its words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::markup {

/// The text of `html` for people, in one line, as titles and summaries need it: references decoded,
/// images by their alternative text, scripts, styles, form fields and comments gone. Blanks are
/// folded, and blocks stand apart by one.
[[nodiscard]] std::string html_to_line(std::string_view html);

/// `text` where it has at most `max_characters` (at least 1), else its beginning, cut between
/// words, with "…" for the rest, together at most that long. Where a single word is longer, it is
/// cut between characters, never before a combining one.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t max_characters);

}  // namespace syndic::markup
