// SPDX-License-Identifier: MIT
#pragma once

namespace syndic::cli {

/// How the process ends (contract, "Exit codes"; 65, 75 and 78 as in sysexits.h).
enum ExitCode : int {
  kDone = 0,    ///< Also where some sources failed.
  kFailed = 1,  ///< Failed, nothing lost.
  kWrongUsage = 2,
  kSourceFailed = 3,  ///< With --strict alone.
  kNoFeed = 65,
  kAlreadyRunning = 75,
  kWrongConfiguration = 78,
};

}  // namespace syndic::cli
