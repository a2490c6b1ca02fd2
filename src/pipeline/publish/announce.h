// SPDX-License-Identifier: MIT
//
// Tells others of what was published: publish.command of the changed files, then publish.hubs of
// the changed documents. What could not be told is remembered in the store for the next run.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "config/config.h"
#include "http/transport.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"
#include "store/ledger.h"

namespace syndic::pipeline {

/// Records that these files, which are going to be replaced, are to be announced. To be committed
/// before the first of them is, so that no kill loses an announcement.
void must_announce(const config::Config& config, const std::vector<std::string>& changed,
                   model::Timestamp now, store::Ledger& ledger);

/// Announces all that is recorded. Hubs are not pinged if the command fails, as the public files
/// are still the old ones then, nor without a `transport`. What a signal ends is an interrupted
/// run. Throws StoreFailure.
void announce(const config::Config& config, store::Ledger& ledger, http::Transport* transport,
              Report& report, const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
