// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "base/result.h"

namespace syndic::base {

/// The name of the user whose `path` is, or the nearest folder above it that is there; empty if
/// that is the user who runs this, or has no name.
[[nodiscard]] std::string other_owner(const std::filesystem::path& path);

/// Who owns a file, by number and by the name that the password file has for it, if it has one.
struct Owner {
  uid_t number = 0;
  std::string name;
};

/// Who owns `path`, or the nearest folder above it that is there; root if none is. Asks no server,
/// as a name's lookup may.
[[nodiscard]] uid_t owner_number_of(const std::filesystem::path& path);

/// The owner of `path`, or of the nearest folder above it that is there; root if none is.
[[nodiscard]] Owner owner_of(const std::filesystem::path& path);

/// Makes this process, which is root's, that user's for good, with the groups, the home and the
/// name of that user. Errors: internal if there is no such user any more, or the system refuses.
[[nodiscard]] Result<void> become(const Owner& owner);

/// What the operator can do about an `error` of errno.h that `path` had, "; it is for the user
/// syndic, as in sudo -u syndic syndic …"; empty if that is not known.
[[nodiscard]] std::string advice_on(int error, const std::filesystem::path& path);

/// "cannot write /srv/all.rss: Permission denied", of an `error` of errno.h; and what to
/// do about it, where that is known: whose file it is, if it is another user's, or to whom to give
/// one that root left in another user's folder, or that room is to be made, and the like.
[[nodiscard]] std::string file_error_words(const char* doing, const std::filesystem::path& path,
                                           int error);

}  // namespace syndic::base
