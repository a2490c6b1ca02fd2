// SPDX-License-Identifier: MIT
#include "write/page_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

namespace syndic::write {
namespace {

namespace fs = std::filesystem;

bool may_be_ours(std::string_view name) {
  constexpr std::array<std::string_view, 3> kBeginnings = {"kind-", "page-", "source-"};
  if (name == "index.html" || name == "embed.html") return true;
  return name.ends_with(".html") &&
         std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return name.starts_with(beginning); });
}

bool has_mark(const fs::path& file) {
  std::string start(kPageMark.size(), '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  return in.good() && start == kPageMark;
}

}  // namespace

std::string page_name(std::string_view list, std::size_t number) {
  std::string name(list);
  if (number == 1) return (name.empty() ? "index" : name) + ".html";
  if (!name.empty()) name += '.';
  return name + "page-" + std::to_string(number) + ".html";
}

void remove_stale_pages(const fs::path& folder, const std::set<std::string>& keep) {
  std::set<fs::path> stale;
  std::error_code ignored;  // What stays is served a little longer, and tried again next time.
  fs::directory_iterator entry(folder, ignored);
  for (; entry != fs::directory_iterator(); entry.increment(ignored)) {
    const std::string name = entry->path().filename().string();
    const bool is_file = entry->symlink_status(ignored).type() == fs::file_type::regular;
    if (is_file && may_be_ours(name) && keep.count(name) == 0 && has_mark(entry->path())) {
      stale.insert(entry->path());
    }
  }
  for (const fs::path& file : stale) fs::remove(file, ignored);
}

}  // namespace syndic::write
