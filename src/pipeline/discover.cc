// SPDX-License-Identifier: MIT
#include "pipeline/discover.h"

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "base/url.h"
#include "fetch/answer.h"
#include "http/redirect.h"
#include "pipeline/read_feed.h"

namespace syndic::pipeline {
namespace {

using std::chrono::steady_clock;

/// The source's way of being asked, without what is for its own site alone.
fetch::Access without_secrets(fetch::Access access) {
  return {.proxy = std::move(access.proxy), .ca_file = std::move(access.ca_file)};
}

Result<http::Request> request_for(const Seeking& seeking, const std::string& url) {
  if (!seeking.search->asks_robots()) {
    return fetch::plain_request(asked_at(seeking.site, url), {});
  }
  fetch::Subscription site = seeking.site;
  site.url = url;
  site.access = without_secrets(std::move(site.access));
  return fetch::plain_request(site, {});
}

/// One call of carry_out().
class Searches {
 public:
  Searches(fetch::HostSilence& silence, model::Timestamp now, KnownAnswers* answers)
      : silence_(silence), now_(now), answers_(answers) {}

  void run(const std::vector<Seeking>& seekings, http::Transport& transport,
           const std::atomic<bool>& cancelled) {
    for (const Seeking& seeking : seekings) ask_next(seeking);
    transport.perform(
        requests_,
        [&](std::size_t index, Result<http::Response> answer) { hear(index, std::move(answer)); },
        cancelled);
  }

 private:
  /// What stands beside a request.
  struct Asked {
    std::string likeness;
    http::Cost cost;
    std::vector<const Seeking*> waiting;
    std::optional<steady_clock::time_point> begun;
  };

  void ask_next(const Seeking& seeking) {
    while (const auto url = seeking.search->next()) {
      auto request = request_for(seeking, *url);
      if (!request) {
        seeking.search->learn(fail(std::move(request.error())), {});
        continue;
      }
      const auto [place, is_new] =
          under_way_.try_emplace(http::likeness(*request), requests_.size());
      if (is_new) add(place->first, *std::move(request), seeking.search->patience());
      asked_[place->second].waiting.push_back(&seeking);
      return;
    }
  }

  void add(const std::string& likeness, http::Request request,
           std::chrono::milliseconds time_limit) {
    Asked& asked = asked_.emplace_back();
    asked.likeness = likeness;
    request.time_limit = time_limit;
    request.cost = &asked.cost;
    request.gate = [this, &asked](std::string_view hop) -> std::optional<Error> {
      if (!asked.begun) asked.begun = steady_clock::now();
      if (!silence_.until(hop, now_)) return std::nullopt;
      return Error{Errc::not_now,
                   fetch::host_of(hop) + " asked for silence; it is looked at later"};
    };
    requests_.push_back(std::move(request));
  }

  void hear(std::size_t index, Result<http::Response> answer) {
    Asked& asked = asked_[index];
    const auto end = steady_clock::now();
    const auto took = std::chrono::ceil<std::chrono::milliseconds>(end - asked.begun.value_or(end));
    if (answer) silence_.note(*answer, now_);
    under_way_.erase(asked.likeness);
    const std::vector<const Seeking*> waiting = std::exchange(asked.waiting, {});
    for (const Seeking* seeking : waiting) {
      if (seeking->cost == nullptr) continue;
      seeking->cost->bytes += asked.cost.bytes;
      seeking->cost->elapsed += asked.cost.elapsed;
    }
    for (std::size_t i = 1; i < waiting.size(); ++i) tell(*waiting[i], answer, took, index);
    tell(*waiting.front(), std::move(answer), took, index);
    for (const Seeking* seeking : waiting) ask_next(*seeking);
  }

  void tell(const Seeking& seeking, Result<http::Response> answer, std::chrono::milliseconds took,
            std::size_t index) {
    seeking.search->learn(std::move(answer), took);
    auto found = std::exchange(seeking.search->answer(), std::nullopt);
    if (found && answers_ != nullptr) answers_->add(requests_[index], *std::move(found));
  }

  fetch::HostSilence& silence_;
  model::Timestamp now_;
  KnownAnswers* answers_;
  std::deque<http::Request> requests_;
  std::deque<Asked> asked_;                       ///< Beside requests_.
  std::map<std::string, std::size_t> under_way_;  ///< By likeness.
};

}  // namespace

fetch::Subscription asked_at(fetch::Subscription site, const std::string& url) {
  if (base::url_origin(url) != base::url_origin(site.url)) {
    site.access = without_secrets(std::move(site.access));
  }
  site.url = http::redirect_target(site.url, url).value_or(base::without_credentials(url));
  return site;
}

void carry_out(const std::vector<Seeking>& seekings, http::Transport& transport,
               fetch::HostSilence& silence, model::Timestamp now, KnownAnswers* answers,
               const std::atomic<bool>& cancelled) {
  Searches(silence, now, answers).run(seekings, transport, cancelled);
}

Result<Offer> discover(const std::string& url, Wanted wanted, const fetch::Options& options,
                       http::Transport& transport, const std::atomic<bool>& cancelled) {
  RobotsOfSites robots;
  FeedSearch search(url, wanted, Asker::person, robots, options.transport.timeout);
  fetch::HostSilence silence;  // Of this search alone, so any moment is as good as another.
  carry_out({{{.id = "discover", .url = url}, &search}}, transport, silence,
            model::Timestamp(boost::gregorian::date(1970, 1, 1)), nullptr, cancelled);
  if (!search.found().empty()) return Offer{search.found(), search.moved_to()};
  if (cancelled) return fail(Errc::transfer, "interrupted before a feed was found");
  return fail(search.error());
}

Result<std::vector<discover::FeedLink>> discover_in(std::string_view document,
                                                    const std::string& name,
                                                    const std::string& base_url) {
  if (auto feed = read_feed(std::string(document), {}, {})) {
    return std::vector{describe(*std::move(feed), {.url = name})};
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

}  // namespace syndic::pipeline
