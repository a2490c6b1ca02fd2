// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace syndic::base {

/// A new, empty folder in $TMPDIR (/tmp), for this user alone; it goes with all that is in it.
class TemporaryFolder {
 public:
  /// Throws FileFailure.
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace syndic::base
