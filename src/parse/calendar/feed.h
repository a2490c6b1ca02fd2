// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/result.h"
#include "markup/charset/encoding.h"
#include "model/feed.h"
#include "parse/feed_parser.h"

namespace syndic::parse {

/// What the ids of all occurrences of one series have in common, as the calendar gives them.
[[nodiscard]] std::string_view series_of_occurrence(std::string_view id);

/// Reads a calendar (iCalendar, RFC 5545) as a feed: each event is an item, and each occurrence of
/// a recurring one within markup::read_calendar()'s window, `hints.fetched` in its middle.
/// `decoded` is what `bytes` were decoded to. What is cancelled is in model::Feed::deleted. Errors:
/// malformed if it breaks off before it says anything.
[[nodiscard]] Result<model::Feed> read_calendar_feed(std::string_view bytes,
                                                     markup::DecodedText decoded,
                                                     const Hints& hints, const Limits& limits);

}  // namespace syndic::parse
