// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "model/timestamp.h"

namespace syndic::parse {

/// Reads the two layouts that nearly all dates of feeds have, by their places alone:
/// "Tue, 10 Jun 2003 04:00:00 GMT" (or "+0200"; RFC 822 §5 with the year of RFC 1123 §5.2.14) and
/// "2003-12-31T10:14:55Z" (or "+02:00"; RFC 3339 §5.6, without a fraction). Nothing for anything
/// else, which may be a date all the same; what it reads, parse_date() reads alike without it.
[[nodiscard]] std::optional<model::Timestamp> parse_standard_date(std::string_view text);

}  // namespace syndic::parse
