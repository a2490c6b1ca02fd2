// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "parse/date/date.h"

namespace syndic::parse {

/// What a text must name to be a date.
enum class DateNeed { any, whole_day, day_and_clock };

/// Reads a text of which every part is one of a date, as plain_date_text() leaves it. Empty if a
/// part is not read, or the text does not name what is needed.
[[nodiscard]] std::optional<ReadDate> read_whole_text(std::string_view text, std::string_view zone,
                                                      DateNeed need);

}  // namespace syndic::parse
