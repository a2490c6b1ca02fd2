// SPDX-License-Identifier: MIT
#include "pipeline/authored/post_files.h"

#include <utility>

#include "base/atomic_file.h"
#include "base/printable.h"
#include "base/url.h"
#include "pipeline/authored/assets.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr int kMostCopies = 99;

Error unusable(const std::string& reference, std::string_view why) {
  return {Errc::unreadable, base::printable_line(reference) + std::string(why)};
}

bool has_bytes(const fs::path& file, std::string_view bytes) {
  std::error_code error;
  if (fs::symlink_status(file, error).type() != fs::file_type::regular) return false;
  const auto there = base::read_file(file, bytes.size());
  return there && *there == bytes;
}

bool is_beside(const std::string& reference, const fs::path& folder) {
  std::error_code error;
  return fs::path(reference).filename() == reference &&
         fs::is_regular_file(folder / reference, error);
}

Result<std::string> checked_beside(const std::string& name, const fs::path& folder,
                                   FileCheck check) {
  const auto bytes = base::read_file(folder / name, kLargestAsset);
  if (!bytes) return fail(bytes.error());
  if (auto fault = check(name, *bytes)) return fail(*std::move(fault));
  return name;
}

}  // namespace

Result<std::string> put_bytes_beside(const std::string& name, std::string_view bytes,
                                     const fs::path& folder, std::vector<fs::path>& made) {
  const std::string ending = plain_ending(name);
  const std::string stem = plain_stem(name);
  for (int number = 1; number <= kMostCopies; ++number) {
    std::string free = stem;
    if (number > 1) free.append("-").append(std::to_string(number));
    free += ending;
    if (has_bytes(folder / free, bytes)) return free;
    if (!base::create_file(folder / free, bytes)) continue;
    made.push_back(folder / free);
    return free;
  }
  return fail(unusable((folder / (stem + ending)).string(),
                       " and 98 more of that name are there; rename yours"));
}

bool is_local_file(const std::string& reference) {
  return !reference.empty() && !base::is_http_url(reference);
}

Result<std::string> put_beside(const std::string& reference, const fs::path& folder,
                               FileCheck check, std::vector<fs::path>& made) {
  if (!is_local_file(reference)) return reference;
  std::error_code error;
  const fs::file_status status = fs::status(reference, error);
  if (!fs::exists(status)) {
    if (is_beside(reference, folder)) return checked_beside(reference, folder, check);
    return fail(Errc::not_found,
                "\"" + base::printable_line(reference) +
                    "\" is neither an http or https URL, nor a file that is there; check its name");
  }
  if (status.type() != fs::file_type::regular) {
    return fail(unusable(reference, " is no regular file; name the file itself"));
  }
  if (is_item_file(fs::path(reference).filename().string())) {
    return fail(unusable(
        reference, " is no picture, sound or film, but would be an item; --body takes a text"));
  }
  const auto bytes = base::read_file(reference, kLargestAsset);
  if (!bytes) return fail(bytes.error());
  const std::string name = fs::path(reference).filename().string();
  if (auto fault = check(name, *bytes)) return fail(*std::move(fault));
  return put_bytes_beside(name, *bytes, folder, made);
}

}  // namespace syndic::pipeline
