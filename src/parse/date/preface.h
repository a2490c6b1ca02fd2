// SPDX-License-Identifier: MIT
//
// What is before a date and says nothing of it. Each function returns the length of that in bytes,
// 0 if there is none; whether a date follows is for the caller to find out.
#pragma once

#include <cstddef>
#include <string_view>

namespace syndic::parse {

/// Of a label: "Posted on", "Veröffentlicht am:", and any one word before a colon.
[[nodiscard]] std::size_t label_length(std::string_view text);

/// What is in the weekday's place and is none.
struct Stray {
  std::size_t length = 0;
  bool has_comma = false;  ///< As after a weekday; without one it may be a word of a sentence.
};

/// One word that names no weekday or month, as templates and scripts leave it ("undefined,",
/// "%a,"), or up to three digits before a comma.
[[nodiscard]] Stray stray_at(std::string_view text);

}  // namespace syndic::parse
