// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace syndic::base {

/// The name of the user whose `path` is, or the nearest folder above it that is there; empty if
/// that is the user who runs this, or has no name.
[[nodiscard]] std::string other_owner(const std::filesystem::path& path);

/// "cannot write /srv/all.rss: Permission denied", of an `error` of errno.h; and what to
/// do about it, where that is known: whose file it is, if it is another user's, or that room is to
/// be made, and the like.
[[nodiscard]] std::string file_error_words(const char* doing, const std::filesystem::path& path,
                                           int error);

}  // namespace syndic::base
