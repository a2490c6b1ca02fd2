// SPDX-License-Identifier: MIT
//
// Table site_feed: where the feeds of `site` sources are.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <map>
#include <string>

#include "model/source.h"

namespace syndic::store {

/// Store::site_feeds. Throws SQLite::Exception, as does the other.
[[nodiscard]] std::map<std::string, model::SiteFeed> read_site_feeds(
    const SQLite::Database& database);

/// Store::remember, of the source with that key.
void write_site_feed(const SQLite::Database& database, std::int64_t source,
                     const model::SiteFeed& feed);

}  // namespace syndic::store
