// SPDX-License-Identifier: MIT
//
// What both databases are asked when a store is looked after.
#pragma once

#include <string>
#include <vector>

#include "store/connection.h"
#include "store/upkeep.h"

namespace syndic::store {

/// What the store holds. Throws DatabaseError.
[[nodiscard]] Summary summary_of(Connection& store, int version);

/// Adds a line for each reference of that version whose rows are not there; `advice` ends it.
/// Throws DatabaseError.
void look_at_references(Connection& store, int version, const std::string& advice,
                        std::vector<std::string>& faults);

/// Adds a line for each source that does not count its items as they are. Throws DatabaseError.
void look_at_counts(Connection& store, std::vector<std::string>& faults);

}  // namespace syndic::store
