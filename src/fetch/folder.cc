// SPDX-License-Identifier: MIT
#include "fetch/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/lines.h"

namespace syndic::fetch {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 50'000;

struct CloseFolder {
  void operator()(DIR* folder) const { (void)::closedir(folder); }
};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string text_of(const timespec& time) {
  return std::to_string(time.tv_sec) + '.' + std::to_string(time.tv_nsec);
}

// The time of the last change of its state (ctime) tells of what keeps size and time of writing.
std::string stamp_of(const struct stat& file) {
  return std::to_string(file.st_size) + ' ' + text_of(file.st_mtim) + ' ' + text_of(file.st_ctim);
}

bool is_plain(std::string_view name) {
  return !name.starts_with('.') && std::none_of(name.begin(), name.end(), is_control);
}

}  // namespace

Result<std::string> list_folder(const fs::path& folder, std::string_view setup) {
  std::vector<std::string> lines;
  const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
  errno = open ? 0 : errno;
  for (const dirent* entry = nullptr; open && (entry = ::readdir(open.get())) != nullptr;) {
    const std::string_view name = entry->d_name;
    struct stat file {};
    // A file that was removed meanwhile counts as missing. By a name within the open folder, the
    // system need not look up the whole path again for each of thousands.
    const bool is_there =
        ::fstatat(::dirfd(open.get()), entry->d_name, &file, AT_SYMLINK_NOFOLLOW) == 0;
    errno = 0;
    if (!is_plain(name) || !is_there || !S_ISREG(file.st_mode)) continue;
    if (lines.size() == kMostFiles) {
      return fail(Errc::too_large, folder.string() + " holds more than 50000 files");
    }
    lines.push_back(std::string(name) + '\t' + stamp_of(file) + '\n');
  }
  if (errno != 0) {
    return fail(Errc::unreadable, folder.string() + " cannot be read: " + std::strerror(errno) +
                                      "; see to its permissions");
  }
  std::sort(lines.begin(), lines.end());
  std::string listing = "folder " + std::string(setup) + '\n';
  for (const std::string& line : lines) listing += line;
  return listing;
}

std::vector<ListedFile> files_of_listing(std::string_view listing) {
  std::vector<ListedFile> files;
  (void)base::take_line(listing);
  while (!listing.empty()) {
    const std::string_view line = base::take_line(listing);
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    files.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return files;
}

}  // namespace syndic::fetch
