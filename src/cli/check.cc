// SPDX-License-Identifier: MIT
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "base/printable.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "pipeline/refresh/site_feeds.h"

namespace syndic::cli {
namespace {

// What only the store knows of the sources; one that cannot be read is no mistake of the
// configuration, and the other commands say so.
std::vector<std::string> lines_of_store(const config::Config& config) {
  try {
    return pipeline::shared_addresses(config);
  } catch (const StoreFailure&) {
    return {};
  }
}

}  // namespace

int run(const Arguments& global, const CheckArguments& /*command*/, const Log& log) {
  // The notes are results here, whatever else is said.
  const config::Config config = load_config(global.config_file, Log(Loudness::quiet), std::cout);
  if (log.loudness() != Loudness::quiet) {
    for (const std::string& note : config.notes) std::cout << note << '\n';
    for (const std::string& line : lines_of_store(config)) {
      std::cout << config.file.string() << ": " << line << '\n';
    }
    std::cout << config.file.string() << ": nothing wrong ("
              << base::counted(std::ssize(config.sources), "source") << ", "
              << base::counted(std::ssize(config.feeds), "feed") << ")\n";
  }
  return kDone;
}

}  // namespace syndic::cli
