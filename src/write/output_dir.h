// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace syndic::write {

/// The folder that a web server serves. Files are replaced whole and only where their bytes change.
class OutputDir {
 public:
  /// Makes the folder where missing, open to all for reading, and removes what a killed run left
  /// aside in it. Throws FileFailure.
  explicit OutputDir(std::filesystem::path folder);

  /// Whether `name` was written: false where it already held these bytes. A symbolic link of that
  /// name counts as missing and is replaced, as does a file that not all may read. Throws
  /// FileFailure, also for a name with a '/' or a '.' in front.
  bool publish(std::string_view name, std::string_view bytes);

  /// Whether the folder holds a regular file `name` of just these bytes, which all may read.
  [[nodiscard]] static bool holds(const std::filesystem::path& folder, std::string_view name,
                                  std::string_view bytes);

 private:
  std::filesystem::path folder_;
};

}  // namespace syndic::write
