// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/feed.h"

namespace syndic::normalize {

struct CleanOptions {
  /// Beyond safety: takes parameters that track readers out of links, and what cannot be true out
  /// of what is said of files.
  bool for_publishing = false;
};

/// Every text and URL of the feed made safe and uniform in place, as normalize.h says of clean();
/// ids stay as they are, even where there is none. Returns the first image in each item's content,
/// absolute or empty, in the order of the items.
std::vector<std::string> clean_feed(model::Feed& feed, const CleanOptions& options);

}  // namespace syndic::normalize
