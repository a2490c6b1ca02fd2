// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "tests/support/temp_dir.h"

namespace syndic::config::test {

using Loaded = tl::expected<Config, std::vector<std::string>>;

/// A configuration file with these bytes, in a folder of its own.
class ConfigFile {
 public:
  explicit ConfigFile(std::string_view bytes) : path_(folder_.path() / "syndic.toml") {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

  /// `line` without the folder: "syndic.toml:1:2: …".
  [[nodiscard]] std::string shortened(std::string line) const {
    const std::string prefix = folder_.path().string() + "/";
    return line.starts_with(prefix) ? line.substr(prefix.size()) : line;
  }

 private:
  syndic::test::TempDir folder_;
  std::filesystem::path path_;
};

/// What load() finds wrong with `bytes`, a line each; empty where nothing is.
[[nodiscard]] inline std::string mistakes_in(std::string_view bytes) {
  const ConfigFile file(bytes);
  const Loaded loaded = load(file.path());
  std::string lines;
  if (loaded) return lines;
  for (const std::string& line : loaded.error()) lines += file.shortened(line) + "\n";
  return lines;
}

}  // namespace syndic::config::test
