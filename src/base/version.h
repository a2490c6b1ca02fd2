// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace syndic::base {

/// "0.1.0", from CMakeLists.txt.
inline constexpr std::string_view kVersion = SYNDIC_VERSION;

/// The day of that version, which its man pages bear: it changes with the version alone.
inline constexpr std::string_view kVersionDate = "2026-11-30";

}  // namespace syndic::base
