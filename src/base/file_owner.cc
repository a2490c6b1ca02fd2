// SPDX-License-Identifier: MIT
#include "base/file_owner.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace syndic::base {

namespace {

// The entry of a user in the password file; its texts are in `room`.
struct Account {
  std::vector<char> room = std::vector<char>(16 * 1024);
  struct passwd entry {};
};

std::optional<Account> account_of(uid_t number) {
  std::optional<Account> account(std::in_place);
  struct passwd* found = nullptr;
  const int error =
      ::getpwuid_r(number, &account->entry, account->room.data(), account->room.size(), &found);
  if (error != 0 || found == nullptr) return std::nullopt;
  return account;
}

Result<void> refused(const Owner& owner) {
  const int error = errno;
  return fail(Errc::internal, "cannot become the user " + owner.name + ": " + std::strerror(error) +
                                  "; run it as sudo -u " + owner.name + " syndic …");
}

// The owner of the folder that has root's file `path`; empty if the file is not there or not
// root's, or the folder is root's, too, or of nobody that has a name.
std::string owner_of_folder_with_roots_file(const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || status.st_uid != 0) return {};
  Owner owner = owner_of(path.parent_path());
  return owner.number == 0 ? std::string() : std::move(owner.name);
}

}  // namespace

uid_t owner_number_of(const std::filesystem::path& path) {
  struct stat status {};
  std::filesystem::path nearest = path;
  while (::stat(nearest.empty() ? "." : nearest.c_str(), &status) != 0) {
    if (nearest.empty() || nearest == nearest.parent_path()) return 0;
    nearest = nearest.parent_path();
  }
  return status.st_uid;
}

Owner owner_of(const std::filesystem::path& path) {
  const uid_t number = owner_number_of(path);
  const auto account = account_of(number);
  return {number, account ? account->entry.pw_name : std::string()};
}

std::string other_owner(const std::filesystem::path& path) {
  return owner_number_of(path) == ::geteuid() ? std::string() : owner_of(path).name;
}

Result<void> become(const Owner& owner) {
  const auto account = account_of(owner.number);
  if (!account) {
    return fail(Errc::internal, "there is no user " + std::to_string(owner.number) + " any more");
  }
  const struct passwd& entry = account->entry;
  // The groups first: only root may change them.
  if (::initgroups(entry.pw_name, entry.pw_gid) != 0) return refused(owner);
  if (::setgid(entry.pw_gid) != 0) return refused(owner);
  if (::setuid(entry.pw_uid) != 0) return refused(owner);
  // What runs next, such as publish.command, looks for its own files by these.
  ::setenv("HOME", entry.pw_dir, 1);
  ::setenv("USER", entry.pw_name, 1);
  ::setenv("LOGNAME", entry.pw_name, 1);
  return {};
}

std::string advice_on(int error, const std::filesystem::path& path) {
  switch (error) {
    case EACCES:
    case EPERM: {
      const std::string left_to = owner_of_folder_with_roots_file(path);
      if (!left_to.empty()) {
        return "; root left it there: as root, chown " + left_to + " " + path.string();
      }
      const std::string owner = other_owner(path);
      // Root may already have become this user, for whom the store is.
      if (owner == "root") return "; it is for root: run it as root, or let this user do that";
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

std::string file_error_words(const char* doing, const std::filesystem::path& path, int error) {
  return std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(error) +
         advice_on(error, path);
}

}  // namespace syndic::base
