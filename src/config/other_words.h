// SPDX-License-Identifier: MIT
//
// What people call a key who know it from other programs: near to ours in meaning, not in letters.
#pragma once

#include <span>
#include <string_view>

namespace syndic::config {

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

}  // namespace syndic::config
