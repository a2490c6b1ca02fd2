// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/fetch_day.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/ledger.h"
#include "store/store.h"

namespace syndic::pipeline {

/// How one source of the configuration stands.
struct SourceStatus {
  std::string id;
  bool enabled = true;
  model::FetchState state;
  std::size_t items = 0;
  std::string failing;                    ///< failing_words(); empty: it is not.
  std::string silence;                    ///< silence_words(); empty: within its habit.
  std::vector<store::Vanished> vanished;  ///< Missing from the middle of its feed.
  std::vector<model::FetchDay> history;   ///< Days on which it was asked, oldest first.
};

/// A row a source, in the configuration's order, read beside a running refresh without disturbing
/// it. Throws StoreFailure.
[[nodiscard]] std::vector<SourceStatus> status(const config::Config& config, model::Timestamp now);

/// The rows as far as `store` alone tells them, whatever the time is: without `failing` and
/// `silence`. Throws StoreFailure.
[[nodiscard]] std::vector<SourceStatus> lasting_status(const config::Config& config,
                                                       store::Store& store);

}  // namespace syndic::pipeline
