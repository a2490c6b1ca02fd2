// SPDX-License-Identifier: MIT
#include <iostream>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "cli/colour.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/status_text.h"
#include "pipeline/status/status.h"

namespace syndic::cli {

int status(const Arguments& global, const StatusArguments& arguments, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  auto rows = pipeline::status(config, base::Clock::from_environment().now());
  if (arguments.failing) {
    std::erase_if(rows, [](const auto& row) { return !row.enabled || row.state.failures == 0; });
    if (rows.empty()) return kDone;
  }
  if (arguments.json) {
    std::cout << status_json(rows) << '\n';
  } else {
    std::cout << status_table(
        std::move(rows),
        {.zone = config.site.time_zone, .wide = arguments.wide, .colour = stdout_wants_colour()});
  }
  return arguments.failing ? kFailed : kDone;
}

}  // namespace syndic::cli
