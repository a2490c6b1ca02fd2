// SPDX-License-Identifier: MIT
//
// RSS, RDF and Atom. The walk that they share: which element is the feed, which are its items, and
// which format or extension reads an element.
#pragma once

#include <string_view>

#include "base/result.h"
#include "markup/charset/encoding.h"
#include "model/feed.h"
#include "parse/feed_parser.h"
#include "parse/options.h"

namespace syndic::parse {

/// Reads the text that `bytes` were decoded to. Ill-formed XML is repaired first; the feed's
/// warnings say how, and what was left out.
/// Errors: unknown_format  no feed; the message says what the document is instead
///         malformed       ill-formed, and empty after repair; Error::offset counts input bytes
///         too_large       the entities that it declares grow without bound, or it is empty but for
///                         elements that nest too deep
[[nodiscard]] Result<model::Feed> read_xml_feed(std::string_view bytes, markup::DecodedText decoded,
                                                const Hints& hints, const Limits& limits);

}  // namespace syndic::parse
