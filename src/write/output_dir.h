// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/atomic_file.h"

namespace syndic::write {

/// The folder that a web server serves. Files are replaced whole and only if their bytes change.
class OutputDir {
 public:
  /// Makes the folder if missing, readable by all, and removes temporary files of a killed run in
  /// it and its assets/ and why/, unless another process is publishing there. Throws FileFailure.
  explicit OutputDir(std::filesystem::path folder);

  /// Writes the file `name`; false if it already held these bytes. A symbolic link of that name
  /// counts as missing and is replaced, as does a file that not all may read. The name may begin
  /// with "assets/" or "why/": that folder is made if missing, and replaced if it is a symbolic
  /// link. Throws FileFailure, also for another name with a '/', one that begins with a '.' or has
  /// control characters.
  bool publish(std::string_view name, std::string_view bytes);

  /// The first half of publish(): writes a temporary file, to be put in its place later
  /// (base::PreparedFile). Nullopt if the file already holds these bytes.
  [[nodiscard]] std::optional<base::PreparedFile> prepare(std::string_view name,
                                                          std::string_view bytes);

  /// Whether publish() takes this name, which may be anybody's.
  [[nodiscard]] static bool is_name(std::string_view name);

  /// Whether is_name(), and what it names is in the folder itself and not behind a symbolic link.
  [[nodiscard]] static bool is_inside(const std::filesystem::path& folder, std::string_view name);

  /// Whether is_inside(), and it is a regular file, not a symbolic link, that all may read.
  [[nodiscard]] static bool is_served(const std::filesystem::path& folder, std::string_view name);

  /// Removes a file of the folder, and nothing that is not is_inside(). Returns whether one was
  /// there; `error` is set where it could not be removed.
  static bool remove(const std::filesystem::path& folder, std::string_view name,
                     std::error_code& error);

  /// Whether the folder holds a regular file `name` with exactly these bytes that all may read.
  [[nodiscard]] static bool holds(const std::filesystem::path& folder, std::string_view name,
                                  std::string_view bytes);

 private:
  std::filesystem::path folder_;
  std::unique_ptr<base::FolderInUse> in_use_;
};

}  // namespace syndic::write
