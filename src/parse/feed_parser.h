// SPDX-License-Identifier: MIT
//
// The only door into parse/. Parsing is pure: no network, no clock, no globals; equal input gives
// equal output, and any thread may parse.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/feed.h"
#include "parse/options.h"

namespace syndic::parse {

/// What the transport and the configuration knew about the bytes. Borrowed for the call only.
struct Hints {
  std::string_view base_url;      ///< Absolute, after redirects (RFC 3986 §5.1); empty: unknown.
  std::string_view content_type;  ///< Content-Type field value; empty: unknown.
  std::string_view time_zone;     ///< IANA zone of dates that name none; empty: UTC.
  std::optional<model::Timestamp> fetched;  ///< When they came, which no item is after.
  bool is_ours = false;  ///< We wrote them: words that look encoded twice are meant.
};

/// Reads a feed: what it says, in document order, nothing dropped, merged or made up. Texts are not
/// sanitised and titles may still be HTML (model::Text says so); URLs are resolved if a base is
/// known. All strings are valid UTF-8 of XML 1.0 characters.
/// Errors: unknown_format  no feed; the message says what it is instead
///         malformed       cannot be repaired; Error::offset counts input bytes
///         too_large       longer than `limits` allows, or its entities grow without bound
[[nodiscard]] Result<model::Feed> parse_feed(std::string_view document, const Hints& hints,
                                             const Limits& limits = {});

/// About how many bytes parse_feed() of the document takes at its peak, its result included and the
/// document not.
[[nodiscard]] std::size_t memory_to_parse(std::string_view document, const Limits& limits);

/// The same of a body that may be a gzip file or zlib stream that no header announced: `body` is
/// inflated in place first. Errors also if it is cut (malformed) or inflates to more than
/// `limits` allows (too_large).
[[nodiscard]] Result<model::Feed> read_feed(std::string& body, const Hints& hints,
                                            const Limits& limits = {});

}  // namespace syndic::parse
