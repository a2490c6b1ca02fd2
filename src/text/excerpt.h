// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::text {

/// The first words of `text` (readable_text() of one or several lines) in one line of at most
/// `max_characters` (at least 1) code points, so that no way of counting finds more. All of it
/// where it fits. Else whole sentences, where those fill half of the room (an empty line ends one,
/// too); else whole words, with "…" for the rest. Where there is not even one, it is cut between
/// characters as people see them (grapheme clusters, UAX #29), and those are never cut. In scripts
/// without spaces words end where lines may break (UAX #14). Directions stay balanced.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t max_characters);

/// The beginning of `text` in at most `max_bytes`, its lines kept; all of it if it fits. It ends
/// after a word, or if there is not even one, between grapheme clusters, with "…" for the rest.
/// Directions stay balanced. Empty if not even a character fits.
[[nodiscard]] std::string beginning(std::string_view text, std::size_t max_bytes);

}  // namespace syndic::text
