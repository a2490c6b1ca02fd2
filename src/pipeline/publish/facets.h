// SPDX-License-Identifier: MIT
//
// Published feeds of some items only: by tag, kind, language and words.
#pragma once

#include <vector>

#include "config/config.h"
#include "store/ledger.h"

namespace syndic::pipeline {

/// Whether the feed takes in only some items of its sources.
[[nodiscard]] bool has_filter(const config::Feed& feed);

/// The facets of all feeds that have a filter. An item without a language has its source's or, if
/// that has none either, the site's. Borrows the configuration. Throws StoreFailure.
[[nodiscard]] std::vector<store::Facet> facets_of(const config::Config& config,
                                                  store::Store& store);

}  // namespace syndic::pipeline
