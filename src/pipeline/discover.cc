// SPDX-License-Identifier: MIT
#include "pipeline/discover.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "base/url.h"
#include "fetch/answer.h"
#include "pipeline/read_feed.h"

namespace syndic::pipeline {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPatience{50};

/// What is the source's own (its password, its headers) goes to the site that it names alone.
Result<http::Request> request_for(const Seeking& seeking, const std::string& url) {
  fetch::Subscription subscription = seeking.subscription;
  if (base::url_origin(url) != base::url_origin(subscription.url)) {
    subscription.access = without_secrets(std::move(subscription.access));
  }
  subscription.url = url;
  return fetch::plain_request(subscription, {});
}

}  // namespace

fetch::Access without_secrets(fetch::Access access) {
  return {.proxy = std::move(access.proxy), .ca_file = std::move(access.ca_file)};
}

std::vector<http::Request> Discoverer::requests_of(const std::vector<Seeking>& seekings,
                                                   Waiting& waiting) const {
  std::vector<http::Request> requests;
  std::map<std::string, std::size_t> place;
  for (const Seeking& seeking : seekings) {
    while (const auto url = seeking.search->next()) {
      const auto known = place.find(*url);
      if (known != place.end()) {
        waiting[known->second].push_back(seeking.search);
        break;
      }
      auto request = request_for(seeking, *url);
      if (!request) {
        seeking.search->learn(fail(std::move(request.error())));
        continue;
      }
      request->gate = [this](std::string_view hop) -> std::optional<Error> {
        if (!silence_.until(hop, now_)) return std::nullopt;
        return Error{Errc::not_now,
                     fetch::host_of(hop) + " asked for silence; it is looked at later"};
      };
      place.emplace(*url, requests.size());
      requests.push_back(*std::move(request));
      waiting.push_back({seeking.search});
      break;
    }
  }
  return requests;
}

void Discoverer::note_asked(const std::string& url) {
  last_asked_.insert_or_assign(base::url_host(url), steady_clock::now());
}

void Discoverer::run(const std::vector<Seeking>& seekings, const std::atomic<bool>& cancelled) {
  while (!cancelled) {
    Waiting waiting;
    const std::vector<http::Request> requests = requests_of(seekings, waiting);
    if (requests.empty()) return;
    wait_for_hosts(requests, cancelled);
    transport_.run(
        requests,
        [&](std::size_t index, Result<http::Response> answer) {
          const auto& searches = waiting[index];
          for (std::size_t i = 1; i < searches.size(); ++i) searches[i]->learn(answer);
          searches.front()->learn(std::move(answer));
        },
        cancelled);
    for (const http::Request& request : requests) note_asked(request.url);
  }
}

/// The transport keeps the delay within one of its runs; this keeps it from one to the next.
void Discoverer::wait_for_hosts(const std::vector<http::Request>& requests,
                                const std::atomic<bool>& cancelled) const {
  steady_clock::time_point begin{};
  for (const http::Request& request : requests) {
    const auto last = last_asked_.find(base::url_host(request.url));
    if (last != last_asked_.end()) {
      begin = std::max(begin, last->second + options_.transport.host_delay);
    }
  }
  while (!cancelled && steady_clock::now() < begin) {
    std::this_thread::sleep_for(
        std::min<steady_clock::duration>(kPatience, begin - steady_clock::now()));
  }
}

Result<std::vector<parse::FeedLink>> discover(const std::string& url, Wanted wanted,
                                              const fetch::Options& options,
                                              http::Transport& transport,
                                              const std::atomic<bool>& cancelled) {
  RobotsOfSites robots;
  FeedSearch search(url, wanted, Asker::person, robots, options.transport.timeout);
  Discoverer(options, transport, fetch::HostSilence(), {})
      .run({{{.id = "discover", .url = url}, &search}}, cancelled);
  if (!search.found().empty()) return search.found();
  if (cancelled) return fail(Errc::transfer, "interrupted before a feed was found");
  return fail(search.error());
}

Result<std::vector<parse::FeedLink>> discover_in(std::string_view document,
                                                 const std::string& name) {
  if (auto feed = read_feed(std::string(document), {}, {})) {
    return std::vector{describe(*std::move(feed), {.url = name})};
  } else if (feed.error().code != Errc::unknown_format) {
    return fail(std::move(feed.error()));
  }
  parse::PageFeeds feeds = parse::read_page_feeds(document, {});
  std::vector<parse::FeedLink>& best = feeds.declared.empty() ? feeds.linked : feeds.declared;
  if (!best.empty()) return std::move(best);
  return fail(Errc::unknown_format,
              "this page names no feed; give its address in place of the file, and the usual "
              "places are looked into");
}

}  // namespace syndic::pipeline
