// SPDX-License-Identifier: MIT
#include "pipeline/lint/invite.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "fetch/host_silence.h"
#include "normalize/item/dates.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"
#include "parse/page/page.h"
#include "pipeline/append.h"
#include "pipeline/discover.h"
#include "pipeline/lint/linted.h"
#include "pipeline/refresh/known_silence.h"
#include "pipeline/setup/page_proposal.h"
#include "store/store.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLongestOwnTitle = 200;

// What a look needs all the way.
struct SiteLook {
  const config::Config& config;
  const Wish& wish;
  http::Transport& transport;
  const fetch::HostSilence& silence;
  model::Timestamp now;
  const std::atomic<bool>& cancelled;
};

Error has_already(const config::Source& source) {
  return {Errc::malformed, "source " + source.id + " has " + base::public_url(address_of(source)) +
                               " already, so no letter is written; syndic why " + source.id +
                               " tells how it does"};
}

// Takes the feed's newest items as a new source's.
void take_items(model::Feed feed, const SiteLook& look, Invitation& invitation) {
  const normalize::Options options{
      .source_url = invitation.url,
      .allow_private = look.config.fetch.transport.allow_private,
  };
  normalize::Normalized content = normalize::normalize(std::move(feed), options, look.now);
  // The date that a run gives what has none depends on all other sources; the place it has among
  // the source's own items does not.
  normalize::date_newcomers(content.feed, look.now, [] { return normalize::Shown(); });
  std::vector<model::Item>& items = content.feed.items;
  std::ranges::stable_sort(items, std::ranges::greater(), &model::Item::published);
  invitation.title = base::printable_line(content.feed.title.value, kLongestOwnTitle);
  invitation.home_page_url = content.feed.home_page_url;
  invitation.count = items.size() + content.left_out;
  items.resize(std::min(items.size(), kItemsOfInvitation));
  invitation.items = std::move(items);
}

// What readers lose by; other advice is no reason to keep a partner waiting.
void judge(const SiteLook& look, Invitation& invitation) {
  std::vector<LintedFeed> feeds = lint_feeds(
      {{.feed = {.place = invitation.url}, .subscription = {.url = invitation.source.url}}},
      {.options = look.config.fetch,
       .transport = look.transport,
       .silence = look.silence,
       .now = look.now,
       .cancelled = look.cancelled});
  invitation.not_judged = feeds.front().not_asked;
  std::ranges::copy_if(feeds.front().findings, std::back_inserter(invitation.findings),
                       [](const lint::Finding& finding) {
                         return finding.rule->severity != lint::Severity::advice ||
                                finding.rule->id == "feed-stale";
                       });
}

Result<Invitation> invitation_of_feed(Offer offer, const SiteLook& look) {
  Invitation invitation{.carried = Carried::feed, .source = source_of(offer, look.wish)};
  invitation.url = base::public_url(invitation.source.url);
  for (const std::string& url : {invitation.source.url, offer.feeds.front().url}) {
    if (const auto* known = partner_at(url, look.config)) return fail(has_already(*known));
  }
  for (std::size_t i = 1; i < offer.feeds.size(); ++i) {
    invitation.others.push_back(offer.feeds[i].url);
  }
  if (!offer.answer) {
    return fail(Errc::too_large, invitation.url + " is too large to be shown in a letter");
  }
  const parse::Hints hints{.base_url = offer.answer->url,
                           .content_type = offer.answer->headers.get("Content-Type"),
                           .fetched = look.now};
  auto feed = parse::read_feed(offer.answer->body, hints,
                               {.max_bytes = look.config.fetch.transport.max_body});
  if (!feed) return fail(std::move(feed.error()));
  take_items(*std::move(feed), look, invitation);
  judge(look, invitation);
  return invitation;
}

// A site without a feed: its feed would be looked for until there is one.
Invitation invitation_of_nothing(const SiteLook& look) {
  Invitation invitation{.source = {.id = look.wish.id,
                                   .name = look.wish.name,
                                   .groups = look.wish.groups,
                                   .settings = {{"site", look.wish.url}}},
                        .url = base::public_url(look.wish.url)};
  if (invitation.source.name.empty()) invitation.source.name = host_name(look.wish.url);
  return invitation;
}

// Reads the page in the network's zone, which is likelier than UTC where its dates name none.
Result<model::Feed> read_in_our_zone(const WebPage& page, const SiteLook& look,
                                     PageProposal& proposal, config::NewSource& source) {
  const std::string& zone = look.config.site.time_zone;
  if (zone == "UTC") return std::move(proposal.read.feed);
  source.settings.insert(source.settings.begin(), {"timezone", zone});
  const parse::Hints hints{.base_url = page.url,
                           .content_type = page.content_type,
                           .time_zone = zone,
                           .fetched = look.now};
  auto read = parse::read_page(page.bytes, hints, proposal.rules);
  if (!read) return fail(std::move(read.error()));
  return std::move(read->feed);
}

Result<Invitation> invitation_without_feed(const SiteLook& look) {
  const auto page = web_page_at(look.wish.url, look.config.fetch, look.transport, look.cancelled);
  if (!page) return fail(page.error());
  if (page->forbidden) return fail(*page->forbidden);
  auto proposal = propose_page(*page);
  if (!proposal) return invitation_of_nothing(look);
  Invitation invitation{.carried = Carried::page, .source = source_of(*page, *proposal, look.wish)};
  const std::string address = address_of(invitation.source);
  if (const auto* known = partner_at(address, look.config)) return fail(has_already(*known));
  invitation.url = base::public_url(address);
  auto feed = read_in_our_zone(*page, look, *proposal, invitation.source);
  if (!feed) return fail(std::move(feed.error()));
  take_items(*std::move(feed), look, invitation);
  return invitation;
}

// Gives the source an id of its own, and names a source that may be the same partner's.
void compare_with_sources(const config::Config& config, Invitation& invitation) {
  std::set<std::string> ids;
  const std::string address = address_of(invitation.source);
  const std::string host = host_name(address);
  for (const config::Source& source : config.sources) {
    ids.insert(source.id);
    const bool is_same = !host.empty() && host_name(address_of(source)) == host;
    if (is_same && invitation.same_host.empty()) invitation.same_host = source.id;
  }
  config::NewSource& source = invitation.source;
  if (source.id.empty()) source.id = free_id(source.name, address, ids);
}

Result<Invitation> invitation_of(const SiteLook& look) {
  auto offer = discover(look.wish.url, discover::Wanted::best, look.config.fetch, look.transport,
                        look.cancelled);
  if (offer) return invitation_of_feed(*std::move(offer), look);
  if (offer.error().code != Errc::unknown_format) return fail(offer.error());
  return invitation_without_feed(look);
}

}  // namespace

const config::Source* partner_at(const std::string& url, const config::Config& config) {
  if (const auto* source = source_at(url, config)) return source;
  std::map<std::string, model::SiteFeed> site_feeds;
  if (const auto store = store::open_read_only(config.store)) {
    site_feeds = store->site_feeds();
  }
  const std::string wanted = canonical_address(url);
  const auto found = std::ranges::find_if(config.sources, [&](const config::Source& source) {
    const auto feed = site_feeds.find(source.id);
    return feed != site_feeds.end() && !source.site.empty() &&
           feed->second.site == base::public_url(source.site) &&
           canonical_address(feed->second.feed_url) == wanted;
  });
  return found == config.sources.end() ? nullptr : &*found;
}

Result<Invitation> look_at_site(const config::Config& config, const Wish& wish,
                                http::Transport& transport, model::Timestamp now,
                                const std::atomic<bool>& cancelled) {
  if (const auto* known = partner_at(wish.url, config)) return fail(has_already(*known));
  const bool is_taken =
      !wish.id.empty() &&
      std::ranges::find(config.sources, wish.id, &config::Source::id) != config.sources.end();
  if (is_taken) {
    return fail(Errc::malformed, "the id " + wish.id + " is taken; choose another with --id");
  }
  const fetch::HostSilence silence = known_silence(config, now);
  if (const auto until = silence.until(wish.url, now)) {
    return fail(Errc::not_now, base::public_url(wish.url) + ": its host asked for silence until " +
                                   base::format_rfc3339(*until));
  }
  auto invitation = invitation_of({.config = config,
                                   .wish = wish,
                                   .transport = transport,
                                   .silence = silence,
                                   .now = now,
                                   .cancelled = cancelled});
  if (invitation) compare_with_sources(config, *invitation);
  return invitation;
}

}  // namespace syndic::pipeline
