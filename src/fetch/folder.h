// SPDX-License-Identifier: MIT
//
// A folder as a source: the list of its files, by which they are read only if something changed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace syndic::fetch {

/// A file of a listed folder.
struct ListedFile {
  std::string_view name;
  std::string_view stamp;  ///< Another one after the file has changed.
};

/// The folder's files by name, a line each with size and times of change, below a line with `setup`
/// (which has no line break). Symbolic links, hidden files, inner folders and names with control
/// characters are left out. Errors: unreadable; too_large above 50,000 files.
[[nodiscard]] Result<std::string> list_folder(const std::filesystem::path& folder,
                                              std::string_view setup);

/// The files of such a listing, by name, as views into it.
[[nodiscard]] std::vector<ListedFile> files_of_listing(std::string_view listing);

}  // namespace syndic::fetch
