// SPDX-License-Identifier: MIT
//
// Whom a published item is from, and what of it its source lets us pass on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/source.h"
#include "store/store.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {

/// Whom to credit, by source id: what each source's feed says of itself, under the name, address
/// and rights that the configuration gives. No address holds a secret, and of a source that asks
/// who we are (fetch::Access) the feed's own address is left out: it is not public.
[[nodiscard]] std::map<std::string, model::Source> credits(const config::Config& config,
                                                           store::Store& store);

/// Leaves of each entry what its source's config::Terms allow, and adds what they ask for.
void pass_on(const config::Config& config, std::vector<write::Entry>& entries);

}  // namespace syndic::pipeline
