// SPDX-License-Identifier: MIT
//
// Whom to credit for a published item, and how much of it its source allows to be published.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/source.h"
#include "store/store.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {

/// Whom to credit, by source id: each source as its feed describes it, with the name, URL and
/// rights of the configuration. No URL has a secret. A feed that is only served with a login or
/// token (fetch::Access) is not public, so its URL is left out; of a private source
/// (config::Terms) all addresses are.
[[nodiscard]] std::map<std::string, model::Source> credits(const config::Config& config,
                                                           store::Store& store);

/// Whether the URL of the source's feed may be published: it is not private, is served without a
/// login or token (fetch::Access), and neither it nor the configured site has a secret in its URL.
[[nodiscard]] bool is_feed_public(const config::Source& source);

/// The sources of a configuration, borrowed.
using SourcesById = std::map<std::string, const config::Source*>;
[[nodiscard]] SourcesById sources_by_id(const config::Config& config);

/// Cuts each entry down to what its source's config::Terms allow, and adds the credit they require.
/// Links of items of a private source stay, but not the address that they were taken from.
/// Entries of unknown sources stay unchanged.
void pass_on(const SourcesById& sources, std::vector<write::Entry>& entries);

}  // namespace syndic::pipeline
