// SPDX-License-Identifier: MIT
#include <atomic>
#include <iostream>

#include "base/printable.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "pipeline/subscribe.h"

namespace syndic::cli {

int run(const Arguments& global, const AddArguments& command, const Log& log) {
  pipeline::Wish wish = command.wish;
  wish.url = url_meant(wish.url);
  if (wish.url.empty()) {
    log.error(no_address(command.wish.url).message);
    return kWrongUsage;
  }
  config::Config config = load_config(global.config_file, log);
  config.fetch.transport.private_advice =
      "set [fetch] allow_private = true in " + config.file.string() + " to allow it";
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  const auto added = pipeline::subscribe(config, wish, transport, cancelled);
  if (!added) {
    log.error(added.error().message);
    return kFailed;
  }
  const bool says = log.loudness() != Loudness::quiet;
  if (!added->is_new) {
    log.warning("nothing to add: source " + added->id + " has " + added->url + " already");
    return kDone;
  }
  if (says) {
    std::cout << "added " << added->id << " (" << base::printable_line(added->name)
              << "): " << added->url << '\n';
  }
  for (const discover::FeedLink& other : added->others) {
    if (says) std::cout << "also offered: " << other.url << '\t' << other.title << '\n';
  }
  return kDone;
}

}  // namespace syndic::cli
