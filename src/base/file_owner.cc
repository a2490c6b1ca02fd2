// SPDX-License-Identifier: MIT
#include "base/file_owner.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace syndic::base {

std::string other_owner(const std::filesystem::path& path) {
  struct stat status {};
  std::filesystem::path nearest = path;
  while (::stat(nearest.empty() ? "." : nearest.c_str(), &status) != 0) {
    if (nearest.empty() || nearest == nearest.parent_path()) return {};
    nearest = nearest.parent_path();
  }
  if (status.st_uid == ::geteuid()) return {};
  struct passwd entry {};
  struct passwd* found = nullptr;
  std::array<char, 4096> room{};
  if (::getpwuid_r(status.st_uid, &entry, room.data(), room.size(), &found) != 0) return {};
  return found == nullptr ? std::string() : std::string(entry.pw_name);
}

namespace {

// What the operator can do about an `error` of errno.h; empty if that is not known.
std::string advice_on(int error, const std::filesystem::path& path) {
  switch (error) {
    case EACCES:
    case EPERM: {
      const std::string owner = other_owner(path);
      return owner.empty()
                 ? "; let this user do that, or name another place"
                 : "; it is for the user " + owner + ", as in sudo -u " + owner + " syndic …";
    }
    case ENOSPC:
    case EDQUOT:
      return "; make room there, and run it again";
    case EROFS:
      return "; name a place that can be written";
    case ENOENT:
      return "; make its folder, or name another place";
    case ENOTDIR:
    case EEXIST:
      return "; a file is in the way: move it, or name another place";
    default:
      return {};
  }
}

}  // namespace

std::string file_error_words(const char* doing, const std::filesystem::path& path, int error) {
  return std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(error) +
         advice_on(error, path);
}

}  // namespace syndic::base
