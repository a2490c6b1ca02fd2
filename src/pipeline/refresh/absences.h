// SPDX-License-Identifier: MIT
//
// What a source's feed does not hold any longer.
#pragma once

#include <string_view>

#include "config/config.h"
#include "model/feed.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/ledger.h"

namespace syndic::pipeline {

/// Whether an item of the feed is published under this id.
[[nodiscard]] bool holds(const model::Feed& feed, std::string_view id);

/// Follows the feed's tombstones (RFC 6721), and marks what vanished from its middle. `feed` was
/// merged, so its items have their published ids. An entry that is newer than its tombstone is not
/// deleted. An answer that has only what is new (226) says nothing of what it lacks.
void note_absences(const model::Feed& feed, store::Ledger& ledger, const config::Source& source,
                   const model::FetchState& state, model::Timestamp now);

}  // namespace syndic::pipeline
