// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace syndic::base {

/// "0.1.0", from CMakeLists.txt.
inline constexpr std::string_view kVersion = SYNDIC_VERSION;

}  // namespace syndic::base
