// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace syndic::write {

struct ThemeFile {
  std::string_view name;
  std::string_view bytes;
};

/// The files of config/theme at the time of the build.
[[nodiscard]] std::span<const ThemeFile> builtin_theme();

}  // namespace syndic::write
