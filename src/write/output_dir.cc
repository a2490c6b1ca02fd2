// SPDX-License-Identifier: MIT
#include "write/output_dir.h"

#include <algorithm>
#include <array>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/file_owner.h"
#include "base/path_below.h"
#include "write/page/files.h"

namespace syndic::write {
namespace {

namespace fs = std::filesystem;

constexpr fs::perms kForAll =
    fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
constexpr fs::perms kFolderMode = kForAll | fs::perms::owner_write | fs::perms::owner_exec |
                                  fs::perms::group_exec | fs::perms::others_exec;

[[noreturn]] void fail_to_make(const fs::path& folder, const std::error_code& error) {
  throw FileFailure(base::file_error_words("make the folder", folder, error.value()));
}

// A web server can enter the folders made here, whatever the umask of the cron job. Existing ones
// are left as they are.
void make_folder(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> missing;
  for (fs::path at = fs::absolute(folder); !fs::exists(at, error); at = at.parent_path()) {
    if (error) fail_to_make(folder, error);
    missing.push_back(at);
  }
  for (; !missing.empty(); missing.pop_back()) {
    // A path that ends in '/' names its last folder twice.
    if (!fs::create_directory(missing.back(), error)) {
      if (error) fail_to_make(folder, error);
      continue;
    }
    fs::permissions(missing.back(), kFolderMode, error);
    if (error) fail_to_make(folder, error);
  }
  if (!fs::is_directory(folder)) {
    fail_to_make(folder, std::make_error_code(std::errc::not_a_directory));
  }
}

// The folders of files that only the page uses, as their names begin.
constexpr std::array<std::string_view, 2> kFolders = {"assets/", kAnswersFolder};

// Which of them the name begins with; empty if with none.
std::string_view folder_in(std::string_view name) {
  const auto* const found = std::ranges::find_if(
      kFolders, [&](std::string_view folder) { return name.starts_with(folder); });
  return found == kFolders.end() ? std::string_view() : *found;
}

// Whether `folder` is a folder and not a symbolic link to one.
bool is_own_folder(const fs::path& folder) {
  std::error_code error;
  return fs::symlink_status(folder, error).type() == fs::file_type::directory;
}

}  // namespace

OutputDir::OutputDir(std::filesystem::path folder) : folder_(std::move(folder)) {
  make_folder(folder_);
  std::vector<fs::path> written = {folder_};
  for (const std::string_view each : kFolders) {
    const fs::path inner = folder_ / each.substr(0, each.size() - 1);
    if (is_own_folder(inner)) written.push_back(inner);
  }
  in_use_ = std::make_unique<base::FolderInUse>(folder_, written);
}

bool OutputDir::is_name(std::string_view name) {
  return base::is_path_below(name) &&
         name.substr(folder_in(name).size()).find('/') == std::string_view::npos;
}

bool OutputDir::is_inside(const fs::path& folder, std::string_view name) {
  if (!is_name(name)) return false;
  return folder_in(name).empty() || is_own_folder((folder / name).parent_path());
}

bool OutputDir::is_served(const fs::path& folder, std::string_view name) {
  if (!is_inside(folder, name)) return false;
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder / name, error);
  return status.type() == fs::file_type::regular && (status.permissions() & kForAll) == kForAll;
}

bool OutputDir::holds(const fs::path& folder, std::string_view name, std::string_view bytes) {
  if (!is_served(folder, name)) return false;
  const fs::path path = folder / name;
  std::error_code error;
  if (fs::file_size(path, error) != bytes.size() || error) return false;
  const auto found = base::read_file(path, bytes.size());
  return found && *found == bytes;
}

std::optional<base::PreparedFile> OutputDir::prepare(std::string_view name,
                                                     std::string_view bytes) {
  const std::string_view inner = folder_in(name);
  if (!is_name(name)) {
    throw FileFailure("\"" + std::string(name) + "\" cannot be the name of a published file");
  }
  if (holds(folder_, name, bytes)) return std::nullopt;
  if (!inner.empty()) {
    const fs::path folder = (folder_ / name).parent_path();
    std::error_code error;
    if (fs::is_symlink(folder, error)) fs::remove(folder, error);
    make_folder(folder);
  }
  return base::PreparedFile(folder_ / name, bytes);
}

bool OutputDir::remove(const fs::path& folder, std::string_view name, std::error_code& error) {
  error.clear();
  return is_inside(folder, name) && fs::remove(folder / name, error);
}

bool OutputDir::publish(std::string_view name, std::string_view bytes) {
  auto file = prepare(name, bytes);
  if (!file) return false;
  file->put();
  base::sync_folder((folder_ / name).parent_path());
  return true;
}

}  // namespace syndic::write
