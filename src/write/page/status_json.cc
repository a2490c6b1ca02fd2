// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "write/page/status_page.h"

namespace syndic::write {
namespace {

using Json = nlohmann::ordered_json;

Json history_of(const StatusRow& row) {
  Json days = Json::array();
  for (const model::FetchDay& day : row.history) {
    days.push_back(
        {{"day", base::format_day(day.day)}, {"new", day.added}, {"failures", day.failures}});
  }
  return days;
}

}  // namespace

std::string render_status_json(const StatusDocument& document) {
  Json json;
  json["title"] = base::printable_line(document.title);
  json["sources"] = Json::array();
  for (const StatusRow& row : document.rows) {
    Json source;
    source["id"] = row.id;
    source["name"] = base::printable_line(row.name.empty() ? row.id : row.name);
    if (base::is_http_url(row.home_page_url)) source["home_page_url"] = row.home_page_url;
    source["health"] = row.health;
    if (!row.problem.empty()) source["problem"] = row.problem;
    source["failures"] = row.failures;
    if (row.failing_since) source["failing_since"] = base::format_rfc3339(*row.failing_since);
    if (row.last_success) {
      source["last_success"] = base::format_rfc3339(*row.last_success).substr(0, 10);
    }
    if (row.last_change) source["last_change"] = base::format_rfc3339(*row.last_change);
    source["items"] = row.items;
    source["history"] = history_of(row);
    json["sources"].push_back(std::move(source));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace syndic::write
