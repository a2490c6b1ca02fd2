// SPDX-License-Identifier: MIT
#include <iostream>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/plan_text.h"
#include "pipeline/status/plan.h"

namespace syndic::cli {

int plan(const Arguments& global, const PlanArguments& arguments, const Log& log) {
  const model::Timestamp now = base::Clock::from_environment().now();
  const config::Config config = load_config(global.config_file, log);
  const auto rows = pipeline::plan(config, now);
  if (arguments.json) {
    std::cout << plan_json(rows, now) << '\n';
  } else {
    std::cout << plan_table(rows, now, config.site.time_zone);
  }
  return kDone;
}

}  // namespace syndic::cli
