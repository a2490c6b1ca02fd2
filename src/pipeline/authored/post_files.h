// SPDX-License-Identifier: MIT
//
// Pictures, sounds and films that are copied beside a new authored item.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace syndic::pipeline {

/// Why a file of that name and these bytes may not be put beside an item; nothing if it may.
using FileCheck = std::optional<Error> (*)(std::string_view name, std::string_view bytes);

/// Copies the file that `reference` names into `folder` and returns its name there, for the front
/// matter: its own in lower-case Latin letters, digits and dashes, and "-2" or more after it where
/// that is taken by other bytes; a file of the same bytes is used again. What is made is added to
/// `made`. A URL is returned unchanged, and so is the plain name of a file that only `folder` has.
/// Errors: not_found if it is neither; unreadable if it is no regular file, or 99 of that name are
/// there; too_large above 256 MiB, which no authored item may have; those of `check`, which is
/// asked of every file. Throws FileFailure.
[[nodiscard]] Result<std::string> put_beside(const std::string& reference,
                                             const std::filesystem::path& folder, FileCheck check,
                                             std::vector<std::filesystem::path>& made);

/// The same of bytes that are in no file yet, for which `name` is proposed.
[[nodiscard]] Result<std::string> put_bytes_beside(const std::string& name, std::string_view bytes,
                                                   const std::filesystem::path& folder,
                                                   std::vector<std::filesystem::path>& made);

/// Whether put_beside() would name a file.
[[nodiscard]] bool is_local_file(const std::string& reference);

}  // namespace syndic::pipeline
