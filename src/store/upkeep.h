// SPDX-License-Identifier: MIT
//
// Looking after the store: a backup, a check, and giving back room that it does not use.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "store/options.h"

namespace syndic::store {

/// What a store holds.
struct Summary {
  int version = 0;
  std::int64_t sources = 0;
  std::int64_t items = 0;
  std::int64_t bytes = 0;
};

/// What check_up() found.
struct Checkup {
  Summary summary;
  std::vector<std::string> faults;  ///< A line each with what to do; empty: nothing is wrong.
};

/// The size of a store's file with its log, in bytes.
struct Compaction {
  std::uintmax_t before = 0;
  std::uintmax_t after = 0;
};

/// Copies the store to `file` while other processes may write it: the copy is what was committed at
/// one moment, one whole file that was checked. Of any version, which stays. Replaces an empty file
/// or another store, in one step, but neither another kind of file nor a store that runs use.
/// Throws StoreFailure and FileFailure, and what is at `file` stays; for a store on PostgreSQL
/// always, with the command that does it.
[[nodiscard]] Summary back_up(const Options& options, const std::filesystem::path& file);

/// Why a file that a person named is no store, with what to do, if it can be told; empty if it may
/// be one. What check_up() says of the store of the configuration is no advice on such a file.
[[nodiscard]] std::string why_no_store(const std::filesystem::path& file);

/// Checks the store, or a backup, of any version without changing it, while other processes may
/// write it. Throws StoreFailure for a file that is no store of a known version.
[[nodiscard]] Checkup check_up(const Options& options);

/// Writes the store anew without the room that nothing uses any more, migrated to the latest
/// version. The caller holds the store's lock. Throws StoreFailure, also if there is none yet, and
/// the store stays as it is; for a store on PostgreSQL always, as that does it by itself.
[[nodiscard]] Compaction compact(const Options& options);

}  // namespace syndic::store
