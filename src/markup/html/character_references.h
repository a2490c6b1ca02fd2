// SPDX-License-Identifier: MIT
//
// Character references as browsers read them (WHATWG HTML §13.2.5.72–80): "&amp;", "&copy" without
// its semicolon, "&#8217;", "&#x2019". All characters are allowed in XML 1.0: a reference to a
// surrogate or outside Unicode is U+FFFD, one to another forbidden character, NUL included, is no
// character.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::markup {

/// Where a reference is: in an attribute, "&copy=2" is none (§13.2.5.73).
enum class ReferenceContext { text, attribute };

/// A reference in the input.
struct Reference {
  std::size_t length = 0;  ///< Bytes of the input, from "&"; 0: there is no reference.
  std::size_t count = 0;   ///< Number of characters, 0 to 2.
  std::array<char32_t, 2> characters{};
};

/// The reference at the start of `text`, which begins with '&'.
[[nodiscard]] Reference read_reference(std::string_view text, ReferenceContext context);

/// Appends `raw` with its references decoded.
void append_decoded(std::string_view raw, ReferenceContext context, std::string& out);

/// `raw` with its references decoded.
[[nodiscard]] std::string decoded(std::string_view raw, ReferenceContext context);

/// Whether `text` holds a named reference that HTML knows, with its semicolon.
[[nodiscard]] bool holds_named_reference(std::string_view text);

/// Whether `text` holds a numeric reference ("&#8230;", "&#x2026;"), with its semicolon.
[[nodiscard]] bool holds_numeric_reference(std::string_view text);

}  // namespace syndic::markup
