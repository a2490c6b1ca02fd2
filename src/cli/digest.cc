// SPDX-License-Identifier: MIT
//
// The command digest: the news of the last days as a mail message on standard output.
#include <iostream>
#include <string>

#include "base/clock.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "pipeline/digest.h"

namespace syndic::cli {

int run(const Arguments& global, const DigestArguments& command, const Log& log) {
  const base::Clock clock = base::Clock::from_environment();
  const config::Config config = load_config(global.config_file, log);
  const auto message = pipeline::digest(config, command.wish, clock.now());
  if (!message) {
    log.error(message.error().message);
    return message.error().code == Errc::malformed ? kWrongConfiguration : kFailed;
  }
  std::cout << *message;
  return kDone;
}

}  // namespace syndic::cli
