// SPDX-License-Identifier: MIT
//
// The rows of a store in another one, be it of the same database or of the other.
#pragma once

#include <string>

#include "store/connection.h"
#include "store/sqlite/schema.h"

namespace syndic::store {

/// "SELECT "key", … FROM "source"", with the columns in the order of the shape.
[[nodiscard]] std::string select_all_of(const TableShape& table);

/// Makes the tables of `to` those of `from`, row by row and exactly; both are of the latest
/// version. Both are in a transaction of the caller's, and that of `from` reads one snapshot. What
/// `to` had goes. Throws DatabaseError of either.
void copy_rows(Connection& from, Connection& to);

}  // namespace syndic::store
