// SPDX-License-Identifier: MIT
#include "pipeline/site_feeds.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "fetch/answer.h"
#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "pipeline/discover.h"

namespace syndic::pipeline {
namespace {

const boost::posix_time::hours kBetweenSearches(24);
constexpr std::size_t kShownUrl = 120;

std::string shown(const std::string& url) {
  return base::printable_line(base::public_url(url), kShownUrl);
}

model::FetchState state_of(const std::string& id,
                           const std::map<std::string, model::FetchState>& states) {
  const auto state = states.find(id);
  return state == states.end() ? model::FetchState{} : state->second;
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
      known_.erase(known);  // It spoke of another site.
      known = known_.end();
    }
    settle(source, known == known_.end() ? std::string() : known->second.feed_url);
  }
}

/// The page must not be able to have the source's secrets sent elsewhere.
void SiteFeeds::settle(config::Source& source, const std::string& feed_url) const {
  source.fetch.url = feed_url.empty() ? source.site : feed_url;
  if (base::url_origin(source.fetch.url) != base::url_origin(source.site)) {
    source.fetch.access = without_secrets(source.fetch.access);
  }
}

bool SiteFeeds::must_search(const config::Source& source) const {
  if (source.site.empty()) return false;
  const auto known = known_.find(source.id);
  return known == known_.end() || known->second.feed_url.empty();
}

bool SiteFeeds::may_search(const config::Source& source, bool asked) const {
  if (source.site.empty()) return false;
  const auto known = known_.find(source.id);
  if (asked || known == known_.end() || !known->second.searched) return true;
  const model::Timestamp last = *known->second.searched;
  return last > now_ || last + kBetweenSearches <= now_;  // The clock may have been wrong.
}

bool SiteFeeds::has_died(const SourceReport& report) {
  if (report.outcome == Outcome::gone) return true;
  return report.outcome == Outcome::failed &&
         (report.status == 200 || report.status == 404 || report.status == 410);
}

std::vector<SiteFeeds::Searched> SiteFeeds::search(
    const std::vector<const config::Source*>& sources,
    const std::vector<const config::Source*>& asked,
    const std::map<std::string, model::FetchState>& states, http::Transport& transport,
    KnownAnswers& answers, const std::atomic<bool>& cancelled) {
  RobotsOfSites robots;
  std::deque<FeedSearch> searches;
  std::vector<Seeking> seekings;
  for (const config::Source* source : sources) {
    const auto original = std::ranges::find(config_.sources, source->id, &config::Source::id);
    fetch::Subscription site = original->fetch;
    site.url = source->site;
    seekings.push_back(
        {std::move(site), &searches.emplace_back(source->site, Wanted::best, Asker::program, robots,
                                                 config_.fetch.transport.timeout)});
  }
  const fetch::HostSilence silence(states, now_);
  Discoverer discoverer(config_.fetch, transport, silence, now_);
  for (const config::Source* source : asked) discoverer.note_asked(source->fetch.url);
  discoverer.run(seekings, cancelled);

  std::vector<Searched> results;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    FeedSearch& search = searches[i];
    if (!search.found().empty()) {
      // A site may be a feed itself, at an address that has its password.
      const std::string& found = search.found().front().url;
      const std::string url =
          found == base::public_url(sources[i]->site) ? sources[i]->site : found;
      if (search.answer()) answers.add(url, std::move(*search.answer()));
      results.push_back(take_up(*sources[i], url));
    } else if (!search.error().message.empty()) {
      results.push_back(give_up(*sources[i], search.error(), search.refusal(), states));
    }
  }
  return results;
}

SiteFeeds::Searched SiteFeeds::take_up(const config::Source& source, const std::string& url) {
  const model::SiteFeed feed{.site = base::public_url(source.site),
                             .feed_url = base::without_credentials(url),
                             .searched = now_};
  store_.remember(source.id, feed);
  known_.insert_or_assign(source.id, feed);
  settle(*std::ranges::find(own_->sources, source.id, &config::Source::id), url);
  return {&source, true, 0, "its feed was found at " + shown(url)};
}

SiteFeeds::Searched SiteFeeds::give_up(const config::Source& source, const Error& error,
                                       const std::optional<Result<http::Response>>& refusal,
                                       const std::map<std::string, model::FetchState>& states) {
  const bool had_one = !must_search(source);
  model::SiteFeed& feed = known_[source.id];
  feed.site = base::public_url(source.site);
  feed.searched = now_;
  store_.remember(source.id, feed);
  Searched result{&source, false, 0, base::printable_line(error.message)};
  if (had_one) return result;  // What is remembered of asking speaks of the feed that it had.

  const model::FetchState before = fetch::recall(source.fetch, state_of(source.id, states));
  model::FetchState state = fetch::after_failure(before, error, source.fetch, config_.fetch, now_);
  if (refusal) {
    fetch::Fetched got =
        fetch::understand(*refusal, {source.fetch, before, {}, config_.fetch, now_});
    if (got.failure) {
      state = std::move(got.state);
      result.message = got.failure->message;
    }
  }
  state.next_due = std::max(state.next_due.value_or(now_), now_ + kBetweenSearches);
  result.status = state.last_status;
  store_.keep(source.id, state);
  return result;
}

}  // namespace syndic::pipeline
