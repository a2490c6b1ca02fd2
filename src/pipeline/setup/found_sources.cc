// SPDX-License-Identifier: MIT
#include "pipeline/setup/found_sources.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"
#include "pipeline/append.h"
#include "pipeline/discover.h"
#include "pipeline/setup/page_proposal.h"
#include "pipeline/subscribe.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLongestNewestTitle = 100;

/// Notes what the feed has now.
void describe_items(model::Feed feed, FoundSource& found) {
  normalize::clean(feed);
  found.items = feed.items.size();
  const auto newest = std::ranges::max_element(
      feed.items, {}, [](const model::Item& item) { return item.published; });
  if (newest == feed.items.end()) return;
  found.newest = newest->published;
  found.newest_title = base::printable_line(newest->title.value, kLongestNewestTitle);
}

FoundSource source_of_feed(Offer offer, const std::string& url) {
  FoundSource found{.source = source_of(offer, {.url = url})};
  for (std::size_t i = 1; i < offer.feeds.size(); ++i) found.others.push_back(offer.feeds[i].url);
  if (!offer.answer) return found;
  const parse::Hints hints{.base_url = offer.answer->url,
                           .content_type = offer.answer->headers.get("Content-Type")};
  if (auto feed = parse::read_feed(offer.answer->body, hints)) {
    describe_items(*std::move(feed), found);
  }
  return found;
}

Result<FoundSource> source_of_page(const std::string& url, const fetch::Options& options,
                                   http::Transport& transport, const std::atomic<bool>& cancelled) {
  const auto page = web_page_at(url, options, transport, cancelled);
  if (!page) return fail(page.error());
  if (page->forbidden) return fail(*page->forbidden);
  auto proposal = propose_page(*page);
  if (!proposal) return fail(std::move(proposal.error()));
  FoundSource found{.source = source_of(*page, *proposal, {}), .is_page = true};
  describe_items(std::move(proposal->read.feed), found);
  return found;
}

/// What did not answer in time is a site until more is known.
FoundSource unanswered(const std::string& url) {
  return {.source = {.name = host_name(url), .settings = {{"site", url}}}, .is_unanswered = true};
}

/// The error of one address, with its name.
Error about(const std::string& url, Error error) {
  const std::string name = base::public_url(url);
  if (error.message.find(name) == std::string::npos) {
    error.message = name + ": " + error.message;
  }
  return error;
}

/// Gives each source an id of its own, and makes errors of those whose address another one has.
void keep_apart(std::vector<Result<FoundSource>>& results, const std::vector<std::string>& urls) {
  std::set<std::string> ids;
  std::map<std::string, std::string> known;  // Who has an address.
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!results[i]) continue;
    FoundSource& found = *results[i];
    const std::string address = address_of(found.source);
    const auto [first, is_new] = known.emplace(canonical_address(address), urls[i]);
    if (!is_new) {
      results[i] = fail(about(
          urls[i], {Errc::malformed, "the same feed as that of " + base::public_url(first->second) +
                                         ", which counts once"}));
      continue;
    }
    found.url = base::public_url(address);
    found.source.id = free_id(found.source.name, address, ids);
    ids.insert(found.source.id);
  }
}

}  // namespace

std::vector<Result<FoundSource>> find_sources(const std::vector<std::string>& urls,
                                              const fetch::Options& options,
                                              http::Transport& transport,
                                              const std::atomic<bool>& is_over) {
  std::vector<Result<FoundSource>> results;
  std::vector<Result<Offer>> offers =
      discover_all(urls, discover::Wanted::best, options, transport, is_over);
  for (std::size_t i = 0; i < urls.size(); ++i) {
    if (offers[i]) {
      results.emplace_back(source_of_feed(*std::move(offers[i]), urls[i]));
      continue;
    }
    Result<FoundSource> other = fail(std::move(offers[i].error()));
    const bool may_be_page = other.error().code == Errc::unknown_format;
    if (may_be_page && !is_over) other = source_of_page(urls[i], options, transport, is_over);
    const bool is_late = !other && is_over && (may_be_page || other.error().code == Errc::timeout);
    if (is_late) other = unanswered(urls[i]);
    results.push_back(other ? std::move(other) : fail(about(urls[i], std::move(other.error()))));
  }
  keep_apart(results, urls);
  return results;
}

}  // namespace syndic::pipeline
