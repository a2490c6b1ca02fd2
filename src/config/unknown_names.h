// SPDX-License-Identifier: MIT
//
// Keys and tables that syndic does not know, and what was probably meant.
#pragma once

#include <span>
#include <string_view>

#include "config/document.h"
#include "config/reader.h"

namespace syndic::config {

/// The name of a key in other programs: near to ours in meaning, not in letters.
struct OtherWord {
  std::string_view section;  ///< The table it is in: "source"; empty: none.
  std::string_view word;     ///< In lower case, with '_'.
  std::string_view key;      ///< Our name in full: "source.url", "[[source]]".
};

/// All of them, those of one section together.
[[nodiscard]] std::span<const OtherWord> other_words();

/// The key that `word` means in `section`, ignoring case and with '-' like '_'; empty if it is not
/// in other_words().
[[nodiscard]] std::string_view key_called(std::string_view word, std::string_view section);

/// The same in any section: the first that has the word.
[[nodiscard]] std::string_view key_called_anywhere(std::string_view word);

/// Reports that `member` of the table `section` is none of the keys `names`, and the key that was
/// probably meant.
void report_unknown_key(const TomlMember& member, std::string_view section,
                        std::span<const std::string_view> names, ReadContext& context);

/// Reports that the top-level `member` is none of section_names(), and the one that was probably
/// meant.
void report_unknown_section(const TomlMember& member, ReadContext& context);

/// Whether the document has a table with an unknown name that means `section`: another word for it,
/// or a mistyped one.
[[nodiscard]] bool has_misnamed(const Table& document, std::string_view section);

}  // namespace syndic::config
