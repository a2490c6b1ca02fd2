// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/feed.h"

namespace syndic::normalize {

struct CleanOptions {
  /// Also remove parameters that track readers from links, and impossible facts about files.
  bool for_publishing = false;
  /// Also drop links that only lead somewhere inside a network (link/private_hosts.h); Item::url
  /// stays, as the item may be known by it.
  bool without_private = false;
};

/// Makes every text and URL of the feed safe and uniform in place, like clean() of normalize.h, but
/// makes no ids. Returns the first image in each item's content, absolute or empty, in the order of
/// the items.
std::vector<std::string> clean_feed(model::Feed& feed, const CleanOptions& options);

}  // namespace syndic::normalize
