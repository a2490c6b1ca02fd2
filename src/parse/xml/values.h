// SPDX-License-Identifier: MIT
//
// Values as feeds write them in texts and attributes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::parse {

/// Decimal digits only, at most 18; blanks around them do not count. Nothing for any other text.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view text);

/// A number of bytes: digits, with or without commas between them. Nothing for any other text, and
/// for 0, which means that the length is not known (RSS best practices).
[[nodiscard]] std::optional<std::uint64_t> parse_length(std::string_view text);

/// Seconds, "m:s" or "h:m:s"; fractions are cut off (itunes:duration). Nothing for any other text.
[[nodiscard]] std::optional<std::uint64_t> parse_duration(std::string_view text);

/// The reference that was meant: a wrapped one in one line, and ampersands that were escaped once
/// too often (after the document's own references) as ampersands. Nothing if that changes nothing.
[[nodiscard]] std::optional<std::string> repaired_reference(std::string_view reference);

}  // namespace syndic::parse
