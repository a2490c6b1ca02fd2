// SPDX-License-Identifier: MIT
//
// The tables of a store on PostgreSQL, in the schema that is first in the connection's search_path.
#pragma once

#include "store/postgres/wire.h"

namespace syndic::store {

/// The first of the numbers that advisory locks of a store have: "SYND".
inline constexpr int kLockNumber = 0x53594E44;

/// The version of the store; 0 if there is none. Throws DatabaseError.
[[nodiscard]] int version_of(Wire& wire);

/// Makes the tables of the latest version where there is no store. Throws DatabaseError, also where
/// another program's tables are in the way.
void make_schema(Wire& wire);

}  // namespace syndic::store
