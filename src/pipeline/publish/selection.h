// SPDX-License-Identifier: MIT
#pragma once

#include "config/config.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Whether a published feed takes its items from the source: by group, by id, or everything.
[[nodiscard]] bool takes_from(const config::Feed& feed, const config::Source& source);

/// What the store is asked for a published feed. `now` decides only what max_age lets in
/// and an embargo lets out.
[[nodiscard]] store::Selection selection_of(const config::Config& config, const config::Feed& feed,
                                            model::Timestamp now);

}  // namespace syndic::pipeline
