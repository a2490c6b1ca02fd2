// SPDX-License-Identifier: MIT
#include "cli/refresh_run.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/open_files.h"
#include "cli/cli.h"
#include "pipeline/lists/subscriptions.h"
#include "pipeline/status/metrics.h"
#include "pipeline/status/status.h"
#include "pipeline/store_lock.h"

namespace syndic::cli {
namespace {

/// Why the run fails as a whole; with --quiet without what the run before has said.
void log_alarms(const pipeline::Report& report, bool has_table, const config::Config& config,
                const Log& log) {
  const auto is_repeated = [&](std::string_view alarm) {
    return log.loudness() == Loudness::quiet && report.known_alarms.contains(std::string(alarm));
  };
  const auto say = [&](const std::string& alarm) {
    if (!alarm.empty() && !is_repeated(alarm)) log.error(alarm);
  };
  if (const auto failure = pipeline::common_failure(report, has_table);
      failure && !is_repeated(pipeline::kEverySourceFailed)) {
    log.error(*failure);
  }
  for (const std::string& refusal : config.refusals) log.error(refusal);
  for (const std::string& hub : report.announced.unpinged) log.warning(hub);
  say(report.announced.command_failure);
  say(report.alert_failure);
  if (report.interrupted) {
    log.error("interrupted: what had come is stored; the next run goes on from there");
    return;
  }
  if (!report.why_unpublished.empty())
    log.detail("nothing was published: " + report.why_unpublished);
  for (const std::string& reason : report.withheld) say(reason);
  if (!report.withheld.empty() && !std::ranges::all_of(report.withheld, is_repeated)) {
    log.error(report.nothing_published
                  ? "nothing was published: every file is as it was; what came is stored"
                  : "of such a feed every file is as it was; all else is published");
  }
}

void log_figures(const pipeline::Report& report, int exit_code, const Log& log) {
  std::map<pipeline::Outcome, std::int64_t> outcomes;
  std::size_t added = 0;
  std::size_t changed = 0;
  for (const pipeline::SourceReport& source : report.sources) {
    ++outcomes[source.outcome];
    added += source.added;
    changed += source.changed;
  }
  const auto written = std::ranges::count_if(report.feeds, &pipeline::FeedReport::written);
  log.figures("refresh ended", {{"updated", outcomes[pipeline::Outcome::updated]},
                                {"unchanged", outcomes[pipeline::Outcome::unchanged]},
                                {"failed", outcomes[pipeline::Outcome::failed]},
                                {"new", static_cast<std::int64_t>(added)},
                                {"changed", static_cast<std::int64_t>(changed)},
                                {"feeds_written", written},
                                {"exit_code", exit_code}});
}

/// Says why sources were not asked for a reason of this machine's own; empty if all were.
std::string why_not_asked(const pipeline::Report& report) {
  const auto is_hindered = [](const auto& source) { return is_own_obstacle(source.cause); };
  const auto first = std::ranges::find_if(report.sources, is_hindered);
  if (first == report.sources.end()) return {};
  const auto count = std::ranges::count_if(report.sources, is_hindered);
  const std::string not_asked = std::to_string(count) +
                                (count == 1 ? " source was" : " sources were") +
                                " not asked, and will be in the next run; ";
  return first->cause == Errc::no_library
             ? "libcurl cannot be loaded: " + not_asked +
                   "install it again (Debian's package is libcurl4)"
             : "too many files are open: " + not_asked + "allow more (ulimit -n), now " +
                   std::to_string(base::open_file_limit());
}

int exit_code_of(const pipeline::Report& report, bool strict) {
  if (report.interrupted || !report.withheld.empty()) return kFailed;
  if (pipeline::common_failure(report)) return kFailed;
  if (!report.announced.command_failure.empty() || !report.alert_failure.empty()) return kFailed;
  if (!why_not_asked(report).empty()) return kFailed;
  const bool any_own_fault = std::ranges::any_of(
      report.sources, [](const auto& source) { return source.cause == Errc::internal; });
  if (any_own_fault) return kFailed;
  const bool any_failed = std::ranges::any_of(report.sources, [](const auto& source) {
    return source.outcome == pipeline::Outcome::failed;
  });
  return strict && any_failed ? kSourceFailed : kDone;
}

/// The configuration with the sources that its lists have after a run.
config::Config with_present_lists(const config::Config& config) {
  if (config.lists.empty()) return config;
  auto present =
      config::load(config.file, config::Purpose::use, pipeline::remembered_lists(config.store));
  return present ? *std::move(present) : config;
}

}  // namespace

void log_source(const pipeline::SourceReport& source, const Log& all) {
  const Log log = all.about(source.id);
  if (!source.news.empty()) {
    log.notice("source " + source.id + " " + source.news);
  } else if (!source.error.empty()) {
    log.warning(source.id + ": " + source.error);
  }
}

Ran run_once(const RunOf& run, http::Transport& transport, pipeline::Progress& progress,
             const std::atomic<bool>& cancelled) {
  const auto began = std::chrono::steady_clock::now();
  const auto write_metrics = [&](const pipeline::Report* report, int exit_code) {
    if (run.options.dry_run) return;
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    if (const auto trouble = pipeline::write_metrics(with_present_lists(run.config), report,
                                                     {run.clock.now(), elapsed, exit_code})) {
      run.log.caution(*trouble);
    }
  };
  Ran ran;
  try {
    ran.report =
        pipeline::refresh(run.config, run.options, run.clock, transport, progress, cancelled);
  } catch (const pipeline::AlreadyRunning&) {
    throw;  // The other run writes its own metrics.
  } catch (const std::exception&) {
    write_metrics(nullptr, kFailed);
    throw;
  }
  ran.exit_code =
      run.config.refusals.empty() ? exit_code_of(ran.report, run.is_strict) : int{kFailed};
  write_metrics(&ran.report, ran.exit_code);
  return ran;
}

void log_run(const Ran& ran, const RunOf& run, bool has_table) {
  const Log& log = run.log;
  for (const std::string& news : ran.report.news) log.notice(news);
  for (const std::string& fault : ran.report.new_publication_faults) {
    log.caution("publication: " + fault);
  }
  if (log.loudness() != Loudness::quiet && !run.options.dry_run) {
    constexpr int kTold = 2;  // The first failure is news.
    for (const std::string& list : pipeline::failing_lists(run.config, kTold)) log.warning(list);
  }
  if (const std::string obstacle = why_not_asked(ran.report); !obstacle.empty()) {
    log.error(obstacle);
  }
  log_alarms(ran.report, has_table, run.config, log);
  log_figures(ran.report, ran.exit_code, log);
}

}  // namespace syndic::cli
