// SPDX-License-Identifier: MIT
//
// Lists of sources as OPML (http://opml.org/spec2.opml), in which feed readers exchange them.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "model/listed_source.h"

namespace syndic::parse {

/// The namespace of the attributes by which our own lists carry all keys of a source.
inline constexpr std::string_view kListNamespace = "urn:syndic:source";

/// How many sources of a list are read.
inline constexpr std::size_t kMostListed = 5'000;

/// Reads OPML of any version: an outline with an xmlUrl, or with attributes of kListNamespace, is a
/// source, any other one with outlines in it a folder. What is ill-formed is repaired as in feeds;
/// a source that is in several folders comes once. URLs may have the scheme feed. Of FreshRSS's and
/// Miniflux's attributes, what has a counterpart is among the settings, and what has none in the
/// notes, of which `most_notes` are kept. Errors:
/// unknown_format  no OPML, or one that names no source
/// too_large       nested too deep, or its entities grow without bound
[[nodiscard]] Result<model::SourceList> read_opml(std::string_view bytes,
                                                  std::string_view content_type = {},
                                                  std::size_t most_notes = 20);

}  // namespace syndic::parse
