// SPDX-License-Identifier: MIT
#include <iostream>

#include "cli/commands.h"
#include "cli/exit_code.h"

namespace syndic::cli {

int check(const Arguments& global, const Log& log) {
  // The notes are results here, whatever else is said.
  const config::Config config = load_config(global.config_file, Log(Loudness::quiet), std::cout);
  if (log.loudness() != Loudness::quiet) {
    for (const std::string& note : config.notes) std::cout << note << '\n';
    std::cout << config.file.string() << ": nothing wrong (" << config.sources.size()
              << " sources, " << config.feeds.size() << " feeds)\n";
  }
  return kDone;
}

}  // namespace syndic::cli
