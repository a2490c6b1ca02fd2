// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "store/store.h"

namespace syndic::store {

/// Two items that are the same, by their places in a list.
struct Tie {
  Match match = Match::id;
  std::size_t one = 0;
  std::size_t other = 0;
};

/// Which set an item is in: the place of the set's first item, and the best match that put it
/// there.
struct Membership {
  std::size_t first = 0;
  Match match = Match::words;
};

/// Puts items that are tied, directly or through others, in one set, of which no two are from one
/// source: a tie that would bring two such together is none. The better match goes before, then the
/// tie of the item that stands first. `sources` are the items' sources; the result is as long.
[[nodiscard]] std::vector<Membership> one_per_source(const std::vector<std::int64_t>& sources,
                                                     std::vector<Tie> ties);

}  // namespace syndic::store
