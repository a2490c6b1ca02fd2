// SPDX-License-Identifier: MIT
//
// What the [[feed]]s of a configuration are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"

namespace syndic::config {

/// A text in the letters that file names have here, `[a-z0-9-]`; of one in other letters alone, a
/// part of its hash.
[[nodiscard]] std::string file_word(const std::string& value);

/// Whether a published feed takes in the source: by group, by id, or everything, `except` apart.
[[nodiscard]] bool takes_from(const Feed& feed, const Source& source);

/// What is wrong with the name of a published feed that there is none of: "FILE has no feed of that
/// name; did you mean all?"
[[nodiscard]] std::string why_no_feed(const Config& config, std::string_view name);

/// A feed that `each` makes, and what of.
struct MadeFeed {
  std::string value;  ///< The tag, the group, or the name of the source.
  Feed feed;
};

/// The feeds that a feed with `each` makes, one for each value among the sources that it takes in,
/// in their order; tags or groups that text::folded() makes equal are one value. Their names are
/// the feed's, "-" and the value in a file name's letters, in which two values may be alike; their
/// titles have the value in the place of "{}", or after them. `each` stays set.
[[nodiscard]] std::vector<MadeFeed> each_feed(const Feed& feed, const std::vector<Source>& sources);

}  // namespace syndic::config
