// SPDX-License-Identifier: MIT
//
// What the commands that read a document of the user's have in common.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "cli/arguments.h"
#include "cli/log.h"
#include "fetch/options.h"

namespace syndic::cli {

/// All of standard input. Errors: too_large beyond `max_bytes`.
[[nodiscard]] Result<std::string> read_standard_input(std::size_t max_bytes);

/// How to ask for a URL: as the configuration says, where one was named, which these commands do
/// not need. Throws WrongConfiguration.
[[nodiscard]] fetch::Options fetch_options(const Arguments& global, bool allow_private,
                                           const Log& log);

}  // namespace syndic::cli
