// SPDX-License-Identifier: MIT
//
// What it takes to know an item again that comes back under another id: normalize/ asks and
// decides, store/ looks up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/timestamp.h"

namespace syndic::model {

/// What a source's items are known by: the first rule of the chain that holds for it.
enum class IdentityScheme {
  ids,     ///< The feed's ids, where an item has one.
  links,   ///< Its ids are worth nothing: each item's link, where it has one.
  titles,  ///< Its links neither: title and date.
};

/// What is remembered of how a source treats its ids.
struct IdentityMemory {
  IdentityScheme scheme = IdentityScheme::ids;
  int id_changes = 0;  ///< Fetches in a row in which most known items came under other ids.
  friend bool operator==(const IdentityMemory&, const IdentityMemory&) = default;
};

/// A stored item, as far as it takes to recognise it.
struct KnownItem {
  std::int64_t key = 0;  ///< The store's own; the same item has the same.
  std::string id;        ///< Under which it is published.
  std::string feed_id;   ///< Lineage::feed_id as of the newest fetch that had it.
  std::string canonical_url;
  std::string title;
  Timestamp published;
  bool dated_by_first_sight = false;
  std::string content_hash;
  std::uint64_t fingerprint = 0;  ///< Lineage's, as are
  std::uint32_t words = 0;        ///< its words; 0: it has none, or its text was never described.
};

/// Whether a stored item's content_hash is that of a fetched item, which has the part about its
/// words only once it is to be stored (normalize/item/content_hash.h).
[[nodiscard]] inline bool same_content(std::string_view stored, std::string_view fetched) {
  return stored.starts_with(fetched) &&
         (stored.size() == fetched.size() || stored[fetched.size()] == ':');
}

/// What may lead to stored items of a source; each item that any of it fits is asked for.
struct Clues {
  std::vector<std::string> ids;     ///< Published ids and feed ids.
  std::vector<std::string> links;   ///< Canonical URLs.
  std::vector<std::string> titles;  ///< To the letter.
  std::vector<Timestamp> days;      ///< Published on these days (UTC), each at midnight.
  std::size_t newest = 0;           ///< As many of the newest.
};

}  // namespace syndic::model
