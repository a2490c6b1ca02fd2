// SPDX-License-Identifier: MIT
//
// Looking after a store on PostgreSQL; see store/upkeep.h.
#pragma once

#include <string>

#include "store/upkeep.h"

namespace syndic::store {

/// As check_up(). Throws StoreFailure and DatabaseError.
[[nodiscard]] Checkup check_postgres(const Options& options);

/// The command for a shell that backs the store up to `file`, without the password; with the schema
/// where the url names one. Pure.
[[nodiscard]] std::string dump_command(const std::string& url, const std::string& file);

}  // namespace syndic::store
