// SPDX-License-Identifier: MIT
//
// Keys and tables that syndic does not know: what is said of them, and what was meant.
#pragma once

#include <span>
#include <string_view>

#include "config/document.h"
#include "config/reader.h"

namespace syndic::config {

/// What people call a key who know it from other programs: near to ours in meaning, not in letters.
struct OtherWord {
  std::string_view section;  ///< Where it is written: "source"; empty: outside of all tables.
  std::string_view word;     ///< In lower case, with '_'.
  std::string_view key;      ///< What it is called here, in full: "source.url", "[[source]]".
};

/// All of them, those of one section together.
[[nodiscard]] std::span<const OtherWord> other_words();

/// The key that `word` means in `section`, letters of either case and '-' like '_'; empty where it
/// is none of other_words().
[[nodiscard]] std::string_view key_called(std::string_view word, std::string_view section);

/// The same wherever it is written: the first section that knows the word counts.
[[nodiscard]] std::string_view key_called_anywhere(std::string_view word);

/// Says that `member` of the table `section` is none of the keys `names`, and which key was meant.
void say_unknown_key(const Member& member, std::string_view section,
                     std::span<const std::string_view> names, Context& context);

/// Says that `member`, which stands in no table, is none of section_names(), and what was meant.
void say_unknown_section(const Member& member, Context& context);

/// Whether the document has a table of a name that is unknown and means `section`: by another word,
/// or spelt wrong.
[[nodiscard]] bool has_misnamed(const Table& document, std::string_view section);

}  // namespace syndic::config
