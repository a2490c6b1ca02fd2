// SPDX-License-Identifier: MIT
//
// The tables of a store on PostgreSQL, in the schema that is first in the connection's search_path,
// and after enter_set() second.
#pragma once

#include <set>
#include <string>

#include "store/connection.h"

namespace syndic::store {

/// The numbers of advisory locks: of who makes a store of the database ("SYND"), and, beside a hash
/// of its schema's name, of who publishes one, and of all who use one.
inline constexpr int kMakingLock = 0x53594E44;
inline constexpr int kPublishingLock = kMakingLock + 1;
inline constexpr int kUsersLock = kMakingLock + 2;

class Wire;

/// The version of the store; 0 if there is none. Throws DatabaseError, also where what is there
/// says no version.
[[nodiscard]] int version_of(Wire& wire);

/// The statements that begin a transaction in which this process alone makes tables.
[[nodiscard]] std::string lock_of_makers();

/// Makes the tables of the latest version where there is no store. Throws DatabaseError, also where
/// another program's tables are in the way.
void make_schema(Wire& wire);

/// What make_schema() makes, a line each: "table item", "column item.title", "index item_pkey",
/// "reference item_source_key_fkey", "trigger item_added".
[[nodiscard]] std::set<std::string> due_parts();

/// The same of the store that is there, as far as it can be used: without indexes that are not
/// valid and triggers that are disabled, of the set that is entered. Of other programs' tables
/// nothing. Throws DatabaseError.
[[nodiscard]] std::set<std::string> parts_there(Connection& store);

}  // namespace syndic::store
