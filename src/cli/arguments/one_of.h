// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace syndic::cli {

/// Takes these words only; they are what completions and help name.
[[nodiscard]] CLI::Validator one_of(const std::vector<std::string>& words);

}  // namespace syndic::cli
