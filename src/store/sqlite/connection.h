// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>

#include "store/connection.h"

namespace syndic::store {

/// A store on SQLite. `path` is its name for people.
[[nodiscard]] std::unique_ptr<Connection> sqlite_connection(std::filesystem::path path,
                                                            SQLite::Database database);

}  // namespace syndic::store
