// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "parse/authored/front_value.h"

namespace syndic::parse {

/// Reads TOML that begins in line 2 of its file. What is wrong is added to `mistakes`; then the
/// table is empty.
[[nodiscard]] FrontTable read_front_toml(std::string_view text, std::vector<FileMistake>& mistakes);

}  // namespace syndic::parse
