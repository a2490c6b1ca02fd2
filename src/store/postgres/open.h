// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "store/connection.h"
#include "store/options.h"
#include "store/unchanged.h"

namespace syndic::store {

/// Opens the store on PostgreSQL; makes its tables where it is opened for writing and they are not
/// there. nullptr where it is opened for reading and there is none yet. Throws StoreFailure, also
/// for a store of another version.
[[nodiscard]] std::unique_ptr<Connection> open_postgres(const Options& options,
                                                        Connection::Access access);

/// As open_unchanged() for a store on PostgreSQL.
[[nodiscard]] Unchanged open_postgres_unchanged(const Options& options);

}  // namespace syndic::store
