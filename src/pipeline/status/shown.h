// SPDX-License-Identifier: MIT
//
// Text from servers and users as messages quote it.
#pragma once

#include <string>
#include <string_view>

namespace syndic::pipeline {

/// `text` as one printable line, cut to 100 characters.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace syndic::pipeline
