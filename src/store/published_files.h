// SPDX-License-Identifier: MIT
//
// The ledger's tables `published_file` and `publication`; what each function means is said at
// Ledger's of the same name.
#pragma once

#include <SQLiteCpp/Database.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/timestamp.h"
#include "store/ledger.h"

namespace syndic::store {

[[nodiscard]] std::map<std::string, FileRecord> files_as_left(const SQLite::Database& database);

void note_files(SQLite::Database& database, const std::map<std::string, FileRecord>& files);

[[nodiscard]] std::map<std::string, model::Timestamp> note_unused_files(
    SQLite::Database& database, const std::set<std::string>& used, model::Timestamp now);

[[nodiscard]] std::map<std::string, model::Timestamp> unused_files(
    const SQLite::Database& database);

void forget_files(SQLite::Database& database, const std::vector<std::string>& files);

void remember_publication(SQLite::Database& database, const Publication& publication);

void forget_publication(SQLite::Database& database);

[[nodiscard]] std::optional<Publication> last_publication(SQLite::Database& database);

}  // namespace syndic::store
