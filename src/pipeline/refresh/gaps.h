// SPDX-License-Identifier: MIT
//
// After an outage that was longer than what a feed holds, its older items are in its own archives
// (RFC 5005 §4), where it has some: they are read from there in the same run.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "config/config.h"
#include "fetch/host_silence.h"
#include "http/transport.h"
#include "model/feed.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"

namespace syndic::pipeline {

/// A feed that begins after what is known of it ends.
struct Gap {
  const config::Source* source = nullptr;
  std::string archive;       ///< Feed::prev_archive: where what is missing may be.
  model::FetchState state;   ///< What is remembered of asking the source.
  SourceReport report;       ///< To be made again with what the archives bring.
  std::size_t archives = 0;  ///< Read so far, and
  std::size_t items = 0;     ///< how many new items they brought.
};

/// Takes in an archive's feed; gives how many of its items were new.
using TakeOlder = std::function<std::size_t(const Gap&, model::Feed)>;

/// The limit of what one run reads, of one source.
inline constexpr std::size_t kMostArchives = 20;

/// Follows each gap's archives back, those of all gaps side by side, until one brings nothing new,
/// has no older one, cannot be read, or kMostArchives were read. Only archives on the host of the
/// source's own URL are read, each no larger than a feed may be, and as politely as feeds; only on
/// its origin is what the source has of passwords sent. What is remembered of asking the source
/// does not change. Counts in the gaps what came.
void follow_archives(std::vector<Gap>& gaps, const config::Config& config,
                     fetch::HostSilence& silence, model::Timestamp now, http::Transport& transport,
                     const TakeOlder& take_older, const std::atomic<bool>& cancelled);

/// Adds to the gap's report what its archives brought.
void tell(Gap& gap);

}  // namespace syndic::pipeline
