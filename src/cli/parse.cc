// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <iostream>
#include <optional>
#include <utility>

#include "base/clock.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "fetch/fetch.h"
#include "http/curl_transport.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"
#include "write/feed_writer.h"

namespace syndic::cli {
namespace {

/// The bytes of an input, their final URL and media type.
struct Input {
  std::string bytes;
  std::string url;  ///< After redirects; empty for files.
  std::string content_type;
};

Result<Input> fetch_url(const std::string& url, const fetch::Options& options) {
  http::CurlTransport transport(options.transport);
  const std::atomic<bool> cancelled = false;
  std::optional<Result<Input>> answer;
  const fetch::Subscription subscription{.id = url, .url = url};
  fetch::fetch(
      {&subscription, 1}, {}, options, base::Clock::from_environment().now(), transport,
      [&](fetch::Fetched got) {
        if (got.failure) {
          answer = fail(std::move(*got.failure));
        } else {
          answer = Input{std::move(got.body), std::move(got.base_url), std::move(got.content_type)};
        }
      },
      cancelled);
  return answer ? std::move(*answer)
                : Result<Input>(fail(Errc::transfer, "no answer came; try again"));
}

/// `url`: the one that `name` names; empty if `name` is a file or "-".
Result<Input> input_of(const std::string& name, const std::string& url,
                       const fetch::Options& options) {
  if (!url.empty()) return fetch_url(url, options);
  auto bytes = read_input(name, options.transport.max_body);
  if (!bytes) return fail(std::move(bytes.error()));
  return Input{.bytes = std::move(*bytes)};
}

/// The whole feed as a document, with nothing dropped or merged.
write::Document document_of(model::Feed feed) {
  write::Document document;
  document.title = std::move(feed.title.value);
  document.subtitle = std::move(feed.subtitle.value);
  document.home_page_url = std::move(feed.home_page_url);
  document.language = std::move(feed.language);
  document.rights = std::move(feed.rights);
  document.icon = std::move(feed.icon);
  document.favicon = std::move(feed.favicon);
  document.authors = std::move(feed.authors);
  document.hubs = std::move(feed.hubs);
  document.updated = feed.updated;
  document.provenance = write::Provenance{.format = std::string(write::format_name(feed.format)),
                                          .encoding = std::move(feed.encoding),
                                          .warnings = std::move(feed.warnings)};
  for (model::Item& item : feed.items) document.entries.push_back({.item = std::move(item)});
  return document;
}

int exit_code_of(const Error& error) {
  const bool no_feed = error.code == Errc::unknown_format || error.code == Errc::malformed ||
                       error.code == Errc::too_large;
  return no_feed ? kNoFeed : kFailed;
}

}  // namespace

int run(const Arguments& global, const ParseArguments& command, const Log& log) {
  const fetch::Options options = fetch_options(global, command.allow_private, log);
  const bool one_a_line = command.inputs.size() > 1 && command.as == write::Format::json;
  int exit_code = kDone;
  for (const std::string& name : command.inputs) {
    const std::string url = url_named_by(name);
    const auto failed = [&](const Error& error) {
      log_input_error(name, url, error, log);
      exit_code = std::max(exit_code, exit_code_of(error));
    };
    auto input = input_of(name, url, options);
    if (!input) {
      failed(input.error());
      continue;
    }
    const std::string base_url = command.base_url.empty() ? input->url : command.base_url;
    auto feed = parse::read_feed(input->bytes,
                                 {.base_url = base_url,
                                  .content_type = input->content_type,
                                  .fetched = base::Clock::from_environment().now()},
                                 {.max_bytes = options.transport.max_body});
    if (!feed) {
      failed(feed.error());
      continue;
    }
    normalize::clean(*feed);
    if (log.loudness() == Loudness::quiet) continue;
    // JSON shows the feed's own URL; the others are files that will be published at --base.
    const bool json = command.as == write::Format::json;
    const std::string self_url = json ? feed->feed_url : command.base_url;
    const write::Document document = document_of(std::move(*feed));
    std::cout << (one_a_line ? write::render_json_line(document, self_url)
                             : write::render(document, command.as, self_url));
  }
  return exit_code;
}

}  // namespace syndic::cli
