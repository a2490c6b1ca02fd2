// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace syndic::store {

/// [store] of the configuration.
struct Options {
  std::filesystem::path sqlite_file;  ///< Absolute, or relative to the working directory.
};

}  // namespace syndic::store
