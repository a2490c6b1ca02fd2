// SPDX-License-Identifier: MIT
//
// What is before, after or around a date and says nothing of it. Lengths are in bytes, 0 if there
// is nothing of the kind; whether the rest is a date is for the caller to find out.
#pragma once

#include <cstddef>
#include <string_view>

namespace syndic::parse {

/// Of a label: "Posted on", "Veröffentlicht am:", "Published -", up to six words before a colon if
/// one of them is a label's ("Release date:"), and any one word before a colon.
[[nodiscard]] std::size_t label_length(std::string_view text);

/// The most words of a name that are looked for.
inline constexpr std::size_t kMostNameWords = 4;

/// Of who wrote it, with a name of that many words and the small word or mark after it: "By Ann
/// on", "Par admin le", "By Ann Lee,".
[[nodiscard]] std::size_t byline_length(std::string_view text, std::size_t name_words);

/// `text` without who wrote it at its end: "by Ann Lee", "von admin".
[[nodiscard]] std::string_view without_byline(std::string_view text);

/// What is inside the brackets or quotation marks around all of `text`; `text` if there are none.
[[nodiscard]] std::string_view inside_marks(std::string_view text);

/// `text` without what templates and scripts leave in the zone's place, its last word ("%z",
/// "undefined"); empty if it ends in nothing of the kind.
[[nodiscard]] std::string_view without_placeholder(std::string_view text);

/// What is in the weekday's place and is none.
struct Stray {
  std::size_t length = 0;
  bool may_be_sentence = false;  ///< No comma, as after a weekday, and no "2023-" or "Mar" follows.
};

/// One word that names no weekday or month, as templates and scripts leave it ("undefined,",
/// "%a,"), or a number that is no day: up to three digits before a comma, or three.
[[nodiscard]] Stray stray_at(std::string_view text);

}  // namespace syndic::parse
