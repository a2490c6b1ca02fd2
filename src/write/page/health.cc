// SPDX-License-Identifier: MIT
#include "write/page/health.h"

#include <nlohmann/json.hpp>

#include "base/time_format.h"

namespace syndic::write {

std::string render_health(const HealthDocument& health) {
  using Json = nlohmann::ordered_json;
  Json json{{"ok", health.ok}, {"checked", base::format_rfc3339(health.checked)}};
  if (health.next) json["next"] = base::format_rfc3339(*health.next);
  json["fine"] = health.fine;
  json["trouble"] = health.trouble;
  json["person"] = health.person;
  json["due"] = Json::object();
  for (const auto& [id, time] : health.due) json["due"][id] = base::format_rfc3339(time);
  json["failing"] = health.failing;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace syndic::write
