// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "store/options.h"
#include "tests/support/store_place.h"

namespace syndic::test {

/// The store of that folder: a file in it, or a schema of its own of the PostgreSQL that the tests
/// share.
[[nodiscard]] inline store::Options options_of(const std::filesystem::path& folder,
                                               const std::string& file = "syndic.db") {
  return {.sqlite_file = folder / file, .postgres_url = place_of(folder)};
}

}  // namespace syndic::test
