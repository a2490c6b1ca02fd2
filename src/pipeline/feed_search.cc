// SPDX-License-Identifier: MIT
#include "pipeline/feed_search.h"

#include <algorithm>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "fetch/answer.h"
#include "fetch/move.h"
#include "normalize/normalize.h"
#include "pipeline/read_feed.h"
#include "pipeline/refresh/own_faults.h"
#include "pipeline/status/shown.h"

namespace syndic::pipeline {
namespace {

constexpr std::string_view kProductToken = "syndic";
constexpr std::size_t kMostDeclaredTries = 10;
constexpr std::size_t kMostLinkedTries = 8;
constexpr std::size_t kMostUsualTries = 16;
constexpr std::size_t kShownTitle = 200;

bool is_success(int status) { return status >= 200 && status < 300; }

std::string media_type_of(model::Format format) {
  switch (format) {
    case model::Format::atom03:
    case model::Format::atom10:
      return "application/atom+xml";
    case model::Format::jsonfeed10:
    case model::Format::jsonfeed11:
      return "application/feed+json";
    default:
      return "application/rss+xml";
  }
}

/// Whether a server was there, but sent on to nowhere.
bool leads_nowhere(const Result<http::Response>& answer) {
  return !answer &&
         (answer.error().code == Errc::too_many_redirects || answer.error().code == Errc::bad_url);
}

/// Whether it is the whole host that asks to be left alone.
bool asks_for_silence(const Result<http::Response>& answer) {
  return answer ? answer->status == 429 || answer->status == 503
                : answer.error().code == Errc::not_now;
}

Result<model::Feed> read(const http::Response& answer) {
  return without_own_faults([&] {
    return read_feed(answer.body,
                     {.base_url = answer.url, .content_type = answer.headers.get("Content-Type")},
                     {});
  });
}

Result<discover::PageFeeds> read_page(const http::Response& page) {
  return without_own_faults([&]() -> Result<discover::PageFeeds> {
    return discover::read_page_feeds(
        page.body, {.base_url = page.url, .content_type = page.headers.get("Content-Type")});
  });
}

Error kept_off(const std::string& url) {
  return {Errc::http_status,
          "the robots.txt of " + base::url_host(url) +
              " keeps syndic off this page, or cannot be read; give the feed's own address"};
}

/// Whether a host that answers so should be asked for nothing more.
bool is_weary(const Result<http::Response>& answer) {
  if (answer || leads_nowhere(answer)) return asks_for_silence(answer);
  return answer.error().code != Errc::too_large;
}

}  // namespace

discover::Robots robots_of(const Result<http::Response>& answer) {
  if (!answer) return leads_nowhere(answer) ? discover::Robots::open() : discover::Robots::closed();
  if (is_success(answer->status)) return discover::Robots::read(answer->body, kProductToken);
  const bool is_closed = answer->status >= 500 || answer->status == 429;
  return is_closed ? discover::Robots::closed() : discover::Robots::open();
}

std::string robots_url(const std::string& url) {
  return base::resolve_url("/robots.txt", base::without_credentials(url)).value_or("");
}

discover::FeedLink describe(model::Feed feed, discover::FeedLink link) {
  feed.items.clear();
  normalize::clean(feed);
  link.media_type = media_type_of(feed.format);
  link.title = base::printable_line(feed.title.value, kShownTitle);
  return link;
}

FeedSearch::FeedSearch(std::string url, Wanted wanted, Asker asker, RobotsOfSites& robots,
                       std::chrono::milliseconds patience, std::string dead)
    : url_(std::move(url)),
      wanted_(wanted),
      asker_(asker),
      robots_(robots),
      whole_patience_(patience),
      patience_(patience),
      dead_(base::without_credentials(dead)) {}

bool FeedSearch::must_ask_robots(const std::string& url) const {
  return !robots_.contains(base::url_origin(url));
}

std::optional<std::string> FeedSearch::next() {
  asking_robots_ = false;
  const auto ask = [&](const std::string& url, bool heeds_robots) {
    asking_robots_ = heeds_robots && must_ask_robots(url);
    return asking_robots_ ? robots_url(url) : url;
  };
  if (!ended_ && page_ && !must_ask_robots(page_->url)) enter_page();
  if (ended_) return std::nullopt;
  if (page_) return ask(page_->url, true);
  if (!asked_site_) {
    if (asker_ == Asker::person || must_ask_robots(url_))
      return ask(url_, asker_ == Asker::program);
    if (robots_.at(base::url_origin(url_)).allow(url_)) return url_;
    end(kept_off(url_));
    return std::nullopt;
  }
  while (!candidates_.empty()) {
    const Candidate& candidate = candidates_.front();
    const std::string& url = candidate.feed.url;
    const bool is_kept_off = candidate.is_guess && !must_ask_robots(url) &&
                             !robots_.at(base::url_origin(url)).allow(url);
    if (!is_kept_off) return ask(url, candidate.is_guess);
    candidates_.pop_front();
  }
  end({Errc::unknown_format, "no feed is found at " + shown_url(url_) +
                                 ", neither named by the page nor in the usual places; give the "
                                 "address of its feed"});
  return std::nullopt;
}

void FeedSearch::learn(Result<http::Response> answer, std::chrono::milliseconds took) {
  patience_ -= std::min(patience_, took);
  if (asking_robots_) {
    learn_robots(answer);
  } else if (!asked_site_) {
    learn_site(std::move(answer));
  } else {
    learn_candidate(std::move(answer));
  }
  if (!ended_ && patience_.count() == 0) {
    end({Errc::timeout, "the search for a feed at " + shown_url(url_) + " took longer than " +
                            std::to_string(whole_patience_.count() / 1000) +
                            " s (fetch.timeout); give the address of its feed"});
  }
}

void FeedSearch::learn_robots(const Result<http::Response>& answer) {
  // A site that cannot be reached, or asks to be left alone, says more than its robots.txt.
  if (!asked_site_ && (asks_for_silence(answer) || (!answer && !leads_nowhere(answer)))) {
    refuse(answer);
    return;
  }
  const std::string about = page_ ? page_->url : !asked_site_ ? url_ : candidates_.front().feed.url;
  robots_.insert_or_assign(base::url_origin(about), robots_of(answer));
  if (asked_site_ && !page_ && is_weary(answer)) give_up_host(base::url_host(about));
}

void FeedSearch::learn_site(Result<http::Response> answer) {
  asked_site_ = true;
  if (!answer || answer->status != 200 || answer->body.empty()) {
    refuse(std::move(answer));
    return;
  }
  auto feed = read(*answer);
  if (feed) {
    take(std::move(*answer), std::move(*feed), {.url = base::public_url(url_)});
  } else if (feed.error().code != Errc::unknown_format) {
    end({feed.error().code, shown_url(url_) + ": " + feed.error().message});
  } else if (auto feeds = read_page(*answer)) {
    page_ = Page{std::move(answer->url), std::move(*feeds)};
  } else {
    end({feeds.error().code, shown_url(url_) + ": " + feeds.error().message});
  }
}

/// What the page offers, once robots.txt of its site is known.
void FeedSearch::enter_page() {
  auto [url, feeds] = *std::exchange(page_, std::nullopt);
  if (!robots_.at(base::url_origin(url)).allow(url)) {
    end(kept_off(url));
    return;
  }
  if (wanted_ == Wanted::list && !feeds.declared.empty()) {
    found_ = std::move(feeds.declared);
    ended_ = true;
    return;
  }
  const auto line_up = [&](const std::vector<discover::FeedLink>& list, std::size_t most,
                           bool is_guess) {
    for (std::size_t i = 0; i < std::min(list.size(), most); ++i) {
      if (list[i].url != dead_) candidates_.push_back({list[i], is_guess});
    }
  };
  line_up(feeds.declared, kMostDeclaredTries, false);
  line_up(feeds.linked, kMostLinkedTries, true);
  feeds.usual.resize(std::min(feeds.usual.size(), kMostUsualTries));
  for (std::string& place : feeds.usual) {
    if (place != dead_) candidates_.push_back({{.url = std::move(place)}, true});
  }
  declared_ = std::move(feeds.declared);
}

void FeedSearch::learn_candidate(Result<http::Response> answer) {
  Candidate candidate = std::move(candidates_.front());
  candidates_.pop_front();
  if (is_weary(answer)) {
    give_up_host(base::url_host(candidate.feed.url));
  } else if (answer && answer->status == 200) {
    auto feed = read(*answer);
    if (feed) take(std::move(*answer), std::move(*feed), std::move(candidate.feed));
  }
}

/// The search has come to a feed.
void FeedSearch::take(http::Response answer, model::Feed feed, discover::FeedLink link) {
  found_.push_back(describe(std::move(feed), std::move(link)));
  for (discover::FeedLink& other : declared_) {
    if (other.url != found_.front().url) found_.push_back(std::move(other));
  }
  moved_to_ = fetch::moved_to(answer);
  answer_ = std::move(answer);
  ended_ = true;
}

void FeedSearch::give_up_host(const std::string& host) {
  std::erase_if(candidates_, [&](const Candidate& candidate) {
    return base::url_host(candidate.feed.url) == host;
  });
}

/// The search ends with what the site said.
void FeedSearch::refuse(Result<http::Response> answer) {
  end(fetch::why_no_feed(answer,
                         asker_ == Asker::person ? fetch::Asked::once : fetch::Asked::in_run));
  if (answer) answer->body.clear();
  refusal_ = std::move(answer);
}

void FeedSearch::end(Error error) {
  error_ = std::move(error);
  ended_ = true;
}

}  // namespace syndic::pipeline
