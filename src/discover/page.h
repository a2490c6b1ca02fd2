// SPDX-License-Identifier: MIT
//
// Which feeds a web page offers. Pure; any bytes are a page. One pass over the page's tokens: all
// that is searched for is in single tags, so no tree is needed, and time is linear.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/feed_parser.h"

namespace syndic::discover {

/// How much of a page is read: links to feeds are in its head.
inline constexpr std::size_t kLongestPage = std::size_t{4} * 1024 * 1024;

inline constexpr std::size_t kMostDeclaredFeeds = 100;
inline constexpr std::size_t kMostLinkedFeeds = 20;

/// The URL of a feed, or of what may be one.
struct FeedLink {
  std::string url;         ///< Absolute, http or https, without user, password and fragment; may be
                           ///< relative with Relative::kept.
  std::string media_type;  ///< Lower case, without parameters; empty if unknown.
  std::string title;       ///< One line; empty if unknown.
  friend bool operator==(const FeedLink&, const FeedLink&) = default;
};

/// A page's links to feeds: each URL in one list and once, feeds of comments last in their list.
struct PageFeeds {
  std::vector<FeedLink> declared;  ///< Links rel=alternate of a feed's type, rel=feed; then those
                                   ///< that may mean one: of XML, of an unregistered type, of none.
  std::vector<FeedLink> linked;    ///< Links for people that look like a feed's.
  std::vector<std::string> usual;  ///< usual_feed_places() of the page.
};

/// What happens to relative URLs if no base is known.
enum class Relative {
  dropped,  ///< They are left out.
  kept,     ///< They are listed unchanged.
};

/// Reads a page. `hints.base_url` is its URL; if that is unknown, its canonical link is used (RFC
/// 6596), and without one `relative` applies and there are no usual places.
[[nodiscard]] PageFeeds read_page_feeds(std::string_view page, const parse::Hints& hints,
                                        Relative relative = Relative::dropped);

}  // namespace syndic::discover
