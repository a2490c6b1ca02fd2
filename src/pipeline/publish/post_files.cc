// SPDX-License-Identifier: MIT
#include "pipeline/publish/post_files.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/printable.h"
#include "base/url.h"
#include "config/values.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestCopy = std::size_t{256} * 1024 * 1024;
constexpr std::size_t kLongestEnding = 10;
constexpr int kMostCopies = 99;

/// ".jpg" of "Photo.JPG"; empty where that is no plain ending.
std::string plain_ending(const fs::path& file) {
  const std::string ending = base::lower(file.extension().string());
  const bool is_plain = ending.size() > 1 && ending.size() <= kLongestEnding &&
                        std::all_of(ending.begin() + 1, ending.end(),
                                    [](char c) { return base::is_alpha(c) || base::is_digit(c); });
  return is_plain ? ending : std::string();
}

Error unusable(const std::string& reference, std::string_view why) {
  return {Errc::unreadable, base::printable_line(reference) + std::string(why)};
}

bool has_bytes(const fs::path& file, const std::string& bytes) {
  std::error_code error;
  if (fs::symlink_status(file, error).type() != fs::file_type::regular) return false;
  const auto there = base::read_file(file, bytes.size());
  return there && *there == bytes;
}

Result<std::string> copy_into(const fs::path& folder, const fs::path& file,
                              std::vector<fs::path>& made) {
  const auto bytes = base::read_file(file, kLargestCopy);
  if (!bytes) return fail(bytes.error());
  const std::string ending = plain_ending(file);
  const std::string id = config::id_from_name(file.stem().string());
  const std::string stem = id.empty() ? "file" : id;
  for (int number = 1; number <= kMostCopies; ++number) {
    const std::string name = stem + (number == 1 ? "" : "-" + std::to_string(number)) + ending;
    if (has_bytes(folder / name, *bytes)) return name;
    if (!base::create_file(folder / name, *bytes)) continue;
    made.push_back(folder / name);
    return name;
  }
  return fail(unusable((folder / (stem + ending)).string(), " and 98 more of that name are there"));
}

bool is_beside(const std::string& reference, const fs::path& folder) {
  std::error_code error;
  return fs::path(reference).filename() == reference &&
         fs::is_regular_file(folder / reference, error);
}

}  // namespace

bool is_local_file(const std::string& reference) {
  return !reference.empty() && !base::is_http_url(reference);
}

Result<std::string> put_beside(const std::string& reference, const fs::path& folder,
                               std::vector<fs::path>& made) {
  if (!is_local_file(reference)) return reference;
  std::error_code error;
  const fs::file_status status = fs::status(reference, error);
  if (!fs::exists(status)) {
    if (is_beside(reference, folder)) return reference;
    return fail(Errc::not_found,
                "\"" + base::printable_line(reference) +
                    "\" is neither an http or https URL, nor a file that is there");
  }
  if (status.type() != fs::file_type::regular) {
    return fail(unusable(reference, " is no regular file"));
  }
  if (plain_ending(reference) == ".md") {
    return fail(unusable(reference, " is no picture, sound or film, but would be an item"));
  }
  return copy_into(folder, reference, made);
}

}  // namespace syndic::pipeline
