// SPDX-License-Identifier: MIT
//
// Which URLs look like a feed's, and where the usual systems have theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::discover {

/// Whether the URL looks like a feed's: "/feed/", "/rss.xml", "posts.atom", "?format=rss".
[[nodiscard]] bool looks_like_feed_address(std::string_view url);

/// Whether words on or about a link are those of a link to a feed: "RSS", "Atom feed".
[[nodiscard]] bool names_feed(std::string_view words);

/// Whether one of the words is "feed", "RSS" or "Atom", or ends in "feed": less than names_feed().
[[nodiscard]] bool mentions_feed(std::string_view words);

/// "feed:https://…" and "feed://…" without that scheme, the latter with that of `base_url`;
/// "webcal://…" as base::without_calendar_scheme() has it; any other URL unchanged.
[[nodiscard]] std::string without_feed_scheme(std::string_view url, std::string_view base_url);

/// The URLs at which the site of `url` may have its feed, each once. `system` is the page's
/// generator ("WordPress 6.4"); if that or the host is known, only its place, else the places of
/// all systems. Empty if `url` is no URL.
[[nodiscard]] std::vector<std::string> usual_feed_places(std::string_view url,
                                                         std::string_view system);

/// The feed of the YouTube channel or playlist that a URL of YouTube names; empty if it names none.
[[nodiscard]] std::optional<std::string> youtube_feed(std::string_view url);

/// The feed of a channel's id, "UC" and 22 more characters; empty if it is not one.
[[nodiscard]] std::optional<std::string> youtube_channel_feed(std::string_view channel_id);

[[nodiscard]] bool is_youtube(std::string_view url);

}  // namespace syndic::discover
