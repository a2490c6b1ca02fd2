// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace syndic::store {

/// [store] of the configuration.
struct Options {
  /// Absolute, or relative to the working directory; ":memory:" is a store that only lives as
  /// long as its object.
  std::filesystem::path sqlite_file;
};

}  // namespace syndic::store
