// SPDX-License-Identifier: MIT
//
// What addresses tell: which look like a feed's, and where the usual systems keep theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::discover {

/// Whether the address looks like a feed's: "/feed/", "/rss.xml", "posts.atom", "?format=rss".
[[nodiscard]] bool looks_like_feed_address(std::string_view url);

/// Whether words on or about a link say that it leads to a feed: "RSS", "Atom feed".
[[nodiscard]] bool speaks_of_feed(std::string_view words);

/// "feed:https://…" and "feed://…" as what they mean, the latter with the scheme of `base_url`;
/// any other address as it is.
[[nodiscard]] std::string without_feed_scheme(std::string_view url, std::string_view base_url);

/// Where a site that is at `url` may have its feed, each once. `system` is what the page says that
/// it was made with ("WordPress 6.4"); where that or the host is known, its place alone, else the
/// places of all. Empty if `url` is no URL.
[[nodiscard]] std::vector<std::string> usual_feed_places(std::string_view url,
                                                         std::string_view system);

/// The feed of the YouTube channel or playlist that an address names, on YouTube itself.
[[nodiscard]] std::optional<std::string> youtube_feed(std::string_view url);

/// The same of a channel's id, "UC" and 22 more characters.
[[nodiscard]] std::optional<std::string> youtube_channel_feed(std::string_view channel_id);

[[nodiscard]] bool is_youtube(std::string_view url);

}  // namespace syndic::discover
