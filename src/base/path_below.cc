// SPDX-License-Identifier: MIT
#include "base/path_below.h"

#include <algorithm>

namespace syndic::base {

bool is_path_below(std::string_view path) {
  const bool has_control = std::ranges::any_of(path, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  if (has_control) return false;
  while (true) {
    const std::size_t end = path.find('/');
    const std::string_view part = path.substr(0, end);
    if (part.empty() || part.front() == '.') return false;
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + 1);
  }
}

}  // namespace syndic::base
