// SPDX-License-Identifier: MIT
//
// Plain text as Markdown that shows the same characters.
#pragma once

#include <string>
#include <string_view>

namespace syndic::markup {

/// The text, whose lines end with LF, such that markdown_to_html() shows its characters: what is
/// Markdown's own is escaped, but the marks of list items. Addresses (http, https, ftp, www.) stay
/// as they are, so that they become links. Blanks at the end of lines are left out, and so is an
/// indentation by four or more, which would make code.
[[nodiscard]] std::string plain_as_markdown(std::string_view text);

/// The same of one line.
[[nodiscard]] std::string line_as_markdown(std::string_view line);

/// Every character of `text`, of which each that may be Markdown's own is escaped, those of
/// addresses too, as the text of a link needs it.
[[nodiscard]] std::string words_as_markdown(std::string_view text);

}  // namespace syndic::markup
