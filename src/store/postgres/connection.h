// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "store/connection.h"
#include "store/postgres/wire.h"

namespace syndic::store {

/// A store on PostgreSQL. `access`: read keeps every statement from changing anything.
[[nodiscard]] std::unique_ptr<Connection> postgres_connection(Wire wire, Connection::Access access);

}  // namespace syndic::store
