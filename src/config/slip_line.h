// SPDX-License-Identifier: MIT
//
// The line at which the TOML library failed, for syntax_slips.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/document.h"

namespace syndic::config {

/// A mistake that was recognised, or nullopt.
using Slip = std::optional<SyntaxError>;

constexpr std::string_view kBlanks = " \t";
constexpr std::size_t kNone = std::string_view::npos;

/// The line of the file in which the library failed. Borrowed from the file's text.
struct SlipLine {
  std::string_view text;    ///< Without its line break.
  std::string_view before;  ///< All lines above it.
  std::uint32_t number;
  std::size_t failed_at;  ///< The byte of `text` where the library failed.

  [[nodiscard]] Position at(std::size_t byte) const;
};

/// The line of `text` at `at`, which becomes `failed_at`.
[[nodiscard]] SlipLine slip_line(std::string_view text, Position at);

/// Whether `text` can be a key, or the name of a table, without quotes.
[[nodiscard]] bool is_bare_key(std::string_view text);

[[nodiscard]] bool has_letter(std::string_view text);

/// A key with its value: "title = …", whatever the value is.
struct KeyAndValue {
  std::string_view key;  ///< Empty if none is written without quotes.
  std::size_t key_begin = 0;
  std::size_t value_begin = 0;
  std::string_view value;  ///< Without blanks around it; a comment after it is included.
};

/// The pair that begins before `until`, the last of several in braces.
[[nodiscard]] KeyAndValue pair_in(const SlipLine& line, std::size_t until);

/// An example of the key with a text, or with a list of texts.
[[nodiscard]] std::string example(const KeyAndValue& pair, char quote = '"');

/// The byte of a quote that the line does not close; kNone if all are closed.
[[nodiscard]] std::size_t open_quote(std::string_view line);

/// `line` without its comment and the blanks at its end.
[[nodiscard]] std::string_view without_comment(std::string_view line);

/// Whether the line is within a text of several lines, which has other quotes.
[[nodiscard]] bool is_in_long_text(const SlipLine& line);

}  // namespace syndic::config
