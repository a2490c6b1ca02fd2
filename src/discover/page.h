// SPDX-License-Identifier: MIT
//
// Which feeds a web page offers. Pure and total: any bytes are a page. One pass over the page's
// tokens does it: what is looked for stands in single tags, wherever a tree would have them, so a
// hostile page costs at most a long one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/feed_parser.h"

namespace syndic::discover {

/// Of a page, no more is read: links to feeds stand in its head.
inline constexpr std::size_t kLongestPage = std::size_t{4} * 1024 * 1024;

inline constexpr std::size_t kMostDeclaredFeeds = 100;
inline constexpr std::size_t kMostLinkedFeeds = 20;

/// Where a feed is, or may be.
struct FeedLink {
  std::string url;         ///< Absolute, http or https, without user, password and fragment; as
                           ///< it is where Relative::kept says so.
  std::string media_type;  ///< Lower case, without parameters; empty: not said.
  std::string title;       ///< One line; empty: not said.
  friend bool operator==(const FeedLink&, const FeedLink&) = default;
};

/// What leads from a page to feeds: each URL once in all, those of comments last in their list.
struct PageFeeds {
  std::vector<FeedLink> declared;  ///< link rel=alternate of a feed's type, link rel=feed.
  std::vector<FeedLink> linked;    ///< Links for people that look like a feed's.
  std::vector<std::string> usual;  ///< Where the page's system has its feed, or where the usual
                                   ///< systems have it.
};

/// What becomes of relative addresses where nothing says what they are relative to.
enum class Relative {
  dropped,  ///< They lead nowhere.
  kept,     ///< They are listed as they are.
};

/// Reads a page. `hints.base_url` is where it is; where that is unknown, what its canonical link
/// says (RFC 6596), and without one `relative` counts and there are no usual places.
[[nodiscard]] PageFeeds read_page_feeds(std::string_view page, const parse::Hints& hints,
                                        Relative relative = Relative::dropped);

}  // namespace syndic::discover
