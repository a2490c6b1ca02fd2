// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::markup {

/// The text of a mail's HTML as Markdown: paragraphs, lines, list items, and links to http, https
/// and mailto addresses; pictures by their alternative text. It ends before a line that is "--",
/// the mark of a signature. Each line ends with LF. Total, in linear time.
[[nodiscard]] std::string html_as_markdown(std::string_view html);

}  // namespace syndic::markup
