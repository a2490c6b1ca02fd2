// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "model/timestamp.h"
#include "parse/date/date.h"

namespace syndic::parse {

/// The first whole date (day, month and year) in running text, as read_date() reads it: "posted by
/// Ann on May 16, 2022 at 4 p.m." has one, "since 2011", "Oct. 25" and "10/12" have none. Only the
/// beginning of a long text is searched. Nullopt if there is none.
[[nodiscard]] std::optional<ReadDate> find_date(std::string_view text, std::string_view zone);

/// `text` without the whole date that it begins with, a label before it ("Posted on") and what
/// separates both from the rest; empty if it is nothing but a date. `text` if it begins with none.
[[nodiscard]] std::string_view without_leading_date(std::string_view text, std::string_view zone);

/// The first part of `text` that matches `format` (strptime's, with English names), as a moment in
/// `zone` unless the format reads a zone (%z). Nullopt if there is none.
[[nodiscard]] std::optional<model::Timestamp> find_date(std::string_view text,
                                                        std::string_view format,
                                                        std::string_view zone);

}  // namespace syndic::parse
