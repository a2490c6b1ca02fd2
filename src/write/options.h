// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace syndic::write {

enum class Format { rss, atom, json };

/// [publish] of the configuration.
struct Options {
  std::filesystem::path directory = "public";
  std::vector<Format> formats = {Format::rss, Format::atom, Format::json};
  bool page = true;
  std::vector<std::string> precompress = {"gzip"};
};

}  // namespace syndic::write
