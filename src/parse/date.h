// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "model/timestamp.h"

namespace syndic::parse {

/// Reads a date as feeds write them: RFC 822/2822/5322 and RFC 3339/W3CDTF with the deviations of
/// the wild, asctime, "May 16, 2022", "16 May 2022", "2022/05/16", seconds since 1970. A date is
/// read whole or not at all: what is left over, a day or an hour that does not exist, or a year
/// before 1401 or after 9999 makes it nothing. Fractions of a second are cut off. A date that names
/// no zone is in `zone` (IANA; empty: UTC). Military letters count as UTC (RFC 5322 §4.3).
[[nodiscard]] std::optional<model::Timestamp> parse_date(std::string_view text,
                                                         std::string_view zone);

}  // namespace syndic::parse
