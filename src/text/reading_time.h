// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace syndic::text {

/// How many minutes most people take to read a text, rounded to the nearest; 0: less than half a
/// minute. 230 words a minute; of scripts that are written without blanks, 460 letters.
[[nodiscard]] std::size_t reading_minutes(std::string_view text);

}  // namespace syndic::text
