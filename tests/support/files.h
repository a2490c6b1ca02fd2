// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::test {

/// The file's bytes; throws where it cannot be read.
[[nodiscard]] inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The files below `folder` with one of those endings (".xml"), all without any, sorted; throws
/// where there are none, as a test that looks at no file says nothing.
[[nodiscard]] inline std::vector<std::filesystem::path> files_below(
    const std::filesystem::path& folder, std::initializer_list<std::string_view> endings) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string ending = entry.path().extension().string();
    const bool fits = std::find(endings.begin(), endings.end(), ending) != endings.end();
    if (entry.is_regular_file() && (fits || endings.size() == 0)) {
      found.push_back(entry.path());
    }
  }
  if (found.empty()) throw std::runtime_error("no such files below " + folder.string());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace syndic::test
