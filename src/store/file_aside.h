// SPDX-License-Identifier: MIT
//
// A file that is made beside its place, under another name, and takes its place when it is whole.
#pragma once

#include <array>
#include <filesystem>
#include <string_view>

namespace syndic::store {

/// Where a file of that name is or is to be: what symbolic links lead to, absolute.
[[nodiscard]] std::filesystem::path place_of(const std::filesystem::path& name);

/// Whether `place` is the file of the store, by whatever name, or one that SQLite or syndic puts
/// beside it, such as its log and its lock.
[[nodiscard]] bool belongs_to_store(const std::filesystem::path& place,
                                    const std::filesystem::path& store);

/// Endings of the files that are put beside a store.
inline constexpr std::array<std::string_view, 4> kBesideStore = {"-wal", "-shm", "-journal",
                                                                 ".lock"};

/// SQLite's file system without its locks, for a database that is made aside. Its own locks would
/// meet that of FileAside where both are of one kind, as on network file systems.
inline constexpr const char* kWithoutLocks = "unix-none";

/// An empty file beside its place, which only its owner may read. Its name is always the same, so
/// that what a killed process leaves is taken over by the next, and it is locked, so that no two
/// make it at once. Removed unless it was put.
class FileAside {
 public:
  /// `name` as for place_of(); its folder is there. Throws FileFailure.
  explicit FileAside(const std::filesystem::path& name);
  FileAside(const FileAside&) = delete;
  FileAside& operator=(const FileAside&) = delete;
  ~FileAside();

  [[nodiscard]] const std::filesystem::path& path() const { return aside_; }

  /// Waits until its bytes are on the disk and renames it into its place, with the permissions of
  /// the file that it replaces there and, where this process may, its owner and group. Throws
  /// FileFailure, and that file stays.
  void put();

 private:
  std::filesystem::path place_;
  std::filesystem::path aside_;  // Empty once it was put.
  int descriptor_ = -1;
};

}  // namespace syndic::store
