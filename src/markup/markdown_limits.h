// SPDX-License-Identifier: MIT
//
// What keeps a hostile text from costing its reader minutes or gigabytes: some of CommonMark's
// constructs cost the square of their length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace syndic::markup {

/// Lines without a blank one between them.
inline constexpr std::size_t kLongestBlock = std::size_t{64} * 1024;
/// Opening square brackets in these.
inline constexpr std::size_t kMostBrackets = 5'000;
/// Closing parentheses between blanks.
inline constexpr std::size_t kMostClosed = 200;
/// Quotes and lists that a line opens, one in another.
inline constexpr std::size_t kMostNested = 50;
/// Columns before a line's first character.
inline constexpr std::size_t kMostIndented = 250;
/// Cells of all tables: lines times columns.
inline constexpr std::size_t kMostCells = 100'000;
/// Each "@" may be one of an address.
inline constexpr std::size_t kMostAtSigns = 1'000;
/// What all links of the form [text][name] may come to, in bytes.
inline constexpr std::size_t kMostExpanded = std::size_t{16} * 1024 * 1024;

/// Where a text passes one of the limits above, and which.
struct MarkdownExcess {
  std::uint32_t line = 1;    ///< From 1.
  std::string_view message;  ///< One line, of static storage.
};

/// The first limit that `markdown` passes; empty if markdown_to_html() takes it in its stride.
[[nodiscard]] std::optional<MarkdownExcess> markdown_excess(std::string_view markdown);

}  // namespace syndic::markup
