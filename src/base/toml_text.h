// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syndic::base {

/// `text` as a basic string (TOML 1.0, "String"), its quotation marks included.
[[nodiscard]] std::string toml_string(std::string_view text);

/// The texts as an array of basic strings in one line (TOML 1.0, "Array").
[[nodiscard]] std::string toml_list(const std::vector<std::string>& texts);

}  // namespace syndic::base
