// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments/arguments.h"
#include "cli/log.h"

namespace syndic::cli {

/// `syndic refresh --loop`: round after round, each as `syndic refresh`, until SIGTERM or SIGINT;
/// SIGHUP begins one at once. A round begins `command.loop` after the last one began, or a second
/// after it ended. Each reads the configuration anew; where that is wrong, the last good one holds.
/// The store is open during a round only; a round that finds it in use is left out. No failure of a
/// round ends the loop. The service manager hears of it all.
///
/// Returns the exit code, kDone after a signal. Throws WrongConfiguration if the first one is.
[[nodiscard]] int run_loop(const Arguments& global, const RefreshArguments& command,
                           const Log& log);

}  // namespace syndic::cli
