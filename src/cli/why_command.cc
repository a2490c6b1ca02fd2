// SPDX-License-Identifier: MIT
#include <iostream>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/why_text.h"
#include "pipeline/status/why.h"

namespace syndic::cli {

int why(const Arguments& global, const WhyArguments& arguments, const Log& log) {
  const base::Clock clock = base::Clock::from_environment();
  const config::Config config = load_config(global.config_file, log);
  const pipeline::Story story = pipeline::why(config, arguments.asked, clock.now());
  std::cout << why_text(story);
  if (story.hint.empty()) return kDone;
  log.error(story.hint);
  return kFailed;
}

}  // namespace syndic::cli
