// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::cli {

enum class Colour { none, green, yellow, red, grey };

/// Whether what is written to standard output is read on a terminal that wants colours: not where
/// it goes to a file or pipe, not where NO_COLOR is set to anything (no-color.org), not where TERM
/// is missing or "dumb".
[[nodiscard]] bool stdout_wants_colour();

/// `text` between the sequences that begin and end the colour (ECMA-48 §8.3.117).
[[nodiscard]] std::string painted(std::string_view text, Colour colour);

}  // namespace syndic::cli
