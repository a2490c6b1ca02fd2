// SPDX-License-Identifier: MIT
#include "store/file_aside.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/file_owner.h"

namespace syndic::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up(const char* doing, const fs::path& path) {
  throw FileFailure(base::file_error_words(doing, path, errno));
}

// Whether the open file still has that name: a process that put it has renamed it meanwhile.
bool has_name(const struct stat& file, const fs::path& name) {
  struct stat named {};
  return ::lstat(name.c_str(), &named) == 0 && named.st_dev == file.st_dev &&
         named.st_ino == file.st_ino;
}

// In a folder where all may write, another user may have put a file or link of that name there.
bool is_ours(const struct stat& file) {
  return S_ISREG(file.st_mode) && file.st_uid == ::geteuid() && file.st_nlink == 1;
}

// Opens and locks the file `aside`; -1 if it was renamed before it was locked. Throws FileFailure.
int open_and_lock(const fs::path& aside, const fs::path& place) {
  const int file = ::open(aside.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) give_up("write", place);
  struct stat status {};
  if (::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(file);
    throw FileFailure("cannot write " + place.string() +
                      ": another process is writing it; try again when it is done");
  }
  if (::fstat(file, &status) == 0 && has_name(status, aside)) {
    if (is_ours(status)) return file;
    ::close(file);
    throw FileFailure("cannot write " + place.string() + ": " + aside.string() +
                      " is in the way; remove it");
  }
  ::close(file);
  return -1;
}

// Gives the open file the owner, group and permissions of the one that it replaces. Who cannot be
// given it loses it, and nobody gains it.
bool take_over_rights(int file, const struct stat& replaced) {
  mode_t mode = replaced.st_mode & 0777U;
  if (::fchown(file, replaced.st_uid, replaced.st_gid) != 0 &&
      ::fchown(file, static_cast<uid_t>(-1), replaced.st_gid) != 0) {
    mode &= ~static_cast<mode_t>(S_IRWXG);
  }
  return ::fchmod(file, mode) == 0;
}

}  // namespace

bool belongs_to_store(const fs::path& place, const fs::path& store) {
  std::error_code ignored;  // What is not there is no other name of the store.
  if (fs::equivalent(place, store, ignored)) return true;
  const std::string file = place_of(store).string();
  return std::ranges::any_of(kBesideStore, [&](std::string_view ending) {
    return place_of(place) == fs::path(file + std::string(ending));
  });
}

fs::path place_of(const fs::path& name) {
  std::error_code error;
  const fs::path place = fs::weakly_canonical(fs::absolute(name), error);
  return error ? fs::absolute(name) : place;
}

FileAside::FileAside(const fs::path& name)
    : place_(place_of(name)),
      aside_(place_.parent_path() / ("." + place_.filename().string() + ".syndic-tmp")) {
  while (descriptor_ < 0) descriptor_ = open_and_lock(aside_, place_);
  if (::ftruncate(descriptor_, 0) == 0 && ::fchmod(descriptor_, 0600) == 0) return;
  const int error = errno;
  ::close(descriptor_);
  errno = error;
  give_up("write", place_);
}

FileAside::~FileAside() {
  if (!aside_.empty()) ::unlink(aside_.c_str());
  ::close(descriptor_);
}

void FileAside::put() {
  struct stat replaced {};
  const bool is_there = ::stat(place_.c_str(), &replaced) == 0;
  if (is_there && !take_over_rights(descriptor_, replaced)) give_up("write", place_);
  if (::fsync(descriptor_) != 0) give_up("write", place_);
  if (::rename(aside_.c_str(), place_.c_str()) != 0) give_up("replace", place_);
  aside_.clear();
  base::sync_folder(place_.parent_path());
}

}  // namespace syndic::store
