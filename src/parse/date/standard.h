// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "model/timestamp.h"

namespace syndic::parse {

/// Reads the two layouts that nearly all dates of feeds have, by fixed positions: "Tue, 10 Jun 2003
/// 04:00:00 GMT" (or "+0200"; RFC 822 §5 with the year of RFC 1123 §5.2.14) and
/// "2003-12-31T10:14:55Z" (or "+02:00"; RFC 3339 §5.6, without a fraction). Nullopt for anything
/// else, which may still be a date. parse_any_date() returns the same for what it reads.
[[nodiscard]] std::optional<model::Timestamp> parse_standard_date(std::string_view text);

}  // namespace syndic::parse
