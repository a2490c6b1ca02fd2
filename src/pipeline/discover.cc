// SPDX-License-Identifier: MIT
#include "pipeline/discover.h"

#include <cstddef>
#include <deque>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "normalize/normalize.h"
#include "parse/not_a_feed.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kShownTitle = 200;

std::string media_type_of(model::Format format) {
  switch (format) {
    case model::Format::atom03:
    case model::Format::atom10:
      return "application/atom+xml";
    case model::Format::jsonfeed10:
    case model::Format::jsonfeed11:
      return "application/feed+json";
    case model::Format::icalendar20:
      return "text/calendar";
    default:
      return "application/rss+xml";
  }
}

/// Describes a feed that was read at `url`.
discover::FeedLink describe(model::Feed feed, std::string url) {
  feed.items.clear();
  normalize::clean(feed);
  return {.url = std::move(url),
          .media_type = media_type_of(feed.format),
          .title = base::printable_line(feed.title.value, kShownTitle)};
}

/// The first feed that a page declares at another URL than its own; empty if there is none.
std::string declared_elsewhere(std::string_view page, const std::string& url,
                               const parse::Hints& hints) {
  for (const discover::FeedLink& feed : discover::read_page_feeds(page, hints).declared) {
    if (feed.url != hints.base_url && feed.url != base::without_credentials(url)) return feed.url;
  }
  return {};
}

Result<Offer> offer_of(discover::FeedSearch& search, bool cancelled) {
  if (!search.found().empty()) {
    Offer offer{search.found(), search.moved_to(), std::move(search.answer())};
    if (search.feed()) offer.feeds.front() = describe(*search.feed(), offer.feeds.front().url);
    return offer;
  }
  if (cancelled && search.error().message.empty()) {
    return fail(Errc::timeout, "interrupted before a feed was found");
  }
  return fail(search.error());
}

}  // namespace

Result<Offer> discover(const std::string& url, discover::Wanted wanted,
                       const fetch::Options& options, http::Transport& transport,
                       const std::atomic<bool>& cancelled) {
  return std::move(discover_all({url}, wanted, options, transport, cancelled).front());
}

std::vector<Result<Offer>> discover_all(const std::vector<std::string>& urls,
                                        discover::Wanted wanted, const fetch::Options& options,
                                        http::Transport& transport,
                                        const std::atomic<bool>& cancelled) {
  discover::RobotsOfSites robots;
  std::deque<discover::FeedSearch> searches;
  for (const std::string& url : urls) {
    searches.emplace_back(discover::Target{.site = {.id = "discover", .url = url},
                                           .wanted = wanted,
                                           .asker = discover::Asker::person,
                                           .patience = options.transport.timeout},
                          robots);
  }
  fetch::HostSilence silence;  // Of these searches only, so the time does not matter.
  discover::carry_out(searches, transport, silence,
                      model::Timestamp(boost::gregorian::date(1970, 1, 1)), cancelled);
  std::vector<Result<Offer>> offers;
  offers.reserve(searches.size());
  for (discover::FeedSearch& search : searches) offers.push_back(offer_of(search, cancelled));
  return offers;
}

Result<std::vector<discover::FeedLink>> discover_in(std::string_view document,
                                                    const std::string& name,
                                                    const std::string& base_url) {
  std::string body(document);
  if (auto feed = parse::read_feed(body, {})) {
    return std::vector{describe(*std::move(feed), name)};
  } else if (feed.error().code != Errc::unknown_format) {
    return fail(std::move(feed.error()));
  }
  discover::PageFeeds feeds =
      discover::read_page_feeds(document, {.base_url = base_url}, discover::Relative::kept);
  std::vector<discover::FeedLink>& best = feeds.declared.empty() ? feeds.linked : feeds.declared;
  if (!best.empty()) return std::move(best);
  return fail(Errc::unknown_format,
              "this page names no feed; give its address in place of the file, and the usual "
              "places are looked into");
}

Result<model::Feed> read_feed_at(const std::string& url, std::string body,
                                 const parse::Hints& hints, const parse::Limits& limits) {
  auto feed = parse::read_feed(body, hints, limits);
  if (feed || feed.error().code != Errc::unknown_format) return feed;
  const std::string declared = declared_elsewhere(body, url, hints);
  if (declared.empty() && feed.error().message == parse::kHtmlPage) {
    feed.error().message += discover::page_advice(url, discover::Asker::program);
  } else if (!declared.empty()) {
    feed.error().message +=
        ", which it names as " + discover::shown_url(declared) + ", or use site in place of url";
  }
  return feed;
}

}  // namespace syndic::pipeline
