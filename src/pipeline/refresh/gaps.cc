// SPDX-License-Identifier: MIT
#include "pipeline/refresh/gaps.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/url.h"
#include "fetch/fetch.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"

namespace syndic::pipeline {
namespace {

/// How the archive is asked; its id is the gap's place.
fetch::Subscription subscription_of(const Gap& gap, std::size_t place) {
  fetch::Subscription asked = gap.source->fetch;
  if (base::url_origin(asked.url) != base::url_origin(gap.archive)) {
    fetch::Access anybody;
    anybody.proxy = asked.access.proxy;
    anybody.ca_file = asked.access.ca_file;
    asked.access = std::move(anybody);
  }
  asked.id = std::to_string(place);
  asked.url = gap.archive;
  return asked;
}

bool is_at_home(const Gap& gap, const std::string& url) {
  return base::is_http_url(url) && base::url_host(url) == base::url_host(gap.source->fetch.url);
}

/// Takes one archive in; whether to go on to the one before it, which is the gap's archive then.
bool take(Gap& gap, fetch::Fetched got, const config::Config& config, model::Timestamp now,
          const TakeOlder& take_older) {
  if (!got.has_body() || !is_at_home(gap, got.base_url)) return false;
  const parse::Limits limits{.max_bytes = config.fetch.transport.max_body};
  auto feed = parse::read_feed(got.body,
                               {.base_url = got.base_url,
                                .content_type = got.content_type,
                                .time_zone = gap.source->time_zone},
                               limits);
  if (!feed) return false;
  gap.archive = feed->prev_archive;
  ++gap.archives;
  auto normalized = normalize::normalize(*std::move(feed), gap.source->normalize, now);
  const std::size_t added = take_older(gap, std::move(normalized.feed));
  gap.items += added;
  return added > 0;
}

}  // namespace

void follow_archives(std::vector<Gap>& gaps, const config::Config& config,
                     fetch::HostSilence& silence, model::Timestamp now, http::Transport& transport,
                     const TakeOlder& take_older, const std::atomic<bool>& cancelled) {
  std::set<std::string> seen;
  for (std::size_t round = 0; round < kMostArchives && !cancelled; ++round) {
    std::vector<fetch::Subscription> subscriptions;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      if (!is_at_home(gaps[i], gaps[i].archive)) continue;
      if (!seen.insert(gaps[i].source->id + " " + gaps[i].archive).second) continue;
      subscriptions.push_back(subscription_of(gaps[i], i));
    }
    if (subscriptions.empty()) return;
    std::map<std::size_t, fetch::Fetched> answers;
    fetch::fetch(
        subscriptions, {}, silence, config.fetch, now, transport,
        [&](fetch::Fetched got) { answers.emplace(std::stoul(got.source_id), std::move(got)); },
        cancelled);
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      const auto answer = answers.find(i);
      const bool goes_on = answer != answers.end() &&
                           take(gaps[i], std::move(answer->second), config, now, take_older);
      if (!goes_on) gaps[i].archive.clear();
    }
  }
}

void tell(Gap& gap) {
  if (gap.items == 0) return;
  gap.report.added += gap.items;
  gap.report.notes.push_back(std::to_string(gap.items) +
                             " items that its feed had already dropped " + "came from " +
                             std::to_string(gap.archives) + " of its archives");
}

}  // namespace syndic::pipeline
