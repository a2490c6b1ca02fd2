// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace syndic::store {

/// [store] of the configuration.
struct Options {
  /// Absolute, or relative to the working directory; just ":memory:" is a store that goes with
  /// its object.
  std::filesystem::path sqlite_file;
};

}  // namespace syndic::store
