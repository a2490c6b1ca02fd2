// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::config {

/// The words of a line of Markdown without its marks: code without its backticks, a link to a
/// heading as its text, a link to elsewhere as its text and, in parentheses, its address. Of the
/// marks of Markdown only those that config/README.md has are known.
[[nodiscard]] std::string plain_text(std::string_view markdown);

}  // namespace syndic::config
