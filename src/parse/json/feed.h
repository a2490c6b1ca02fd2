// SPDX-License-Identifier: MIT
//
// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Deliberately not read: next_url,
// user_comment, expired, avatar, and objects of extensions, whose names begin with "_".
#pragma once

#include "base/result.h"
#include "markup/charset/encoding.h"
#include "model/feed.h"
#include "parse/feed_parser.h"
#include "parse/options.h"

namespace syndic::parse {

/// Reads a document that begins as a JSON object or list does. It is a feed by its version, or,
/// where that is missing or odd, by items of JSON Feed's kind below a head of JSON Feed's kind. A
/// value of a wrong type loses itself alone; of a key that comes twice the first value that is not
/// empty counts. Errors: unknown_format  other JSON, or none; the message says what it is
///         malformed       broken before it says anything; Error::offset counts input bytes
[[nodiscard]] Result<model::Feed> read_json_feed(const markup::DecodedText& document,
                                                 const Hints& hints, const Limits& limits);

}  // namespace syndic::parse
