// SPDX-License-Identifier: MIT
#include "config/nearest_name.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/time_zone.h"
#include "config/problems.h"

namespace syndic::config {
namespace {

// The usual abbreviations of American and European zones.
constexpr auto kAbbreviations = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"est", "America/New_York"},
    {"edt", "America/New_York"},
    {"et", "America/New_York"},
    {"est5", "America/New_York"},
    {"eastern", "America/New_York"},
    {"cst", "America/Chicago"},
    {"cdt", "America/Chicago"},
    {"ct", "America/Chicago"},
    {"cst6", "America/Chicago"},
    {"central", "America/Chicago"},
    {"mst", "America/Denver"},
    {"mdt", "America/Denver"},
    {"mt", "America/Denver"},
    {"mst7", "America/Denver"},
    {"mountain", "America/Denver"},
    {"pst", "America/Los_Angeles"},
    {"pdt", "America/Los_Angeles"},
    {"pt", "America/Los_Angeles"},
    {"pst8", "America/Los_Angeles"},
    {"pacific", "America/Los_Angeles"},
    {"bst", "Europe/London"},
    {"cest", "Europe/Berlin"},
    {"z", "UTC"},
});

std::string_view last_part(std::string_view zone) {
  return zone.substr(zone.find_last_of('/') + 1);  // All of it if there is no '/'.
}

}  // namespace

bool is_akin(std::string_view name, std::string_view known) {
  if (name.empty()) return false;
  const std::size_t longer = std::min(std::max(name.size(), known.size()), base::kComparedBytes);
  return base::starts_with_ignoring_case(known, name) || slips_between(name, known) * 2 <= longer;
}

std::string_view likely_name(std::string_view name, std::span<const std::string_view> names) {
  if (name.empty()) return {};
  const auto longer = std::ranges::find_if(
      names, [&](std::string_view known) { return base::starts_with_ignoring_case(known, name); });
  if (longer != names.end()) return *longer;
  const std::string_view nearest = nearest_name(name, names);
  return is_akin(name, nearest) ? nearest : std::string_view();
}

std::string suggestion(std::string_view meant) {
  return meant.empty() ? std::string() : "; did you mean " + in_quotes(meant) + "?";
}

std::string nearest_zone(std::string_view words) {
  std::string folded = base::lower(base::trim(words));
  std::replace(folded.begin(), folded.end(), ' ', '_');
  for (const auto& [abbreviation, zone] : kAbbreviations) {
    if (folded == abbreviation) return std::string(zone);
  }
  const std::vector<std::string> zones = base::time_zones();
  const std::vector<std::string_view> names(zones.begin(), zones.end());
  const std::string_view slipped = slipped_name(folded, names);
  if (!slipped.empty()) return std::string(slipped);
  std::vector<std::string_view> cities;
  cities.reserve(names.size());
  for (const std::string_view name : names) cities.push_back(last_part(name));
  const std::string_view city = slipped_name(last_part(folded), cities);
  if (city.empty()) return {};
  return zones[static_cast<std::size_t>(std::find(cities.begin(), cities.end(), city) -
                                        cities.begin())];
}

}  // namespace syndic::config
