// SPDX-License-Identifier: MIT
#include "pipeline/refresh/alerts.h"

#include <chrono>
#include <filesystem>

#include "base/printable.h"
#include "base/time_zone.h"
#include "notify/command.h"
#include "pipeline/status/health.h"
#include "pipeline/status/shown.h"

namespace syndic::pipeline {
namespace {

using States = std::map<std::string, model::FetchState>;

std::string name_of(const config::Source& source) {
  const bool has_name = !source.name.empty() && source.name != source.id;
  return has_name ? shown(source.name) + " (" + source.id + ")" : source.id;
}

/// "label: text", unless there is no text.
std::string labelled(const char* label, const std::string& text) {
  return text.empty() ? std::string()
                      : std::string(label) + ": " + base::printable_line(text) + "\n";
}

std::string paragraph_on(const Alert& alert, const std::string& zone) {
  const config::Source& source = *alert.source;
  const std::string since =
      alert.failed_since ? " since " + base::local_time(*alert.failed_since, zone) : "";
  if (alert.is_back) {
    return name_of(source) + " is read again" + (since.empty() ? "" : "; it had failed" + since) +
           ".\n" + labelled("Address", place_of(source));
  }
  const std::string place = place_of(source);
  return name_of(source) + " has failed" + since + ", " +
         base::counted(alert.state.failures, "time") + " in a row.\n" +
         labelled("Last error", alert.state.last_error) + labelled("Address", place) +
         labelled("Contact", source.contact) +
         labelled("What to do", advice_on(source, place, alert.state, std::nullopt)) +
         "More: syndic why " + source.id + "\n";
}

std::vector<Alert> due_alerts(const config::Config& config, const States& before,
                              const States& states, model::Timestamp now) {
  std::vector<Alert> alerts;
  for (const config::Source& source : config.sources) {
    const auto found = states.find(source.id);
    if (found == states.end() || !source.enabled) continue;
    const model::FetchState& state = found->second;
    const bool fails = state.failures > 0 && state.failing_since;
    if (fails && !state.is_alerted &&
        (now - *state.failing_since).total_seconds() >= config.notify.alert.after.count()) {
      alerts.push_back({&source, state, false, state.failing_since});
    } else if (!fails && state.is_alerted) {
      const auto past = before.find(source.id);
      alerts.push_back(
          {&source, state, true, past == before.end() ? std::nullopt : past->second.failing_since});
    }
  }
  return alerts;
}

}  // namespace

std::string alert_text(const config::Config& config, const std::vector<Alert>& alerts) {
  const std::string& zone = config.site.time_zone;
  std::string text;
  for (const bool is_back : {false, true}) {
    for (const Alert& alert : alerts) {
      if (alert.is_back == is_back) text += paragraph_on(alert, zone) + "\n";
    }
  }
  return text + "Times are those of " + zone + ".\n";
}

std::string send_alerts(const config::Config& config, const States& before, store::Store& store,
                        model::Timestamp now, const std::atomic<bool>& cancelled) {
  if (config.notify.alert.command.empty()) return {};
  const std::vector<Alert> alerts = due_alerts(config, before, store.fetch_states(), now);
  if (alerts.empty()) return {};
  const auto told = notify::run({.words = config.notify.alert.command,
                                 .folder = std::filesystem::absolute(config.file).parent_path(),
                                 .input = alert_text(config, alerts),
                                 .timeout = kAlertTimeout},
                                cancelled);
  if (!told) {
    return cancelled ? std::string()
                     : "alert.command: " + told.error().message + "; the next run repeats it";
  }
  for (const Alert& alert : alerts) {
    model::FetchState state = alert.state;
    state.is_alerted = !alert.is_back;
    store.keep(alert.source->id, state);
  }
  return {};
}

}  // namespace syndic::pipeline
