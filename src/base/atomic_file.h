// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

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

/// Removes what a killed process left aside in `folder` (names made by replace_file). A missing
/// folder is none of its business.
void remove_leftovers(const std::filesystem::path& folder);

/// The file's bytes. Errors: not_found; unreadable (a folder, no permission); too_large beyond
/// `max_bytes`.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t max_bytes);

}  // namespace syndic::base
