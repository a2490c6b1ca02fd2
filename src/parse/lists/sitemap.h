// SPDX-License-Identifier: MIT
//
// Sitemaps (https://www.sitemaps.org/protocol.html) read as feeds: a site without a feed often has
// one, with the date of each page, and newspapers one of their newest articles.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/feed.h"
#include "parse/feed_parser.h"

namespace syndic::parse {

/// How many pages of a sitemap count, the newest, and how many sitemaps of an index.
inline constexpr std::size_t kMostSitemapItems = 50;
inline constexpr std::size_t kMostSitemaps = 3;

struct Sitemap {
  model::Feed feed;                   ///< As by parse_feed(), newest first.
  std::vector<std::string> sitemaps;  ///< Of an index: the newest ones; absolute.
};

/// Reads a sitemap or an index of sitemaps; it may be a gzip file. A page's date is that of its
/// news (news:publication_date) or video; `lastmod` is when it was updated. Its title, tags and
/// language are those of its news, its picture that of image:image. Pages without a date are left
/// out. Errors: unknown_format  no sitemap; or one without a page that has a date too_large longer
/// than `limits` allows, or its entities grow without bound malformed       a gzip file that is cut
[[nodiscard]] Result<Sitemap> read_sitemap(std::string_view bytes, const Hints& hints,
                                           const Limits& limits = {});

}  // namespace syndic::parse
