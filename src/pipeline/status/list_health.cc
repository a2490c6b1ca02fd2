// SPDX-License-Identifier: MIT
#include "pipeline/status/list_health.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/atomic_file.h"
#include "base/time_format.h"
#include "pipeline/status/health.h"
#include "pipeline/status/plan.h"
#include "store/ledger.h"
#include "write/output_dir.h"

namespace syndic::pipeline {
namespace {

// No source is asked more often.
const boost::posix_time::minutes kSoonest(10);

constexpr std::size_t kLongestHealth = std::size_t{4} * 1024 * 1024;

void count(Health health, write::HealthDocument& document) {
  switch (health) {
    case Health::good:
    case Health::waiting:
      ++document.fine;
      break;
    case Health::failing:
      ++document.trouble;
      break;
    case Health::broken:
    case Health::gone:
      ++document.person;
      break;
    case Health::disabled:
      break;
  }
}

bool is_unreadable(Health health) {
  return health == Health::failing || health == Health::broken || health == Health::gone;
}

// Whether a list that is followed has failed for a day or more.
bool has_dead_list(const config::Config& config, store::Store& store, model::Timestamp now) {
  if (config.lists.empty()) return false;
  const auto states = store.list_states();
  return std::ranges::any_of(config.lists, [&](const config::ListSubscription& list) {
    const auto known = states.find(list.place());
    if (!list.enabled || known == states.end() || known->second.failures == 0) return false;
    const auto& since = known->second.failing_since;
    return since && now - *since >= boost::posix_time::hours(24);
  });
}

// Whether the file is that of a run on the same day, GMT.
bool is_of_day(const std::filesystem::path& file, model::Timestamp time) {
  constexpr std::size_t kDateSize = std::string_view("2026-01-31").size();
  const auto bytes = base::read_file(file, kLongestHealth);
  const std::string day = base::format_rfc3339(time).substr(0, kDateSize);
  return bytes && bytes->find("\"checked\":\"" + day) != std::string::npos;
}

}  // namespace

write::HealthDocument health_of_list(const config::Config& config, store::Store& store,
                                     const Report& report) {
  write::HealthDocument document{.checked = report.started, .next = {}, .due = {}, .failing = {}};
  auto states = store.fetch_states();
  std::set<std::string_view> named;
  for (const config::Source& source : config.sources) {
    const Health health = health_of(states[source.id], source.enabled);
    count(health, document);
    if (!source.enabled || source.terms.is_private) continue;
    named.insert(source.id);
    if (is_unreadable(health)) document.failing.push_back(source.id);
  }
  for (const PlannedSource& planned : plan(config, store, report.started)) {
    if (!planned.due) continue;
    const model::Timestamp due = *planned.due;
    document.next = std::min(document.next.value_or(due), due);
    if (named.contains(planned.id)) document.due.emplace(planned.id, due);
  }
  if (document.next) document.next = std::max(*document.next, report.started + kSoonest);
  document.ok = report.withheld.empty() && document.person == 0 &&
                !has_dead_list(config, store, report.started);
  return document;
}

void write_health(const config::Config& config, store::Store& store, const Report& report) {
  if (!config.publish.page && !config.publish.status) return;
  const std::string name(write::kHealthFile);
  const bool is_told = is_of_day(config.publish.directory / name, report.started) &&
                       store.ledger().unannounced_files().empty();
  write::OutputDir(config.publish.directory)
      .publish(name, write::render_health(health_of_list(config, store, report)));
  if (!is_told && !config.notify.command.empty()) {
    store.ledger().will_announce({name}, {}, report.started);
  }
}

}  // namespace syndic::pipeline
