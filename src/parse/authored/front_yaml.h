// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parse/authored/front_value.h"

namespace syndic::parse {

/// The nodes of a document, each counted as often as aliases repeat it. More are a mistake.
inline constexpr std::size_t kMostYamlNodes = 10'000;

/// Opening brackets and braces. More are a mistake.
inline constexpr std::size_t kMostYamlBrackets = 2'000;

/// Reads YAML 1.1 that begins in line 2 of its file: one document, a mapping. Plain scalars are
/// flags (true, false, yes, no), whole numbers, nothing ("", "~", "null") or texts. What is wrong,
/// a key that is there twice too, is added to `mistakes`; then what is returned does not count.
[[nodiscard]] FrontTable read_front_yaml(std::string_view text, std::vector<FileMistake>& mistakes);

}  // namespace syndic::parse
