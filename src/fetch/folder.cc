// SPDX-License-Identifier: MIT
#include "fetch/folder.h"

#include <algorithm>
#include <system_error>
#include <vector>

#include "base/time_format.h"

namespace syndic::fetch {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 10'000;

}  // namespace

Result<std::string> list_folder(const fs::path& folder) {
  std::vector<std::string> lines;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code gone;  // A file that was removed meanwhile counts as missing.
    if (name.starts_with('.') || !entry->is_regular_file(gone)) continue;
    if (lines.size() == kMostFiles) {
      return fail(Errc::too_large, folder.string() + " holds more than 10000 files");
    }
    const auto size = entry->file_size(gone);
    const auto changed = entry->last_write_time(gone).time_since_epoch().count();
    lines.push_back(name + '\t' + std::to_string(size) + '\t' + std::to_string(changed) + '\n');
  }
  if (error) {
    return fail(Errc::unreadable, folder.string() + " cannot be read: " + error.message() +
                                      "; see to its permissions");
  }
  std::sort(lines.begin(), lines.end());
  std::string listing = "folder\n";
  for (const std::string& line : lines) listing += line;
  return listing;
}

void set_reminder(model::FetchState& state, std::optional<model::Timestamp> when) {
  state.validators = {};
  if (when) state.validators.last_modified = base::format_rfc3339(*when);
}

bool is_reminder_due(const model::FetchState& state, model::Timestamp now) {
  const auto when = base::parse_rfc3339_utc(state.validators.last_modified);
  return when && *when <= now;
}

}  // namespace syndic::fetch
