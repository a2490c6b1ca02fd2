// SPDX-License-Identifier: MIT
#pragma once

namespace syndic::cli {

/// The whole program: reads the command line, runs the command, gives the exit code.
[[nodiscard]] int run(int argc, const char* const* argv);

}  // namespace syndic::cli
