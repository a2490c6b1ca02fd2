// SPDX-License-Identifier: MIT
//
// Looking after the file of a store on SQLite; see store/upkeep.h.
#pragma once

#include <filesystem>

#include "store/upkeep.h"

namespace syndic::store {

/// As back_up(), check_up() and compact(); check_file() also throws DatabaseError.
[[nodiscard]] Summary back_up_file(const std::filesystem::path& store,
                                   const std::filesystem::path& file);
[[nodiscard]] Checkup check_file(const std::filesystem::path& file);
[[nodiscard]] Compaction compact_file(const std::filesystem::path& store);

}  // namespace syndic::store
