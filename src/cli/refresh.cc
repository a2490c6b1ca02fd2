// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/clock.h"
#include "cli/acting_user.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/loop.h"
#include "cli/progress_bar.h"
#include "cli/refresh_run.h"
#include "cli/reports.h"
#include "cli/signal_watch.h"
#include "config/feeds.h"
#include "config/nearest_name.h"
#include "http/curl_transport.h"

namespace syndic::cli {
namespace {

/// The ids of the sources with the name `name`, in any case.
std::vector<std::string> ids_named(std::string_view name, const config::Config& config) {
  std::vector<std::string> ids;
  for (const config::Source& source : config.sources) {
    const bool is_named = !name.empty() && base::equals_ignoring_case(source.name, name);
    if (is_named) ids.push_back(source.id);
  }
  return ids;
}

/// The error of an --only that names no source, or the name of several, `same_name`.
std::string why_no_source(const std::string& only, const std::vector<std::string>& same_name,
                          const config::Config& config) {
  const std::string begin = "--only " + only + ": " + config.file.string();
  if (same_name.size() > 1) {
    return begin + " has several sources of that name; give an id, " + same_name[0] + " or " +
           same_name[1];
  }
  std::vector<std::string_view> names;
  for (const config::Source& source : config.sources) {
    names.insert(names.end(), {source.id, source.name});
  }
  const std::string_view meant = config::slipped_name(only, names);
  return begin + " has no source of that id; " +
         (meant.empty() ? "syndic status lists them" : "did you mean " + std::string(meant) + "?");
}

/// Replaces each --only that is a source's name with its id. Returns false after reporting the
/// first that names no source.
bool resolve_only(std::vector<std::string>& only, const config::Config& config, const Log& log) {
  for (std::string& entry : only) {
    const bool is_id =
        std::ranges::find(config.sources, entry, &config::Source::id) != config.sources.end();
    if (is_id) continue;
    std::vector<std::string> ids = ids_named(entry, config);
    if (ids.size() != 1) {
      log.error(why_no_source(entry, ids, config));
      return false;
    }
    entry = std::move(ids[0]);
  }
  return true;
}

/// Returns false after reporting the first --accept that names no feed.
bool are_feeds(const std::vector<std::string>& accept, const config::Config& config,
               const Log& log) {
  for (const std::string& entry : accept) {
    const bool is_known =
        entry.empty() ||
        std::ranges::find(config.feeds, entry, &config::Feed::name) != config.feeds.end();
    if (is_known) continue;
    log.error("--accept " + entry + ": " + config::why_no_feed(config, entry));
    return false;
  }
  return true;
}

ProgressLook look_of_progress(const Log& log) {
  if (log.loudness() == Loudness::quiet || log.is_json()) return ProgressLook::none;
  return ::isatty(STDERR_FILENO) == 1 ? ProgressLook::bar : ProgressLook::lines;
}

/// The run itself, with the progress that people see meanwhile. `has_table`: a table with each
/// source follows.
Ran run_for_people(const RunOf& run, bool has_table) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(run.config.fetch.transport);
  ProgressBar progress(look_of_progress(run.log), std::cerr, [&](const auto& source) {
    if (!has_table) log_source(source, run.log);
  });
  return run_once(run, transport, progress, cancelled);
}

}  // namespace

int run(const Arguments& global, const RefreshArguments& command, const Log& log) {
  if (command.loop) return run_loop(global, command, log);
  const base::Clock clock = base::Clock::from_environment();
  const config::Config config = load_config(global.config_file, log);
  pipeline::RefreshOptions options = command.options;
  if (!resolve_only(options.only, config, log)) return kWrongUsage;
  if (!are_feeds(options.accept, config, log)) return kWrongUsage;
  if (!options.dry_run) act_as_owner_of_store(config, log);

  const RunOf run{config, options, clock, log, command.strict};
  const bool has_table = !command.json && log.loudness() != Loudness::quiet && !log.is_json();
  const Ran ran = run_for_people(run, has_table);
  if (command.json) std::cout << report_json(ran.report) << '\n';
  if (has_table) std::cout << report_table(ran.report) << std::flush;
  log_run(ran, run, has_table);
  return ran.exit_code;
}

}  // namespace syndic::cli
