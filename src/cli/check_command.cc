// SPDX-License-Identifier: MIT
#include <iostream>

#include "cli/commands.h"
#include "cli/exit_code.h"

namespace syndic::cli {

int check(const Arguments& global, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  if (log.loudness() != Loudness::quiet) {
    std::cout << config.file.string() << ": nothing wrong (" << config.sources.size()
              << " sources, " << config.feeds.size() << " feeds)\n";
  }
  return kDone;
}

}  // namespace syndic::cli
