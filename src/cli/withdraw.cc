// SPDX-License-Identifier: MIT
#include <iostream>

#include "base/clock.h"
#include "base/printable.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "http/curl_transport.h"
#include "pipeline/publish/withdraw.h"
#include "pipeline/refresh/refresh.h"

namespace syndic::cli {
namespace {

/// Says what was done to which items, and writes the files anew.
int publish(const config::Config& config, const std::vector<pipeline::Withdrawn>& items,
            const std::string& done, const Log& log) {
  for (const pipeline::Withdrawn& item : items) {
    std::cout << done << ' ' << item.source_id << '/' << base::printable_line(item.id)
              << (item.title.empty() ? "" : ": " + base::printable_line(item.title)) << '\n';
  }
  const std::atomic<bool> cancelled = false;
  http::CurlTransport transport(config.fetch.transport);
  pipeline::Progress progress;
  const pipeline::Report report = pipeline::refresh(
      config, {.offline = true}, base::Clock::from_environment(), transport, progress, cancelled);
  for (const std::string& news : report.news) log.notice(news);
  for (const std::string& reason : report.withheld) log.error(reason);
  return report.withheld.empty() ? kDone : kFailed;
}

}  // namespace

int run(const Arguments& global, const WithdrawArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const auto items =
      pipeline::withdraw(config, command.asked, command.why, base::Clock::from_environment().now());
  if (items) return publish(config, *items, "withdrawn", log);
  log.error(items.error().message);
  return kFailed;
}

int run(const Arguments& global, const RestoreArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const auto items =
      pipeline::restore(config, command.asked, base::Clock::from_environment().now());
  if (items) return publish(config, *items, "restored", log);
  log.error(items.error().message);
  return kFailed;
}

}  // namespace syndic::cli
