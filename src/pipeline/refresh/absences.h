// SPDX-License-Identifier: MIT
//
// What a source's feed does not have: entries that it deleted, items that vanished from its middle,
// and, after an outage longer than what a feed contains, its older items, which are read from its
// archives (RFC 5005 §4) in the same run.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "fetch/host_silence.h"
#include "http/transport.h"
#include "model/feed.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"
#include "store/ledger.h"

namespace syndic::pipeline {

/// Whether an item of the feed is published under this id.
[[nodiscard]] bool holds(const model::Feed& feed, std::string_view id);

/// Follows the feed's tombstones (RFC 6721), and marks items that vanished from its middle. `feed`
/// was merged, so its items have their published ids. An entry that is newer than its tombstone is
/// not deleted. An answer that has only new items (226) marks nothing. Throws StoreFailure.
void note_absences(const model::Feed& feed, store::Ledger& ledger, const config::Source& source,
                   const model::FetchState& state, model::Timestamp now);

/// Withdraws events to come that were in a source's calendar, and are not in it any more: those of
/// a series that it still has, and others that are no later than its last event, or any if it also
/// has past ones, since a list of the next events leaves later ones out. `feed` is the calendar as
/// a whole, merged. Throws StoreFailure.
void withdraw_missing_events(const model::Feed& feed, store::Store& store,
                             const config::Source& source, model::Timestamp now);

/// A feed that begins after what is known of it ends.
struct Gap {
  const config::Source* source = nullptr;
  std::string archive;        ///< Feed::prev_archive: the URL to read next; empty: none.
  model::FetchState state;    ///< Of the source.
  SourceReport report;        ///< Of the source; report_archives() completes it.
  std::size_t archives = 0;   ///< Archives read so far.
  std::size_t items = 0;      ///< New items in them that were added.
  std::size_t held_back = 0;  ///< Those in excess of max_new_per_day.
};

/// Stores an archive's feed, and counts its new items in the gap.
using TakeOlder = std::function<void(Gap&, model::Feed)>;

/// How many archives of one source are read in one run, at most.
inline constexpr std::size_t kMostArchives = 20;

/// Reads each gap's archives, the newest first and those of all gaps side by side, until one has no
/// new items or too many, has no older archive, cannot be read, or kMostArchives were read. Only
/// archives on the host of the source's own URL are read, each no larger than a feed may be, and as
/// politely as feeds; the source's secrets are only sent to its own origin (discover::asked_at).
/// The source's fetch state does not change. Counts archives and items in the gaps.
void follow_archives(std::vector<Gap>& gaps, const config::Config& config,
                     fetch::HostSilence& silence, model::Timestamp now, http::Transport& transport,
                     const TakeOlder& take_older, const std::atomic<bool>& cancelled);

/// Adds the items of its archives to the gap's report.
void report_archives(Gap& gap);

}  // namespace syndic::pipeline
