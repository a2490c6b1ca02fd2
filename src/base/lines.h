// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>

namespace syndic::base {

/// Removes the first line from `text` and returns it without its end, LF or CR LF. The text itself
/// if it has no end of a line.
[[nodiscard]] inline std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

}  // namespace syndic::base
