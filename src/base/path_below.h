// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace syndic::base {

/// Whether the path, whoever gave it, leads to a file below the folder that it is relative to and
/// can be said in one line: each of its parts has a character, none begins with a '.', and no
/// character is a control character. Symbolic links are the caller's to look for.
[[nodiscard]] bool is_path_below(std::string_view path);

}  // namespace syndic::base
