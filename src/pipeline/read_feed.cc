// SPDX-License-Identifier: MIT
#include "pipeline/read_feed.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "base/gzip.h"
#include "base/url.h"
#include "discover/page.h"
#include "pipeline/status/shown.h"

namespace syndic::pipeline {
namespace {

/// Makes the body what a gzip file or zlib stream holds, if it is one.
std::optional<Error> inflate(std::string& body, std::size_t most) {
  if (!base::is_gzip(body) && !base::is_zlib(body)) return std::nullopt;
  auto inflated = base::gunzip(body, most);
  if (!inflated) return std::move(inflated.error());
  body = std::move(*inflated);
  return std::nullopt;
}

/// The first feed that a page declares, but for the page's own addresses; empty without one.
std::string declared_elsewhere(std::string_view page, const std::string& url,
                               const parse::Hints& hints) {
  for (const discover::FeedLink& feed : discover::read_page_feeds(page, hints).declared) {
    if (feed.url != hints.base_url && feed.url != base::without_credentials(url)) return feed.url;
  }
  return {};
}

}  // namespace

Result<model::Feed> read_feed(std::string body, const parse::Hints& hints,
                              const parse::Limits& limits) {
  if (auto error = inflate(body, limits.max_bytes)) return fail(std::move(*error));
  return parse::parse_feed(body, hints, limits);
}

Result<model::Feed> read_feed_at(const std::string& url, std::string body,
                                 const parse::Hints& hints, const parse::Limits& limits) {
  if (auto error = inflate(body, limits.max_bytes)) return fail(std::move(*error));
  auto feed = parse::parse_feed(body, hints, limits);
  if (feed || feed.error().code != Errc::unknown_format) return feed;
  const std::string declared = declared_elsewhere(body, url, hints);
  if (!declared.empty()) {
    feed.error().message +=
        ", which it names as " + shown_url(declared) + ", or use site in place of url";
  }
  return feed;
}

}  // namespace syndic::pipeline
