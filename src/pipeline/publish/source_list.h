// SPDX-License-Identifier: MIT
//
// Which sources a published list names: those with a feed that everybody may subscribe to.
#pragma once

#include <map>
#include <string>

#include "config/config.h"
#include "model/source.h"
#include "store/store.h"
#include "write/feed/opml.h"

namespace syndic::pipeline {

/// The file of publish.opml.
inline constexpr const char* kSourceListFile = "sources.opml";

/// The enabled sources in the order of the configuration, as `credits` names them; each of a site
/// with the feed that was found there. Left out are sources without a public feed (is_feed_public()
/// is false, a secret is in the URL), files, pages, sites without a feed yet, and sources of which
/// nothing is published.
[[nodiscard]] write::SourceList source_list(const config::Config& config,
                                            const std::map<std::string, model::Source>& credits,
                                            store::Store& store);

}  // namespace syndic::pipeline
