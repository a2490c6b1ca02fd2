// SPDX-License-Identifier: MIT
//
// The commands that bring sources into the configuration: discover and add.
#include <algorithm>
#include <atomic>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/printable.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "pipeline/authored/folder.h"
#include "pipeline/discover.h"
#include "pipeline/publish/site_pages.h"
#include "pipeline/refresh/site_feeds.h"
#include "pipeline/subscribe.h"

namespace syndic::cli {
namespace {

using FeedLinks = Result<std::vector<discover::FeedLink>>;

FeedLinks feeds_at(const std::string& url, const fetch::Options& options) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  auto offer = pipeline::discover(url, discover::Wanted::list, options, transport, cancelled);
  if (!offer) return fail(std::move(offer.error()));
  return std::move(offer->feeds);
}

FeedLinks feeds_in(const std::string& name, const std::string& base_url, std::size_t max_bytes) {
  auto bytes = read_input(name, max_bytes);
  if (!bytes && bytes.error().code == Errc::not_found) {
    return fail(no_address(name, ", nor a file that is there"));
  }
  if (!bytes) return fail(std::move(bytes.error()));
  return pipeline::discover_in(*bytes, name, base_url);
}

}  // namespace

int run(const Arguments& global, const DiscoverArguments& command, const Log& log) {
  const std::string url = url_named_by(command.input);
  if (is_base_wrong(url, command.base_url, log)) return kWrongUsage;
  const fetch::Options options = fetch_options(global, command.allow_private, log);
  const auto feeds = url.empty()
                         ? feeds_in(command.input, command.base_url, options.transport.max_body)
                         : feeds_at(url, options);
  if (!feeds) {
    log_input_error(command.input, url, feeds.error(), log);
    return kFailed;
  }
  for (const discover::FeedLink& feed : *feeds) {
    std::cout << feed.url << '\t' << feed.media_type << '\t' << feed.title << '\n';
  }
  return kDone;
}

int run(const Arguments& global, const AddArguments& command, const Log& log) {
  const auto wish = understood(command.wish, log);
  if (!wish) return kWrongUsage;
  config::Config config = load_config(global.config_file, log);
  config.fetch.transport.private_advice =
      "set [fetch] allow_private = true in " + config.file.string() + " to allow it";
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  const auto added = pipeline::subscribe(config, *wish, transport, cancelled);
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
              << "): " << added->url << '\n'
              << "in " << base::printable_line(config.file.string())
              << "; the next syndic refresh asks for it\n";
  }
  for (const discover::FeedLink& other : added->others) {
    if (says) std::cout << "also offered: " << other.url << '\t' << other.title << '\n';
  }
  return kDone;
}

}  // namespace syndic::cli
