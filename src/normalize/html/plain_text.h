// SPDX-License-Identifier: MIT
//
// Whether a text is HTML if its format does not say so, and texts as plain characters.
#pragma once

#include <string>
#include <string_view>

#include "model/text.h"

namespace syndic::normalize {

/// The part of an item or feed that a text is.
enum class TextRole {
  title,  ///< A title or name: short, and it may be about markup.
  body,   ///< A body or summary.
};

/// Whether a text of unknown type is to be read as HTML: if it contains a tag of a known element, a
/// reference with its semicolon ("AT&amp;T", "It&#8217;s", but not "AT&T"), or a CDATA mark that
/// was escaped once too often. As some texts are about tags ("how to use <b>"), a body must contain
/// more than mentions of phrases' start tags (markup::holds_markup()), and a title a tag that is
/// used (markup::holds_whole_markup()).
[[nodiscard]] bool looks_like_html(std::string_view text, TextRole role);

/// Whether `text` is HTML, by its type or, if that is unknown, by looks_like_html().
[[nodiscard]] bool is_html(std::string_view text, model::TextType type, TextRole role);
[[nodiscard]] inline bool is_html(const model::Text& text, TextRole role) {
  return is_html(text.value, text.type, role);
}

/// Whether to_line() certainly returns the text as it is. Most titles and names are such, and need
/// not be copied.
[[nodiscard]] bool is_plainly_line(std::string_view text, model::TextType type);

/// The text in one line of plain characters, by text::readable_line().
[[nodiscard]] std::string to_line(std::string_view text, model::TextType type, TextRole role);
[[nodiscard]] inline std::string to_line(const model::Text& text, TextRole role) {
  return to_line(text.value, text.type, role);
}

/// The same of a text that is known to be plain.
[[nodiscard]] std::string to_line(std::string_view plain);

/// Plain text of several lines, by text::readable_text(): lines end in a line feed, no blanks
/// around.
[[nodiscard]] std::string to_plain_body(std::string_view text);

}  // namespace syndic::normalize
