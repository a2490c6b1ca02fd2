// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <utility>

#include "base/ascii.h"
#include "base/clock.h"
#include "base/file_owner.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/progress_bar.h"
#include "cli/report_text.h"
#include "cli/signal_watch.h"
#include "config/nearest_name.h"
#include "http/curl_transport.h"
#include "pipeline/status/metrics.h"

namespace syndic::cli {
namespace {

/// The ids of the sources that are called `name`, in any case.
std::vector<std::string> ids_called(std::string_view name, const config::Config& config) {
  std::vector<std::string> ids;
  for (const config::Source& source : config.sources) {
    const bool is_called = !name.empty() && base::equals_ignoring_case(source.name, name);
    if (is_called) ids.push_back(source.id);
  }
  return ids;
}

/// What is said of an --only that names no source, or several that are `called` so.
std::string why_no_source(const std::string& only, const std::vector<std::string>& called,
                          const config::Config& config) {
  const std::string begin = "--only " + only + ": " + config.file.string();
  if (called.size() > 1) {
    return begin + " has several sources of that name; give an id, " + called[0] + " or " +
           called[1];
  }
  std::vector<std::string_view> ids;
  for (const config::Source& source : config.sources) ids.push_back(source.id);
  const std::string_view meant = config::slipped_name(only, ids);
  return begin + " has no source of that id; " +
         (meant.empty() ? "syndic status lists them" : "did you mean " + std::string(meant) + "?");
}

/// Puts its id for each --only that is a source's name; whether all name a source, else says which
/// does not.
bool settle_only(std::vector<std::string>& only, const config::Config& config, const Log& log) {
  for (std::string& asked : only) {
    const bool is_id =
        std::ranges::find(config.sources, asked, &config::Source::id) != config.sources.end();
    if (is_id) continue;
    std::vector<std::string> called = ids_called(asked, config);
    if (called.size() != 1) {
      log.error(why_no_source(asked, called, config));
      return false;
    }
    asked = std::move(called[0]);
  }
  return true;
}

ProgressLook look_of_progress(const Log& log) {
  if (log.loudness() == Loudness::quiet) return ProgressLook::none;
  return ::isatty(STDERR_FILENO) == 1 ? ProgressLook::bar : ProgressLook::lines;
}

void tell(const pipeline::SourceReport& source, const Log& log) {
  if (!source.news.empty()) {
    log.notice("source " + source.id + " " + source.news);
  } else if (!source.error.empty()) {
    log.warning(source.id + ": " + source.error);
  }
}

/// The run itself, with what people see of it while it goes on. `has_table`: a table follows that
/// tells of each source.
pipeline::Report run(const config::Config& config, const pipeline::RefreshOptions& options,
                     const base::Clock& clock, bool has_table, const Log& log) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  ProgressBar progress(look_of_progress(log), std::cerr, [&](const auto& source) {
    if (!has_table) tell(source, log);
  });
  return pipeline::refresh(config, options, clock, transport, progress, cancelled);
}

/// Says what the owner of the store, whose job this is, could not write any more.
void warn_of_root(const config::Config& config, const Log& log) {
  if (::geteuid() != 0) return;
  const auto folder = config.store.sqlite_file.parent_path();
  const std::string owner = base::other_owner(folder);
  if (owner.empty()) return;
  log.warning("this is run by root, but " + folder.string() + " belongs to " + owner +
              ", who cannot change what root makes there; run it as sudo -u " + owner +
              " syndic …");
}

int exit_code_of(const pipeline::Report& report, bool strict) {
  if (report.interrupted || !report.withheld.empty()) return kFailed;
  if (pipeline::common_failure(report)) return kFailed;
  const bool any_own_fault = std::ranges::any_of(
      report.sources, [](const auto& source) { return source.cause == Errc::internal; });
  if (any_own_fault) return kFailed;
  const bool any_failed = std::ranges::any_of(report.sources, [](const auto& source) {
    return source.outcome == pipeline::Outcome::failed;
  });
  return strict && any_failed ? kSourceFailed : kDone;
}

}  // namespace

int refresh(const Arguments& global, const RefreshArguments& arguments, const Log& log) {
  const base::Clock clock = base::Clock::from_environment();
  const config::Config config = load_config(global.config_file, log);
  pipeline::RefreshOptions options = arguments.options;
  if (!settle_only(options.only, config, log)) return kWrongUsage;
  if (!options.dry_run) warn_of_root(config, log);

  const auto began = std::chrono::steady_clock::now();
  const auto tell_metrics = [&](const pipeline::Report* report, int exit_code) {
    if (options.dry_run) return;
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    if (const auto trouble =
            pipeline::write_metrics(config, report, {clock.now(), elapsed, exit_code})) {
      log.warning(*trouble);
    }
  };
  const bool has_table = !arguments.json && log.loudness() != Loudness::quiet;
  pipeline::Report report;
  try {
    report = run(config, options, clock, has_table, log);
  } catch (const pipeline::AlreadyRunning&) {
    throw;  // The other one tells its own.
  } catch (const std::exception&) {
    tell_metrics(nullptr, kFailed);
    throw;
  }
  const int exit_code = exit_code_of(report, arguments.strict);
  tell_metrics(&report, exit_code);

  if (arguments.json) std::cout << report_json(report) << '\n';
  if (has_table) std::cout << report_table(report) << std::flush;
  for (const std::string& news : report.news) log.notice(news);
  const bool is_told = log.loudness() == Loudness::quiet && report.is_known_alarm;
  if (const auto failure = pipeline::common_failure(report, has_table); failure && !is_told) {
    log.error(*failure);
  }
  if (report.interrupted) {
    log.error("interrupted: what had come is stored; the next run goes on from there");
  } else if (!report.withheld.empty() && !is_told) {
    for (const std::string& reason : report.withheld) log.error(reason);
    log.error("nothing was published: every file is as it was; what came is stored");
  }
  return exit_code;
}

}  // namespace syndic::cli
