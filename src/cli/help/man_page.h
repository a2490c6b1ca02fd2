// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/help/manual.h"

namespace syndic::cli {

/// syndic(1) in the macros of man(7): every command and option. The same for the same version.
[[nodiscard]] std::string man_page_of_program(const Manual& manual);

/// syndic.toml(5): every key and chapter of config/README.md.
[[nodiscard]] std::string man_page_of_configuration(const Manual& manual);

}  // namespace syndic::cli
