// SPDX-License-Identifier: MIT
//
// The line at which the TOML library stumbled, as syntax_slips.cc looks at it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/document.h"

namespace syndic::config {

/// A mistake that was recognised, or nothing.
using Slip = std::optional<SyntaxError>;

constexpr std::string_view kBlanks = " \t";
constexpr std::size_t kNone = std::string_view::npos;

/// The line of the file in which the library stumbled. Borrowed from the file's text.
struct SlipLine {
  std::string_view text;    ///< Without its line break.
  std::string_view before;  ///< All lines above it.
  std::uint32_t number;
  std::size_t stumbled;  ///< The byte of `text` where the library gave up.

  [[nodiscard]] Position at(std::size_t byte) const;
};

/// The first line of `text`, which loses it.
std::string_view take_line(std::string_view& text);

/// The line of `text` that `at` lies in, stumbled at there.
[[nodiscard]] SlipLine slip_line(std::string_view text, Position at);

/// Whether `text` can be a key, or the name of a table, without quotes.
[[nodiscard]] bool is_bare_key(std::string_view text);

[[nodiscard]] bool has_letter(std::string_view text);

/// A key with its value: "title = …", whatever the value is.
struct Pair {
  std::string_view key;  ///< Empty where none is written without quotes.
  std::size_t key_begin = 0;
  std::size_t value_begin = 0;
  std::string_view value;  ///< Without blanks around it; what follows '#' is in it.
};

/// The pair that begins before `until`, the last of several in braces.
[[nodiscard]] Pair pair_in(const SlipLine& line, std::size_t until);

/// How the key is written with a text, or in a list of texts.
[[nodiscard]] std::string example(const Pair& pair, char quote = '"');

/// The byte at which a quote opens that the line does not close; kNone where all are closed.
[[nodiscard]] std::size_t open_quote(std::string_view line);

/// `line` without its comment and the blanks at its end.
[[nodiscard]] std::string_view without_comment(std::string_view line);

/// Whether the line is within a text of several lines, whose quotes are others.
[[nodiscard]] bool is_in_long_text(const SlipLine& line);

}  // namespace syndic::config
