// SPDX-License-Identifier: MIT
#include "write/page/link_answers.h"

#include <nlohmann/json.hpp>

#include "base/time_format.h"
#include "text/excerpt.h"

namespace syndic::write {
namespace {

using LinkJson = nlohmann::ordered_json;

// In characters.
constexpr std::size_t kLongestLinkSource = 120;

std::string compact(const LinkJson& json) {
  return json.dump(-1, ' ', false, LinkJson::error_handler_t::replace);
}

std::string cut_name(const std::string& name) { return text::excerpt(name, kLongestLinkSource); }

}  // namespace

std::string render_link_rows(const std::vector<LinkRow>& rows) {
  LinkJson json = LinkJson::object();
  for (const LinkRow& row : rows) {
    LinkJson shown{
        {"is", row.is}, {"seen", base::format_rfc3339(row.seen)}, {"source", cut_name(row.source)}};
    if (!row.by.empty()) shown["by"] = cut_name(row.by);
    if (row.until) shown["until"] = base::format_rfc3339(*row.until);
    json[row.key].push_back(std::move(shown));
  }
  return compact(json);
}

std::string render_link_index(const LinkIndex& index) {
  LinkJson json{{"days", index.days}, {"have", index.have}, {"sources", LinkJson::array()}};
  for (const LinkSource& source : index.sources) {
    json["sources"].push_back(
        {{"id", source.id}, {"name", cut_name(source.name)}, {"hosts", source.hosts}});
  }
  json["tracking"] = {{"names", index.tracking_names}, {"prefixes", index.tracking_prefixes}};
  return compact(json);
}

}  // namespace syndic::write
