// SPDX-License-Identifier: MIT
//
// The whole store as JSON Lines: a header, each row of each table, and an end that counts the rows.
//
//     {"syndic_store":22,"exported":"2026-01-31T12:00:00Z"}
//     {"table":"source","row":{"key":1,"id":"casel",…}}
//     {"rows":1}
//
// A text that is no UTF-8 is {"text":"HEX"}. If a damaged store could not be read in full, the end
// also has "damaged":true.
#pragma once

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "model/timestamp.h"
#include "store/options.h"

namespace syndic::store {

/// What was exported.
struct Exported {
  std::int64_t rows = 0;
  std::vector<std::string> damaged;  ///< Tables of which some rows cannot be read; a line each.
};

/// Writes the store, as it was committed at one moment, to `out`, row by row, while other processes
/// may write it. Of any version, which stays. Two exports of the same rows differ in `now` only, be
/// the stores on SQLite or PostgreSQL.
/// Throws StoreFailure, and FileFailure if `out` takes no more.
[[nodiscard]] Exported export_rows(const Options& options, model::Timestamp now, std::ostream& out);

/// The same into a file that only its owner may read, in one step. Replaces an empty file or
/// another export, but no other file. Throws FileFailure, and what is at `file` stays.
[[nodiscard]] Exported export_rows_to(const Options& options, model::Timestamp now,
                                      const std::filesystem::path& file);

}  // namespace syndic::store
