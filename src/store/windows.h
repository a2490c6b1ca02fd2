// SPDX-License-Identifier: MIT
//
// Tables source_window and vanished: what each source's feed held last, and what is missing from
// its middle.
#pragma once

#include <SQLiteCpp/Database.h>

#include <map>
#include <string>
#include <vector>

#include "store/ledger.h"

namespace syndic::store {

/// Ledger's doors of these names. They throw SQLite::Exception.
void note_source_window(const SQLite::Database& database, const std::string& source_id,
                        const std::vector<std::string>& ids, model::Timestamp now);
[[nodiscard]] std::map<std::string, std::vector<Vanished>> vanished_items(
    const SQLite::Database& database);

}  // namespace syndic::store
