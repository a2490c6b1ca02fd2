// SPDX-License-Identifier: MIT
//
// Feeds as sites publish them, made from a seed: the same seed gives the same bytes on every
// machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace syndic::bench {

/// What a generated feed is like.
enum class Style {
  rss_full_text,  ///< RSS 2.0 of a blog: summary in CDATA, full text in content:encoded.
  rss_escaped,    ///< RSS 2.0 whose description is escaped HTML.
  atom_html,      ///< Atom with escaped HTML content.
  podcast,        ///< RSS 2.0 with itunes elements and enclosures.
  plain,          ///< RSS 2.0 whose summaries have no markup.
  posts,          ///< RSS 2.0 of full posts, with much more markup than text.
  cjk,            ///< RSS 2.0 in Japanese.
  tiny,           ///< RSS 2.0 whose items are a title and a link.
};

/// One well-formed feed of so many items.
[[nodiscard]] std::string make_feed(Style style, std::size_t items, std::uint64_t seed);

/// So many feeds, the styles in turn, of 10 to 40 items each.
[[nodiscard]] std::vector<std::string> make_feeds(std::size_t count, std::uint64_t seed);

}  // namespace syndic::bench
