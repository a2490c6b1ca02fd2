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

std::string file_error_words(const char* doing, const std::filesystem::path& path, int error) {
  std::string words =
      std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(error);
  if (error != EACCES && error != EPERM) return words;
  const std::string owner = other_owner(path);
  if (owner.empty()) return words;
  return words + "; it is for the user " + owner + ", as in sudo -u " + owner + " syndic …";
}

}  // namespace syndic::base
