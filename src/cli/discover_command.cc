// SPDX-License-Identifier: MIT
#include <atomic>
#include <iostream>
#include <utility>

#include "base/atomic_file.h"
#include "base/url.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "pipeline/discover.h"

namespace syndic::cli {
namespace {

using Feeds = Result<std::vector<parse::FeedLink>>;

Feeds feeds_at(const std::string& url, const fetch::Options& options) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  return pipeline::discover(url, pipeline::Wanted::list, options, transport, cancelled);
}

Feeds feeds_of(const std::string& name, const fetch::Options& options) {
  if (base::is_http_url(name)) return feeds_at(name, options);
  const std::size_t most = options.transport.max_body;
  auto bytes = name == "-" ? read_standard_input(most) : base::read_file(name, most);
  if (!bytes) return fail(std::move(bytes.error()));
  return pipeline::discover_in(*bytes, name);
}

}  // namespace

int discover(const Arguments& global, const DiscoverArguments& arguments, const Log& log) {
  const auto feeds = feeds_of(arguments.input, fetch_options(global, arguments.allow_private, log));
  if (!feeds) {
    const std::string name = base::public_url(arguments.input);
    const std::string& message = feeds.error().message;
    log.error(message.find(name) == std::string::npos ? name + ": " + message : message);
    return kFailed;
  }
  for (const parse::FeedLink& feed : *feeds) {
    std::cout << feed.url << '\t' << feed.media_type << '\t' << feed.title << '\n';
  }
  return kDone;
}

}  // namespace syndic::cli
