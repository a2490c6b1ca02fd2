// SPDX-License-Identifier: MIT
//
// Character references as browsers read them (WHATWG HTML §13.2.5.72–80): "&amp;", "&copy" without
// its semicolon, "&#8217;", "&#x2019". What they give is always fit for XML 1.0: a reference to a
// surrogate or beyond Unicode gives U+FFFD, one to another forbidden character, NUL too, gives
// nothing.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::markup {

/// Where a reference stands: in an attribute "&copy=2" is no reference (§13.2.5.73).
enum class ReferenceContext { text, attribute };

/// One reference read.
struct Reference {
  std::size_t length = 0;  ///< Bytes of the input, from "&"; 0: there is no reference.
  std::size_t count = 0;   ///< Characters that it stands for, 0 to 2.
  std::array<char32_t, 2> characters{};
};

/// The reference at the start of `text`, which begins with '&'.
[[nodiscard]] Reference read_reference(std::string_view text, ReferenceContext context);

/// Appends `raw` with its references decoded.
void append_decoded(std::string_view raw, ReferenceContext context, std::string& out);

/// `raw` with its references decoded.
[[nodiscard]] std::string decoded(std::string_view raw, ReferenceContext context);

/// Whether `text` holds a named reference that HTML knows, semicolon and all.
[[nodiscard]] bool holds_named_reference(std::string_view text);

/// Whether `text` holds a numeric reference ("&#8230;", "&#x2026;"), semicolon and all.
[[nodiscard]] bool holds_numeric_reference(std::string_view text);

}  // namespace syndic::markup
