// SPDX-License-Identifier: MIT
//
// The schema's history. A store's version is how many of the steps it has had, kept in PRAGMA
// user_version, which SQLite changes in the same transaction as the tables.
#pragma once

#include <SQLiteCpp/Database.h>

#include <span>

namespace syndic::store {

/// PRAGMA application_id of a store: "SYND". It tells ours from any other program's database.
inline constexpr int kApplicationId = 0x53594E44;

/// All steps that this program knows, oldest first. A released step never changes; what is new
/// comes after it.
[[nodiscard]] std::span<const char* const> migrations();

/// The version of a store that has had all of them.
[[nodiscard]] int latest_version();

/// Takes `database` through the steps that it has not had yet, each in one transaction with its
/// number, so that a run killed in between goes on where it stood. A version beyond the steps is
/// left alone. Throws SQLite::Exception after undoing the step that failed.
void migrate(SQLite::Database& database, std::span<const char* const> steps);

}  // namespace syndic::store
