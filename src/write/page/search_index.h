// SPDX-License-Identifier: MIT
//
// What the script of the page searches in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "write/feed_writer.h"

namespace syndic::write {

/// The file that render_search_index() makes.
inline constexpr std::string_view kSearchIndexFile = "search.json";

/// How many items it has at most.
inline constexpr std::size_t kMostSearched = 1'000;

/// The first kMostSearched entries, in their order, as JSON without blanks or a line break:
/// {"sources":[name…],"items":[[title,href,source,day,words,key]…]}. `source` is an index into
/// `sources`, whose name is "" for an item that credits none; `day` is the item's in the zone,
/// "2022-05-16", or "" without a date; `words` is what to search in: title, source, authors, tags
/// and the beginning of the text, folded (text::folded()), each word once, blanks between; `key` is
/// page_key() of the item. `href` is "" unless it is an http or https URL of at most 4000 bytes.
[[nodiscard]] std::string render_search_index(const Document& document, std::string_view time_zone);

/// The name under which the page's files have a link: base::fnv1a() of the canonical URL, without a
/// fragment that only names a place in its page. "" for an empty one.
[[nodiscard]] std::string page_key(std::string_view canonical_url);

}  // namespace syndic::write
