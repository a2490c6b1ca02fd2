// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "pipeline/refresh/refresh.h"
#include "tests/support/fake_transport.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace syndic::test {

inline const std::atomic<bool> kNever = false;
inline const std::string kSite = "https://site.example/";
inline const std::string kRobots = kSite + "robots.txt";
inline const std::string kFeed =
    "<rss version=\"2.0\"><channel><title>The site</title><link>https://site.example/</link>"
    "<item><guid>https://site.example/1</guid><title>One</title></item></channel></rss>";

using Urls = std::vector<std::string>;

/// A page that declares one feed.
inline std::string page_with(const std::string& feed) {
  return "<html><link rel=alternate type=application/rss+xml href='" + feed + "'></html>";
}

inline http::Response status(int code) { return {.status = code}; }

/// A site with a page and its feed, of which the source "s" is made.
struct SiteNetwork {
  TempDir dir;
  FakeTransport transport;
  config::Config config;
  std::size_t seen = 0;

  SiteNetwork() {
    config.file = dir / "syndic.toml";
    config.site = {.title = "All"};
    config.store = options_of(dir.path());
    config.publish.directory = dir / "public";
    config.fetch.transport.host_delay = std::chrono::milliseconds(0);
    config.feeds.push_back({.name = "all", .title = "All"});
    config.sources.push_back({.id = "s", .fetch = {.id = "s"}, .site = kSite});
    transport.answer(kRobots, status(404));
    transport.answer(kSite, page_with("/feed"));
    transport.answer(kSite + "feed", kFeed);
  }

  pipeline::SourceReport run(const char* now, const pipeline::RefreshOptions& options = {}) {
    pipeline::Progress progress;
    return pipeline::refresh(config, options, base::Clock(base::parse_rfc3339_utc(now).value()),
                             transport, progress, kNever)
        .sources.at(0);
  }

  /// What was asked since the last call.
  Urls asked() {
    Urls urls;
    for (; seen < transport.requests().size(); ++seen) {
      urls.push_back(transport.requests()[seen].url);
    }
    return urls;
  }
};

}  // namespace syndic::test
