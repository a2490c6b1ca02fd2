// SPDX-License-Identifier: MIT
#include "pipeline/refresh/site_feeds.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "discover/search.h"
#include "fetch/answer.h"
#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "fetch/move.h"
#include "normalize/link/canonical_url.h"

namespace syndic::pipeline {
namespace {

const boost::posix_time::hours kBetweenSearches(24);
const boost::posix_time::hours kTroubleForLong(7 * 24);

model::FetchState state_of(const std::string& id,
                           const std::map<std::string, model::FetchState>& states) {
  const auto state = states.find(id);
  return state == states.end() ? model::FetchState{} : state->second;
}

// The canonical URL at which a source is asked, and the reason for it.
struct AskedAddress {
  std::string id;
  std::string address;
  std::string_view by;  // Empty: it is the configured URL.
};

AskedAddress asked_address(const config::Source& source, const model::FetchState& state) {
  AskedAddress asked{source.id, normalize::canonical_url(source.fetch.url),
                     source.site.empty() ? "" : "found its feed"};
  // A move from another URL than the present one no longer counts.
  if (state.fetched_url != fetch::place_of(source.fetch)) return asked;
  std::string moved = normalize::canonical_url(fetch::url_to_ask(source.fetch, state.move));
  return moved == asked.address ? asked : AskedAddress{source.id, std::move(moved), "moved to"};
}

}  // namespace

SiteFeeds::SiteFeeds(const config::Config& config, store::Store& store, model::Timestamp now)
    : config_(config), store_(store), now_(now) {
  const auto is_site = [](const config::Source& source) { return !source.site.empty(); };
  if (std::ranges::none_of(config.sources, is_site)) return;
  known_ = store.site_feeds();
  own_ = config;
  for (config::Source& source : own_->sources) {
    if (source.site.empty()) continue;
    auto known = known_.find(source.id);
    if (known != known_.end() && known->second.site != base::public_url(source.site)) {
      known_.erase(known);  // Of another site.
      known = known_.end();
    }
    set_feed(source, known == known_.end() ? std::string() : known->second.feed_url);
  }
}

/// The request for the site itself, with the source's secrets for it.
fetch::Subscription SiteFeeds::site_of(const config::Source& source) const {
  fetch::Subscription site =
      std::ranges::find(config_.sources, source.id, &config::Source::id)->fetch;
  site.url = source.site;
  return site;
}

/// Sets the source's URL. A page must not be able to send the source's secrets to another origin.
void SiteFeeds::set_feed(config::Source& source, const std::string& feed_url) const {
  source.fetch = feed_url.empty() ? site_of(source) : discover::asked_at(site_of(source), feed_url);
}

bool SiteFeeds::must_search(const config::Source& source) const {
  if (source.site.empty()) return false;
  const auto known = known_.find(source.id);
  return known == known_.end() || known->second.feed_url.empty();
}

bool SiteFeeds::may_search(const config::Source& source, bool asked) const {
  if (source.site.empty()) return false;
  const auto next = next_search(source);
  return asked || !next || *next <= now_;
}

std::optional<model::Timestamp> SiteFeeds::next_search(const config::Source& source) const {
  const auto known = known_.find(source.id);
  if (known == known_.end() || !known->second.searched) return std::nullopt;
  const model::Timestamp last = *known->second.searched;
  if (last > now_) return std::nullopt;  // The clock was wrong.
  return last + kBetweenSearches;
}

bool SiteFeeds::is_the_site(const config::Source& source) const {
  return base::public_url(source.fetch.url) == base::public_url(source.site);
}

bool SiteFeeds::has_died(const config::Source& source, const SourceReport& report) const {
  if (report.outcome != Outcome::failed && report.outcome != Outcome::gone) return false;
  if (report.status == 200) return true;
  if (is_the_site(source)) return false;
  const bool for_long = report.failing_since && *report.failing_since + kTroubleForLong <= now_;
  return report.status == 404 || report.status == 410 || for_long;
}

std::vector<SiteFeeds::Searched> SiteFeeds::search(
    const std::vector<const config::Source*>& sources,
    const std::map<std::string, model::FetchState>& states, fetch::HostSilence& silence,
    http::Transport& transport, const std::atomic<bool>& cancelled) {
  // One set of robots.txt answers for each proxy: if one fails, sites may be reached by another.
  std::map<std::pair<std::string, std::filesystem::path>, discover::RobotsOfSites> robots;
  std::deque<discover::FeedSearch> searches;
  for (const config::Source* source : sources) {
    fetch::Subscription site = site_of(*source);
    discover::RobotsOfSites& known_robots = robots[{site.access.proxy, site.access.ca_file}];
    searches.emplace_back(
        discover::Target{.site = std::move(site),
                         .wanted = discover::Wanted::best,
                         .asker = discover::Asker::program,
                         .patience = config_.fetch.transport.timeout,
                         .dead = must_search(*source) ? std::string() : source->fetch.url,
                         .next_guess = known_[source->id].next_guess},
        known_robots);
  }
  const std::map<std::string, model::SiteFeed> before = known_;
  record_beginning(sources);
  discover::carry_out(searches, transport, silence, now_, cancelled);

  std::vector<Searched> results;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    discover::FeedSearch& search = searches[i];
    if (!search.found().empty()) {
      // A site may be a feed itself, with its password in the URL.
      const std::string& found = search.found().front().url;
      const std::string url =
          found == base::public_url(sources[i]->site) ? sources[i]->site : found;
      results.push_back(record_found(*sources[i], url));
      results.back().answer = std::move(search.answer());
    } else if (is_own_obstacle(search.error().code)) {
      forget_beginning(*sources[i], before.at(sources[i]->id));  // Our own fault.
      results.push_back({sources[i], false, 0, search.error().message, search.error().code});
    } else if (!search.has_asked()) {
      forget_beginning(*sources[i], before.at(sources[i]->id));
      continue;
    } else if (search.error().message.empty()) {
      record_searched(*sources[i], search);
      continue;
    } else if (search.error().code == Errc::not_now) {
      continue;
    } else {
      results.push_back(record_failed(*sources[i], search, states));
    }
    results.back().cost = search.cost();
  }
  return results;
}

// If the run is killed now, the same sites are not asked again within a day.
void SiteFeeds::record_beginning(const std::vector<const config::Source*>& sources) {
  for (const config::Source* source : sources) {
    model::SiteFeed begun = known_[source->id];
    begun.site = base::public_url(source->site);
    begun.searched = now_;
    store_.remember(source->id, begun);
  }
  store_.commit(store::Durability::server_end);
  store_.begin_batch();
}

SiteFeeds::Searched SiteFeeds::record_found(const config::Source& source, const std::string& url) {
  const model::SiteFeed feed{.site = base::public_url(source.site),
                             .feed_url = base::without_credentials(url),
                             .searched = now_};
  store_.remember(source.id, feed);
  known_.insert_or_assign(source.id, feed);
  set_feed(*std::ranges::find(own_->sources, source.id, &config::Source::id), url);
  return {&source, true, 0, "its feed was found at " + discover::shown_url(url)};
}

// So that the next run searches, from where the last search ended.
void SiteFeeds::forget_beginning(const config::Source& source, const model::SiteFeed& before) {
  known_[source.id] = before;
  store_.remember(source.id, before);
}

// The next search goes on from where this one ended, even where a signal ended it: what was asked
// is not asked again within a day.
void SiteFeeds::record_searched(const config::Source& source, const discover::FeedSearch& search) {
  model::SiteFeed& feed = known_[source.id];
  feed.site = base::public_url(source.site);
  feed.searched = now_;
  feed.next_guess = search.next_guess();
  store_.remember(source.id, feed);
}

SiteFeeds::Searched SiteFeeds::record_failed(
    const config::Source& source, const discover::FeedSearch& search,
    const std::map<std::string, model::FetchState>& states) {
  const Error& error = search.error();
  const bool had_one = !must_search(source);
  record_searched(source, search);
  Searched result{&source, false, 0, base::printable_line(error.message), error.code};
  if (had_one) return result;  // The fetch state is that of the feed that it had.

  const model::FetchState before = fetch::recall(source.fetch, state_of(source.id, states));
  model::FetchState state = fetch::after_failure(before, error, source.fetch, config_.fetch, now_);
  if (search.refusal()) {
    fetch::Fetched got =
        fetch::understand(*search.refusal(), {source.fetch, before, {}, config_.fetch, now_});
    if (got.failure) {
      state = std::move(got.state);
      result.message = got.failure->message;
      result.cause = got.failure->code;
    }
  }
  state.next_due = std::max(state.next_due.value_or(now_), now_ + kBetweenSearches);
  result.status = state.last_status;
  store_.keep(source.id, state);
  return result;
}

std::vector<std::string> shared_addresses(const config::Config& config) {
  const auto store = store::open_read_only(config.store);
  if (store == nullptr) return {};
  const auto states = store->fetch_states();
  const SiteFeeds sites(config, *store, {});  // Nothing is searched for, so the time is not used.
  std::map<std::string, AskedAddress> holders;
  std::vector<std::string> lines;
  for (const config::Source& source : sites.config().sources) {
    if (sites.must_search(source)) continue;
    const AskedAddress asked = asked_address(source, state_of(source.id, states));
    if (asked.address.empty()) continue;
    const auto [holder, is_new] = holders.emplace(asked.address, asked);
    const AskedAddress& first = holder->second;
    if (is_new || (asked.by.empty() && first.by.empty())) continue;
    const AskedAddress& mover = asked.by.empty() ? first : asked;
    const AskedAddress& other = asked.by.empty() ? asked : first;
    lines.push_back("source " + mover.id + " has " + std::string(mover.by) + " where source " +
                    other.id + " is read too, so that their items come twice; keep one of them");
  }
  return lines;
}

}  // namespace syndic::pipeline
