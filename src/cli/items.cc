// SPDX-License-Identifier: MIT
//
// The commands that change single items: withdraw and restore.
#include <atomic>
#include <iostream>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/printable.h"
#include "cli/acting_user.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "pipeline/publish/withdraw.h"
#include "pipeline/refresh/refresh.h"

namespace syndic::cli {
namespace {

/// Prints what was `done` to which items, and writes the files anew.
int publish(const config::Config& config, const Result<std::vector<pipeline::Withdrawn>>& items,
            const std::string& done, const Log& log) {
  if (!items) {
    log.error(items.error().message);
    return kFailed;
  }
  for (const pipeline::Withdrawn& item : *items) {
    std::cout << done << ' ' << item.source_id << '/' << base::printable_line(item.id)
              << (item.title.empty() ? "" : ": " + base::printable_line(item.title)) << '\n';
  }
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  pipeline::Progress progress;
  const pipeline::Report report = pipeline::refresh(
      config, {.offline = true}, base::Clock::from_environment(), transport, progress, cancelled);
  for (const std::string& news : report.news) log.notice(news);
  for (const std::string& reason : report.withheld) log.error(reason);
  const std::string& failure = report.announced.command_failure;
  if (!failure.empty()) log.error(failure);
  return report.withheld.empty() && failure.empty() && !report.interrupted ? kDone : kFailed;
}

}  // namespace

int run(const Arguments& global, const WithdrawArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  act_as_owner_of_store(config, log);
  const model::Timestamp now = base::Clock::from_environment().now();
  return publish(config, pipeline::withdraw(config, command.item, command.why, now), "withdrawn",
                 log);
}

int run(const Arguments& global, const RestoreArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  act_as_owner_of_store(config, log);
  const model::Timestamp now = base::Clock::from_environment().now();
  return publish(config, pipeline::restore(config, command.item, now), "restored", log);
}

}  // namespace syndic::cli
