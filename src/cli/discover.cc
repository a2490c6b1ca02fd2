// SPDX-License-Identifier: MIT
#include <atomic>
#include <iostream>
#include <utility>

#include "base/atomic_file.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "pipeline/discover.h"

namespace syndic::cli {
namespace {

using Feeds = Result<std::vector<discover::FeedLink>>;

Feeds feeds_at(const std::string& url, const fetch::Options& options) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  auto offer = pipeline::discover(url, discover::Wanted::list, options, transport, cancelled);
  if (!offer) return fail(std::move(offer.error()));
  return std::move(offer->feeds);
}

Feeds feeds_in(const std::string& name, const std::string& base_url, std::size_t most) {
  auto bytes = name == "-" ? read_standard_input(most) : base::read_file(name, most);
  if (!bytes && bytes.error().code == Errc::not_found) {
    return fail(no_address(name, ", nor a file that is there"));
  }
  if (!bytes) return fail(std::move(bytes.error()));
  return pipeline::discover_in(*bytes, name, base_url);
}

}  // namespace

int run(const Arguments& global, const DiscoverArguments& command, const Log& log) {
  const std::string url = url_meant(command.input);
  if (!url.empty() && !command.base_url.empty()) {
    log.error("--base is for a file or standard input; " + base::public_url(url) +
              " says itself where it is");
    return kWrongUsage;
  }
  const fetch::Options options = fetch_options(global, command.allow_private, log);
  const auto feeds = url.empty()
                         ? feeds_in(command.input, command.base_url, options.transport.max_body)
                         : feeds_at(url, options);
  if (!feeds) {
    const std::string name = base::public_url(url.empty() ? command.input : url);
    const std::string& message = feeds.error().message;
    log.error(message.find(name) == std::string::npos ? name + ": " + message : message);
    return kFailed;
  }
  for (const discover::FeedLink& feed : *feeds) {
    std::cout << feed.url << '\t' << feed.media_type << '\t' << feed.title << '\n';
  }
  return kDone;
}

}  // namespace syndic::cli
