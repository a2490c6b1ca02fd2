// SPDX-License-Identifier: MIT
#include "base/atomic_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <random>
#include <utility>

#include "base/file_owner.h"

namespace syndic::base {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLeftoverPrefix = ".syndic-";
constexpr std::string_view kLeftoverSuffix = ".tmp";

// ".syndic-NAME.NUMBER.tmp", as write_aside() names them.
bool is_leftover(std::string_view name) {
  if (!name.starts_with(kLeftoverPrefix) || !name.ends_with(kLeftoverSuffix)) return false;
  name.remove_suffix(kLeftoverSuffix.size());
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos && dot + 1 < name.size() &&
         name.find_first_not_of("0123456789", dot + 1) == std::string_view::npos;
}

[[noreturn]] void give_up(const char* doing, const fs::path& path, int error) {
  throw FileFailure(file_error_words(doing, path, error));
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  [[nodiscard]] int get() const { return value_; }

 private:
  int value_;
};

// Removes the file aside unless it was renamed into place.
class Aside {
 public:
  explicit Aside(fs::path path) : path_(std::move(path)) {}
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  ~Aside() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  [[nodiscard]] const fs::path& path() const { return path_; }
  void keep() { path_.clear(); }

 private:
  fs::path path_;
};

void write_all(int descriptor, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) give_up("write", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kAsUmaskLeaves = 0666;

// Writes what is to replace `path` aside, in a file of `mode`; `prepare` is given its descriptor
// before a byte is in it.
template <class Prepare>
fs::path write_aside(const fs::path& path, std::string_view bytes, Prepare prepare,
                     mode_t mode = kOwnerOnly) {
  // Process ids alone are not unique where several machines or containers share a folder.
  std::random_device random;
  Aside aside(folder_of(path) / (std::string(kLeftoverPrefix) + path.filename().string() + "." +
                                 std::to_string(random()) + std::string(kLeftoverSuffix)));
  const Descriptor file(
      ::open(aside.path().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (file.get() < 0) give_up("write", path, errno);
  prepare(file.get());
  write_all(file.get(), bytes, path);
  if (::fsync(file.get()) != 0) give_up("write", path, errno);
  fs::path written = aside.path();
  aside.keep();
  return written;
}

// The web server must read it, whatever the umask of the cron job.
void open_to_all(int file, const fs::path& path) {
  if (::fchmod(file, 0644) != 0) give_up("write", path, errno);
}

// Replaces `path` by `bytes` as replace_file() says.
template <class Prepare>
void replace(const fs::path& path, std::string_view bytes, Prepare prepare) {
  Aside aside(write_aside(path, bytes, prepare));
  if (::rename(aside.path().c_str(), path.c_str()) != 0) give_up("replace", path, errno);
  aside.keep();
  sync_folder(folder_of(path));
}

// Gives the file `aside` its place unless that is taken; where the file system has no links, the
// kernel renames without replacing. Returns an error of errno.h, or 0.
int take_free_place(const fs::path& aside, const fs::path& path) {
  if (::link(aside.c_str(), path.c_str()) == 0) return 0;
  if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return errno;
  return ::renameat2(AT_FDCWD, aside.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0
             ? 0
             : errno;
}

}  // namespace

void sync_folder(const fs::path& folder) {
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0) give_up("sync", folder, errno);
}

PreparedFile::PreparedFile(fs::path path, std::string_view bytes)
    : path_(std::move(path)),
      aside_(write_aside(path_, bytes, [&](int file) { open_to_all(file, path_); })) {}

PreparedFile::PreparedFile(PreparedFile&& other) noexcept
    : path_(std::move(other.path_)), aside_(std::exchange(other.aside_, {})) {}

PreparedFile::~PreparedFile() {
  if (!aside_.empty()) ::unlink(aside_.c_str());
}

void PreparedFile::date_as(const PreparedFile& other) { date_as(other.aside_); }

void PreparedFile::date_as(const fs::path& other) {
  struct stat status {};
  if (::stat(other.c_str(), &status) != 0) give_up("read", other, errno);
  const std::array<timespec, 2> times = {status.st_atim, status.st_mtim};
  if (::utimensat(AT_FDCWD, aside_.c_str(), times.data(), 0) != 0) {
    give_up("write", path_, errno);
  }
}

void PreparedFile::put() {
  if (::rename(aside_.c_str(), path_.c_str()) != 0) give_up("replace", path_, errno);
  aside_.clear();
}

void replace_file(const fs::path& path, std::string_view bytes) {
  replace(path, bytes, [&](int file) { open_to_all(file, path); });
}

bool create_file(const fs::path& path, std::string_view bytes) {
  const Aside aside(write_aside(
      path, bytes, [](int /*file*/) {}, kAsUmaskLeaves));
  const int error = take_free_place(aside.path(), path);
  if (error == EEXIST) return false;
  if (error != 0) give_up("write", path, error);
  sync_folder(folder_of(path));
  return true;
}

void rewrite_file(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  struct stat before {};
  if (error || ::stat(target.c_str(), &before) != 0) {
    give_up("replace", path, error ? error.value() : errno);
  }
  replace(target, bytes, [&](int file) {
    // It may hold passwords: who cannot be given it any longer loses it, and nobody gains it.
    mode_t mode = before.st_mode & 07777U;
    if (::fchown(file, before.st_uid, before.st_gid) != 0 &&
        ::fchown(file, static_cast<uid_t>(-1), before.st_gid) != 0) {
      mode &= ~static_cast<mode_t>(S_IRWXG);
    }
    if (::fchmod(file, mode) != 0) give_up("write", target, errno);
  });
}

void make_folders(const fs::path& folder) {
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error) throw FileFailure(file_error_words("make the folder", folder, error.value()));
}

void remove_file(const fs::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) give_up("remove", path, errno);
}

void remove_leftovers(const fs::path& folder) {
  std::error_code ignored;  // A folder that cannot be listed fails at the first write, by name.
  fs::directory_iterator entry(folder, ignored);
  for (; entry != fs::directory_iterator(); entry.increment(ignored)) {
    const std::string name = entry->path().filename().string();
    if (is_leftover(name)) {
      fs::remove(entry->path(), ignored);
    }
  }
}

FolderInUse::FolderInUse(const fs::path& folder, const std::vector<fs::path>& with_leftovers)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) give_up("open", folder, errno);
  // Where the file system has no locks (some network ones), nobody can be seen to be there.
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) {
    for (const fs::path& each : with_leftovers) remove_leftovers(each);
  }
  while (::flock(descriptor_, LOCK_SH) != 0 && errno == EINTR) continue;
}

FolderInUse::~FolderInUse() { ::close(descriptor_); }

Result<std::string> read_file(const fs::path& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    const int error = errno;
    return fail(error == ENOENT || error == ENOTDIR ? Errc::not_found : Errc::unreadable,
                "cannot read " + path.string() + ": " + std::strerror(error));
  }
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return fail(Errc::unreadable, "cannot read " + path.string() + ": it is a folder");
  }
  constexpr std::size_t kStep = 64 * 1024;
  std::string bytes;
  for (std::size_t filled = 0;;) {
    const auto expected = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    bytes.resize(std::max(filled + kStep, std::min(expected, max_bytes) + 1));
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return fail(Errc::unreadable, "cannot read " + path.string() + ": " + std::strerror(errno));
    }
    filled += static_cast<std::size_t>(got);
    if (filled > max_bytes) {
      return fail(Errc::too_large,
                  path.string() + " is larger than " + std::to_string(max_bytes) + " bytes");
    }
    if (got == 0) {
      bytes.resize(filled);
      return bytes;
    }
  }
}

}  // namespace syndic::base
