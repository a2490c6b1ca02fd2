// SPDX-License-Identifier: MIT
#pragma once

namespace syndic::cli {

/// How the process ends (config/README.md; 65, 75 and 78 as in sysexits.h).
enum ExitCode : int {
  kDone = 0,    ///< Also if some sources failed.
  kFailed = 1,  ///< Failed, nothing lost.
  kWrongUsage = 2,
  kSourceFailed = 3,  ///< Only with --strict.
  kNoFeed = 65,
  kAlreadyRunning = 75,
  kWrongConfiguration = 78,
};

/// The whole program: reads the command line, runs the command, returns the exit code.
[[nodiscard]] int run(int argc, const char* const* argv);

}  // namespace syndic::cli
