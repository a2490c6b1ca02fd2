// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace syndic::markup {

/// What replaces a link's or picture's address.
using Readdress = std::function<std::string(std::string_view reference)>;

/// CommonMark (0.29) with GitHub's tables, ~~strikethrough~~ and bare addresses (GFM 0.29 §4.10,
/// §6.5, §6.9) as HTML, with typographic quotes left as they are written. Addresses of dangerous
/// schemes are left out (cmark's safe mode); HTML in the text is in the result as it is, which is
/// to be sanitised like any other HTML. `readdress` is asked for every link and picture. Total: any
/// text is Markdown, but only one without markdown_excess() is cheap.
[[nodiscard]] std::string markdown_to_html(std::string_view markdown, const Readdress& readdress);

}  // namespace syndic::markup
