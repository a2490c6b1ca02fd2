// SPDX-License-Identifier: MIT
//
// A source that a list brings into a running network joins quietly: what it published before is
// stored, and kept out of the feeds. Pure functions.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "model/feed.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// The rule that keeps such items out (Lineage::dropped_by).
inline constexpr const char* kJoiningQuietly = "joining quietly";

/// How many items of its first feed are taken.
inline constexpr std::size_t kTakenAtFirst = 5;

/// Keeps those new items out, whose indexes are `newcomers`, that are not among the newest
/// `taken`. Returns how many.
std::size_t keep_all_but_newest_out(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                                    std::size_t taken = kTakenAtFirst);

/// Keeps those new items out that are dated before `joined`, by their feed.
void keep_older_out(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                    model::Timestamp joined);

/// Keeps those out again that were before.
void keep_known_out(model::Feed& feed, const std::set<std::string>& ids);

}  // namespace syndic::pipeline
