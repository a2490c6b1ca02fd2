// SPDX-License-Identifier: MIT
//
// The plain text of HTML, as it is read aloud.
#pragma once

#include <string>
#include <string_view>

namespace syndic::markup {

/// Whether a text begins with what stands for the pictures before its first word, that is before
/// its first character that shows. A text of pictures alone always does.
enum class LeadingPictures { read, skipped };

/// The text of `html` for people, in one line, as titles and summaries need it: references decoded,
/// images by their alternative text, quotations in quotation marks; without comments, scripts,
/// styles, form fields, and the fallback of players. Blanks are folded, and blocks, list items and
/// table cells are separated by one, and so are pictures, those without words too, and players from
/// the words around them.
[[nodiscard]] std::string html_to_line(std::string_view html,
                                       LeadingPictures leading = LeadingPictures::read);

/// The same in lines, as a body needs it: paragraphs and other blocks are separated by an empty
/// line; list items, table rows and what br separates by a line feed; cells by a blank. What is in
/// pre keeps its blanks and lines.
[[nodiscard]] std::string html_to_text(std::string_view html,
                                       LeadingPictures leading = LeadingPictures::read);

}  // namespace syndic::markup
