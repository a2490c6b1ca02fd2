// SPDX-License-Identifier: MIT
#include "cli/plan_text.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/time_format.h"
#include "cli/local_time.h"
#include "cli/table.h"

namespace syndic::cli {
namespace {

using Json = nlohmann::ordered_json;

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
    source["due"] = row.due ? Json(base::format_rfc3339(*row.due)) : Json(nullptr);
    source["in_seconds"] = row.due ? Json((*row.due - now).total_seconds()) : Json(nullptr);
    source["reason"] = row.reason;
    source["why"] = row.why;
    json.push_back(std::move(source));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace syndic::cli
