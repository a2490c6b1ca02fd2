// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

namespace syndic::base {

/// An exclusive lock on a file (flock). It dies with its holder's process, however that dies.
class FileLock {
 public:
  /// The lock, or nothing at once where another process holds it. The file is made where missing
  /// and stays. Throws FileFailure where it cannot be opened.
  [[nodiscard]] static std::optional<FileLock> try_acquire(const std::filesystem::path& path);

  /// The same, shared with others who take it so, and without making a file: where that is not
  /// there or cannot be opened, nobody is kept off.
  [[nodiscard]] static std::optional<FileLock> try_share(const std::filesystem::path& path);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace syndic::base
