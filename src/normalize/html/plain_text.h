// SPDX-License-Identifier: MIT
//
// What the characters of a text are where its format does not say, and what they say to people.
#pragma once

#include <string>
#include <string_view>

#include "model/text.h"

namespace syndic::normalize {

/// What a text is to its item.
enum class TextRole {
  title,  ///< Or a name: short, and it may speak about markup.
  body,   ///< Or a summary: what an editor's program made of one.
};

/// Whether a text of unknown type is to be read as HTML: where it holds a tag of a known element, a
/// reference with its semicolon ("AT&amp;T", "It&#8217;s", but not "AT&T"), or a CDATA mark that
/// was escaped once too often. A title speaks about tags at times ("how to use <b>"): there an end
/// tag must be among them, or the tag of an element that has none.
[[nodiscard]] bool looks_like_html(std::string_view text, TextRole role);

/// Whether `text` is HTML, by what it says of itself or else by its looks.
[[nodiscard]] bool is_html(const model::Text& text, TextRole role);

/// The text in one line of plain characters, text::readable_line(). Literal text stays literal but
/// for what that changes.
[[nodiscard]] std::string to_line(const model::Text& text, TextRole role);

/// The same of a text that is known to be plain.
[[nodiscard]] std::string to_line(std::string_view plain);

/// Plain text of several lines, text::readable_text(): line feeds alone between lines, no blanks
/// around.
[[nodiscard]] std::string to_plain_body(std::string_view text);

}  // namespace syndic::normalize
