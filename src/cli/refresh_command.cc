// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <iostream>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/progress_bar.h"
#include "cli/report_text.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"

namespace syndic::cli {
namespace {

/// Whether every --only names a source; says which does not.
bool names_sources(const std::vector<std::string>& only, const config::Config& config,
                   const Log& log) {
  const auto unknown = std::ranges::find_if(only, [&](const std::string& id) {
    return std::ranges::find(config.sources, id, &config::Source::id) == config.sources.end();
  });
  if (unknown == only.end()) return true;
  log.error("--only " + *unknown + ": " + config.file.string() +
            " has no source of that id; syndic status lists them");
  return false;
}

}  // namespace

int refresh(const Arguments& global, const RefreshArguments& arguments, const Log& log) {
  const base::Clock clock = base::Clock::from_environment();
  const config::Config config = load_config(global.config_file, log);
  if (!names_sources(arguments.options.only, config, log)) return kWrongUsage;

  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  ProgressBar bar(log.loudness() != Loudness::quiet);
  const auto progress = [&](const pipeline::SourceReport& source, std::size_t done,
                            std::size_t total) {
    bar.clear();
    if (!source.error.empty()) log.warning(source.id + ": " + source.error);
    bar.show(done, total, source.id);
  };
  const pipeline::Report report =
      pipeline::refresh(config, arguments.options, clock, transport, progress, cancelled);
  bar.clear();
  for (const pipeline::SourceReport& source : report.sources) {
    if (source.outcome == pipeline::Outcome::disabled && !source.error.empty()) {
      log.warning(source.id + ": " + source.error);
    }
  }

  if (arguments.json) {
    std::cout << report_json(report) << '\n';
  } else if (log.loudness() != Loudness::quiet) {
    std::cout << report_table(report);
  }
  if (report.interrupted) {
    log.error("interrupted: what had come is stored; the next run goes on from there");
    return kFailed;
  }
  const bool any_failed = std::ranges::any_of(report.sources, [](const auto& source) {
    return source.outcome == pipeline::Outcome::failed;
  });
  return arguments.strict && any_failed ? kSourceFailed : kDone;
}

}  // namespace syndic::cli
