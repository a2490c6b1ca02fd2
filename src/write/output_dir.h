// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "base/atomic_file.h"

namespace syndic::write {

/// The folder that a web server serves. Files are replaced whole and only where their bytes change.
class OutputDir {
 public:
  /// Makes the folder where missing, open to all for reading, and removes what a killed run left
  /// aside in it and its assets/, unless another process is publishing there. Throws FileFailure.
  explicit OutputDir(std::filesystem::path folder);

  /// Whether `name` was written: false where it already held these bytes. A symbolic link of that
  /// name counts as missing and is replaced, as does a file that not all may read. The name may
  /// begin with "assets/": that folder is made like the first, and where it is a symbolic link that
  /// is replaced, too. Throws FileFailure, also for another name with a '/' or one with a '.' in
  /// front.
  bool publish(std::string_view name, std::string_view bytes);

  /// The first half of publish(): the file is written aside, and put in its place later
  /// (base::PreparedFile). Nothing where it already holds these bytes.
  [[nodiscard]] std::optional<base::PreparedFile> prepare(std::string_view name,
                                                          std::string_view bytes);

  /// Whether it is a regular file, not by way of a symbolic link, that all may read.
  [[nodiscard]] static bool is_served(const std::filesystem::path& file);

  /// Whether the folder holds a regular file `name` of just these bytes, which all may read.
  [[nodiscard]] static bool holds(const std::filesystem::path& folder, std::string_view name,
                                  std::string_view bytes);

 private:
  std::filesystem::path folder_;
  std::unique_ptr<base::FolderInUse> in_use_;
};

}  // namespace syndic::write
