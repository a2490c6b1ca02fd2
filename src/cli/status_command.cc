// SPDX-License-Identifier: MIT
#include <iostream>

#include "base/clock.h"
#include "cli/colour.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/status_text.h"
#include "pipeline/status.h"

namespace syndic::cli {

int status(const Arguments& global, const StatusArguments& arguments, const Log& log) {
  const auto rows =
      pipeline::status(load_config(global.config_file, log), base::Clock::from_environment().now());
  if (arguments.json) {
    std::cout << status_json(rows) << '\n';
  } else {
    std::cout << status_table(rows, stdout_wants_colour());
  }
  return kDone;
}

}  // namespace syndic::cli
