// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace syndic::base {

/// Replaces `path` by `bytes` such that a reader, or a machine that loses power, sees the old file
/// whole or the new one whole: written aside in the same folder, fsynced, renamed, the folder
/// fsynced. The file is readable by all (0644). A symbolic link at `path` is replaced, not
/// followed. Throws FileFailure and leaves nothing aside where that fails.
void replace_file(const std::filesystem::path& path, std::string_view bytes);

/// The same for a file that a person keeps, such as a configuration: what a symbolic link leads to
/// is replaced and the link stays, and so do the file's permissions and, where this process may,
/// its owner and group. The file must be there.
void rewrite_file(const std::filesystem::path& path, std::string_view bytes);

/// Makes the new file `path` such that nobody, and no machine that loses power, sees a part of it:
/// written aside, fsynced, linked to its name, the folder fsynced. False if a file of that name is
/// there, also one that another process makes at the same moment; that one stays. Its permissions
/// are what the process's umask leaves. Throws FileFailure and leaves nothing aside where that
/// fails.
[[nodiscard]] bool create_file(const std::filesystem::path& path, std::string_view bytes);

/// A new file written aside, to take its place later: what replace_file() does, in two halves, so
/// that many files can be made before the first of them changes. Removed unless it was put.
class PreparedFile {
 public:
  /// Written and fsynced. Throws FileFailure.
  PreparedFile(std::filesystem::path path, std::string_view bytes);
  PreparedFile(PreparedFile&& other) noexcept;
  PreparedFile& operator=(PreparedFile&&) = delete;
  PreparedFile(const PreparedFile&) = delete;
  PreparedFile& operator=(const PreparedFile&) = delete;
  ~PreparedFile();

  /// Gives it the modification time of `other`. Throws FileFailure.
  void date_as(const PreparedFile& other);
  void date_as(const std::filesystem::path& other);

  /// Renames it into its place, which outlives a loss of power after sync_folder(). Throws
  /// FileFailure.
  void put();

 private:
  std::filesystem::path path_;
  std::filesystem::path aside_;  // Empty: it was put.
};

/// After this, renames and new files in the folder outlive a loss of power. Throws FileFailure.
void sync_folder(const std::filesystem::path& folder);

/// Makes the folder, and those above it that are missing; does nothing for an empty path. Throws
/// FileFailure.
void make_folders(const std::filesystem::path& folder);

/// Removes the file if there is one. Throws FileFailure.
void remove_file(const std::filesystem::path& path);

/// Removes what a killed process left aside in `folder` (names made by replace_file). Does nothing
/// where the folder does not exist.
void remove_leftovers(const std::filesystem::path& folder);

/// Says that this process writes files aside in a folder, until it goes or its process ends. Others
/// may say so of the same folder at the same time; who is alone there when it comes has what killed
/// processes left aside removed, as nobody writes it any longer.
class FolderInUse {
 public:
  /// `folder` exists; `with_leftovers` are it and those of its sub-folders that are written to.
  /// Throws FileFailure.
  FolderInUse(const std::filesystem::path& folder,
              const std::vector<std::filesystem::path>& with_leftovers);
  FolderInUse(const FolderInUse&) = delete;
  FolderInUse& operator=(const FolderInUse&) = delete;
  ~FolderInUse();

 private:
  int descriptor_ = -1;
};

/// The file's bytes. Errors: not_found; unreadable (a folder, no permission); too_large beyond
/// `max_bytes`.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t max_bytes);

}  // namespace syndic::base
