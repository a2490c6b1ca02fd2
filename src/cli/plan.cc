// SPDX-License-Identifier: MIT
#include "cli/plan.h"

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/clock.h"
#include "base/time_format.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/text.h"
#include "pipeline/status/plan.h"

namespace syndic::cli {
namespace {

std::string relative_words(model::Timestamp due, model::Timestamp now) {
  if (due <= now) return "now";
  return "in " + pipeline::duration_words(std::chrono::seconds((due - now).total_seconds()));
}

}  // namespace

std::string plan_table(const std::vector<pipeline::PlannedSource>& rows, model::Timestamp now,
                       const std::string& zone) {
  std::vector<std::vector<std::string>> out = {{"SOURCE", "DUE (" + zone + ")", "", "WHY"}};
  for (const pipeline::PlannedSource& row : rows) {
    out.push_back({row.id, row.due ? local_time(*row.due, zone) : "never",
                   row.due ? relative_words(*row.due, now) : "", row.why});
  }
  return table(std::move(out), {});
}

std::string plan_json(const std::vector<pipeline::PlannedSource>& rows, model::Timestamp now) {
  Json json = Json::array();
  for (const pipeline::PlannedSource& row : rows) {
    Json source;
    source["id"] = row.id;
    source["due"] = json_of(row.due);
    source["in_seconds"] = row.due ? Json((*row.due - now).total_seconds()) : Json(nullptr);
    source["reason"] = row.reason;
    source["why"] = row.why;
    json.push_back(std::move(source));
  }
  return dump(json);
}

int run(const Arguments& global, const PlanArguments& command, const Log& log) {
  const model::Timestamp now = base::Clock::from_environment().now();
  const config::Config config = load_config(global.config_file, log);
  const auto rows = pipeline::plan(config, now);
  if (command.json) {
    std::cout << plan_json(rows, now) << '\n';
  } else {
    std::cout << plan_table(rows, now, config.site.time_zone);
  }
  return kDone;
}

}  // namespace syndic::cli
