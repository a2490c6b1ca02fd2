// SPDX-License-Identifier: MIT
//
// A new store from an export (store/export.h) of this or any earlier version.
#pragma once

#include <cstddef>
#include <istream>

#include "base/result.h"
#include "store/options.h"
#include "store/upkeep.h"

namespace syndic::store {

/// The longest line of an export that is read, in bytes.
inline constexpr std::size_t kLongestExportLine = std::size_t{256} * 1024 * 1024;

/// What was imported.
struct Imported {
  Summary summary;
  std::int64_t rows = 0;     ///< Of the export.
  std::int64_t dropped = 0;  ///< Of these, what belonged to rows that a damaged store has lost.
};

/// Makes the store of what export_rows() wrote, migrated to the latest version: all of it or none.
/// The caller holds the store's lock, and the folder of its file is there. Errors: malformed, with
/// the number of the line and what to do, for anything but a whole export of a version that this
/// program knows. Texts that become paths, addresses or headers are judged (store/row_rules.h),
/// others taken as they are. Throws StoreFailure if there is a store with a source or an item, and
/// FileFailure; the store stays.
[[nodiscard]] Result<Imported> import_rows(const Options& options, std::istream& in,
                                           std::size_t longest_line = kLongestExportLine);

}  // namespace syndic::store
