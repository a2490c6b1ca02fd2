// SPDX-License-Identifier: MIT
//
// The schema's history. A store's version is the number of steps that were applied to it, in PRAGMA
// user_version, which SQLite changes in the same transaction as the tables.
#pragma once

#include <SQLiteCpp/Database.h>

#include <span>

namespace syndic::store {

/// PRAGMA application_id of a store, "SYND": distinguishes it from other programs' databases.
inline constexpr int kApplicationId = 0x53594E44;

/// All steps, oldest first. A released step never changes; new ones are appended.
[[nodiscard]] std::span<const char* const> migrations();

/// The version of a store to which all of them were applied.
[[nodiscard]] int latest_version();

/// Applies the missing steps to `database`, each in one transaction with its number, so that the
/// next run continues after one that is killed. A database of a later version stays unchanged.
/// Throws SQLite::Exception after undoing the step that failed.
void migrate(SQLite::Database& database, std::span<const char* const> steps);

}  // namespace syndic::store
