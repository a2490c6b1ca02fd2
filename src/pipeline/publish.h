// SPDX-License-Identifier: MIT
//
// The store's projection: every file is a pure function of store and configuration.
#pragma once

#include <vector>

#include "config/config.h"
#include "model/timestamp.h"
#include "pipeline/report.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Writes every feed in every format, only where bytes change. `now` decides only what max_age lets
/// in. With `dry_run` nothing is written and `written` says what would be. Throws StoreFailure,
/// FileFailure.
[[nodiscard]] std::vector<FeedReport> publish(const config::Config& config, store::Store& store,
                                              model::Timestamp now, bool dry_run);

}  // namespace syndic::pipeline
