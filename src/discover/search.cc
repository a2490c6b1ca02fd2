// SPDX-License-Identifier: MIT
#include "discover/search.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "fetch/answer.h"
#include "fetch/move.h"
#include "http/redirect.h"
#include "parse/own_faults.h"

namespace syndic::discover {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kMostDeclaredTries = 10;  // For a person.
constexpr std::size_t kMostLinkedTries = 8;
constexpr std::size_t kMostUsualTries = 16;
constexpr std::size_t kLongestShownUrl = 120;
constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

/// The source's access, without the secrets for its own site.
fetch::Access without_secrets(fetch::Access access) {
  return {.proxy = std::move(access.proxy), .ca_file = std::move(access.ca_file)};
}

/// Whether the answer asks for silence for the whole host.
bool asks_for_silence(const Result<http::Response>& answer) {
  return answer ? fetch::asks_for_silence(answer->status) : answer.error().code == Errc::not_now;
}

parse::Hints hints_of(const http::Response& answer) {
  return {.base_url = answer.url, .content_type = answer.headers.get("Content-Type")};
}

Result<model::Feed> read(const http::Response& answer) {
  return parse::without_own_faults([&] {
    std::string body = answer.body;
    return parse::read_feed(body, hints_of(answer));
  });
}

Result<PageFeeds> read_page(const http::Response& page) {
  return parse::without_own_faults(
      [&]() -> Result<PageFeeds> { return read_page_feeds(page.body, hints_of(page)); });
}

Error kept_off(const std::string& url) {
  return {Errc::http_status,
          "the robots.txt of " + base::url_host(url) +
              " keeps syndic off this page, or cannot be read; give the feed's own address"};
}

/// Whether a host gets no more requests after this answer: it asks for silence, or cannot be
/// reached.
bool ends_asking(const Result<http::Response>& answer) {
  if (answer || leads_nowhere(answer)) return asks_for_silence(answer);
  return answer.error().code != Errc::too_large;
}

}  // namespace

std::string shown_url(std::string_view url) {
  return base::printable_line(base::public_url(url), kLongestShownUrl);
}

std::string page_advice(std::string_view url, Asker asker) {
  std::string address = base::printable_line(base::public_url(url));
  if (address.size() > kLongestShownUrl) address = "URL";
  const bool is_plain = address.find_first_of("&;?*[](){}$!|<> `\"\\'") == std::string::npos;
  if (!is_plain) {
    for (std::size_t at = 0; (at = address.find('\'', at)) != std::string::npos;) {
      address.replace(at, 1, "%27");
    }
    address = "'" + address + "'";
  }
  return ", or read it as a page: syndic page " + address +
         (asker == Asker::program ? " --write, in place of this source" : "");
}

fetch::Subscription asked_at(fetch::Subscription site, const std::string& url) {
  if (base::url_origin(url) != base::url_origin(site.url)) {
    site.access = without_secrets(std::move(site.access));
  }
  site.url = http::redirect_target(site.url, url).value_or(base::without_credentials(url));
  return site;
}

FeedSearch::FeedSearch(Target target, RobotsOfSites& robots)
    : target_(std::move(target)),
      robots_(robots),
      patience_(target_.patience),
      next_guess_(target_.next_guess) {
  target_.dead = base::without_credentials(target_.dead);
}

bool FeedSearch::must_ask_robots(const std::string& url) const {
  return !robots_.contains(base::url_origin(url));
}

std::optional<http::Request> FeedSearch::next() {
  while (const auto url = next_url()) {
    if (auto request = request_for(*url)) {
      request->time_limit = patience_;
      return *std::move(request);
    } else {
      learn(fail(std::move(request.error())), {});
    }
  }
  return std::nullopt;
}

Result<http::Request> FeedSearch::request_for(const std::string& url) const {
  if (!asking_robots_) return fetch::plain_request(asked_at(target_.site, url), {});
  fetch::Subscription site = target_.site;
  site.url = url;
  site.access = without_secrets(std::move(site.access));
  return fetch::plain_request(site, {});
}

std::optional<std::string> FeedSearch::next_url() {
  asking_robots_ = false;
  const auto ask = [&](const std::string& url, bool heeds_robots) {
    asking_robots_ = heeds_robots && must_ask_robots(url);
    return asking_robots_ ? robots_url(url) : url;
  };
  if (!ended_ && page_ && !must_ask_robots(page_->url)) enter_page();
  if (ended_) return std::nullopt;
  if (page_) return ask(page_->url, true);
  if (!asked_site_) {
    if (target_.asker == Asker::person || must_ask_robots(site_url()))
      return ask(site_url(), target_.asker == Asker::program);
    if (robots_.at(base::url_origin(site_url())).allow(site_url())) return site_url();
    end(kept_off(site_url()));
    return std::nullopt;
  }
  while (!candidates_.empty()) {
    const Candidate& candidate = candidates_.front();
    const std::string& url = candidate.feed.url;
    const bool is_kept_off = candidate.heeds_robots && !must_ask_robots(url) &&
                             !robots_.at(base::url_origin(url)).allow(url);
    if (!is_kept_off) {
      if (may_ask_today(candidate)) return ask(url, candidate.heeds_robots);
      postpone_guess();
      break;
    }
    take_candidate();
  }
  end_in_vain();
  return std::nullopt;
}

bool FeedSearch::may_ask_today(const Candidate& candidate) const {
  if (!candidate.guess || target_.asker == Asker::person) return true;
  const bool asks_robots = candidate.heeds_robots && must_ask_robots(candidate.feed.url);
  return requests_made_ + (asks_robots ? 2 : 1) <= kMostGuessesOfProgram;
}

/// Whether next() is for a guess, or for the robots.txt that allows it.
bool FeedSearch::is_guessing() const {
  return asked_site_ && !page_ && !candidates_.empty() && candidates_.front().guess;
}

std::size_t FeedSearch::most_hops() const {
  if (!is_guessing() || target_.asker == Asker::person) return kUnlimited;
  return kMostGuessesOfProgram - requests_made_;
}

/// Removes the first candidate.
FeedSearch::Candidate FeedSearch::take_candidate() {
  Candidate candidate = std::move(candidates_.front());
  candidates_.pop_front();
  if (candidate.guess) next_guess_ = *candidate.guess + 1;
  has_guessed_ |= requests_for_first_ > 0;
  requests_for_first_ = 0;
  return candidate;
}

/// Leaves the first candidate to the next day, as the requests are used up. If no other guess used
/// any of them, tomorrow's would not do either, and it is left out.
void FeedSearch::postpone_guess() {
  requests_made_ = kMostGuessesOfProgram;
  if (!has_guessed_) take_candidate();
}

void FeedSearch::end_in_vain() {
  if (next_guess_ >= guesses_ || target_.asker == Asker::person) next_guess_ = 0;
  const std::string none = "no feed is found at " + shown_url(site_url());
  end({Errc::unknown_format,
       next_guess_ == 0
           ? none +
                 ", neither named by the page nor in the usual places; give the address of its "
                 "feed" +
                 page_advice(site_url(), target_.asker)
           : none + " yet; more addresses are tried tomorrow, unless the feed's own is given"});
}

void FeedSearch::learn(Result<http::Response> answer, const Spent& spent) {
  patience_ -= std::min(patience_, spent.time);
  cost_.bytes += spent.cost.bytes;
  cost_.elapsed += spent.cost.elapsed;
  has_asked_ |= spent.cost.hops > 0;
  if (is_guessing()) {
    requests_made_ += spent.cost.hops;
    requests_for_first_ += spent.cost.hops;
  }
  if (!answer && is_own_obstacle(answer.error().code)) {
    end(std::move(answer.error()));  // Which says nothing of the site.
    return;
  }
  if (spent.was_cut_off && is_guessing()) {
    postpone_guess();
  } else if (asking_robots_) {
    learn_robots(answer);
  } else if (!asked_site_) {
    learn_site(std::move(answer));
  } else {
    learn_candidate(std::move(answer));
  }
  if (!ended_ && patience_.count() == 0) {
    end({Errc::timeout, "the search for a feed at " + shown_url(site_url()) + " took longer than " +
                            std::to_string(target_.patience.count() / 1000) +
                            " s (fetch.timeout); give the address of its feed"});
  }
}

void FeedSearch::learn_robots(const Result<http::Response>& answer) {
  // The site's own failure or request for silence is a better error than its robots.txt.
  if (!asked_site_ && (asks_for_silence(answer) || (!answer && !leads_nowhere(answer)))) {
    refuse(answer);
    return;
  }
  const std::string about = page_          ? page_->url
                            : !asked_site_ ? site_url()
                                           : candidates_.front().feed.url;
  robots_.insert_or_assign(base::url_origin(about), robots_of(answer));
  if (page_) ++requests_made_;
  if (asked_site_ && !page_ && ends_asking(answer)) {
    take_candidate();
    give_up_host(base::url_host(about));
  }
}

void FeedSearch::learn_site(Result<http::Response> answer) {
  asked_site_ = true;
  if (!answer || answer->status != 200 || answer->body.empty()) {
    refuse(std::move(answer));
    return;
  }
  auto feed = read(*answer);
  if (feed) {
    take(std::move(*answer), std::move(*feed), {.url = base::public_url(site_url())});
  } else if (feed.error().code != Errc::unknown_format) {
    end({feed.error().code, shown_url(site_url()) + ": " + feed.error().message});
  } else if (auto feeds = read_page(*answer)) {
    page_ = SitePage{std::move(answer->url), std::move(*feeds)};
  } else {
    end({feeds.error().code, shown_url(site_url()) + ": " + feeds.error().message});
  }
}

/// Adds the page's links as candidates, once the robots.txt of its site is known.
void FeedSearch::enter_page() {
  auto [url, feeds] = *std::exchange(page_, std::nullopt);
  if (!robots_.at(base::url_origin(url)).allow(url)) {
    end(kept_off(url));
    return;
  }
  if (target_.wanted == Wanted::list && !feeds.declared.empty()) {
    found_ = std::move(feeds.declared);
    ended_ = true;
    return;
  }
  add_candidates(feeds);
  declared_ = std::move(feeds.declared);
}

/// The first declared feed, and what is left of the guesses.
void FeedSearch::add_candidates(const PageFeeds& feeds) {
  const auto add_guess = [&](FeedLink feed, bool heeds_robots) {
    candidates_.push_back({std::move(feed), guesses_++, heeds_robots});
  };
  const std::size_t declared = std::min(
      feeds.declared.size(), target_.asker == Asker::person ? kMostDeclaredTries : kUnlimited);
  for (std::size_t i = 1; i < declared; ++i) add_guess(feeds.declared[i], false);
  for (std::size_t i = 0; i < std::min(feeds.linked.size(), kMostLinkedTries); ++i) {
    add_guess(feeds.linked[i], true);
  }
  for (std::size_t i = 0; i < std::min(feeds.usual.size(), kMostUsualTries); ++i) {
    add_guess({.url = feeds.usual[i]}, true);
  }
  if (next_guess_ >= guesses_) next_guess_ = 0;
  candidates_.erase(candidates_.begin(),
                    candidates_.begin() + static_cast<std::ptrdiff_t>(next_guess_));
  if (declared > 0) candidates_.push_front({feeds.declared.front()});
  std::erase_if(candidates_, [&](const Candidate& one) { return one.feed.url == target_.dead; });
}

void FeedSearch::learn_candidate(Result<http::Response> answer) {
  const Candidate candidate = take_candidate();
  if (ends_asking(answer)) {
    give_up_host(base::url_host(candidate.feed.url));
  } else if (answer && answer->status == 200) {
    auto feed = read(*answer);
    if (feed) take(std::move(*answer), std::move(*feed), candidate.feed);
  }
}

/// Records a feed that was found.
void FeedSearch::take(http::Response answer, model::Feed feed, FeedLink link) {
  found_.push_back(std::move(link));
  for (FeedLink& other : declared_) {
    if (other.url != found_.front().url) found_.push_back(std::move(other));
  }
  feed.items.clear();
  feed_ = std::move(feed);
  moved_to_ = fetch::new_url(answer);
  answer_ = std::move(answer);
  ended_ = true;
}

void FeedSearch::give_up_host(const std::string& host) {
  std::erase_if(candidates_, [&](const Candidate& candidate) {
    return base::url_host(candidate.feed.url) == host;
  });
}

/// Ends the search with the site's answer.
void FeedSearch::refuse(Result<http::Response> answer) {
  end(fetch::why_no_feed(
      answer, target_.asker == Asker::person ? fetch::Reader::once : fetch::Reader::of_runs));
  if (answer) answer->body.clear();
  refusal_ = std::move(answer);
}

void FeedSearch::end(Error error) {
  error_ = std::move(error);
  ended_ = true;
}

namespace {

/// One call of carry_out().
class Searches {
 public:
  Searches(fetch::HostSilence& silence, model::Timestamp now) : silence_(silence), now_(now) {}

  void run(std::deque<FeedSearch>& searches, http::Transport& transport,
           const std::atomic<bool>& cancelled) {
    for (FeedSearch& search : searches) ask_next(search);
    transport.perform(
        requests_,
        [&](std::size_t index, Result<http::Response> answer) {
          hear(asked_[index], std::move(answer));
        },
        cancelled);
    for (const Asked& asked : asked_) {
      for (FeedSearch* search : asked.waiting) search->note_unanswered(asked.spent);
    }
  }

 private:
  /// The searches that wait for a request.
  struct Asked {
    std::string likeness;
    Spent spent;
    std::size_t most_hops;
    std::vector<FeedSearch*> waiting;
    std::optional<steady_clock::time_point> begun;
  };

  void ask_next(FeedSearch& search) {
    auto request = search.next();
    if (!request) return;
    const auto [place, is_new] =
        under_way_.try_emplace(http::request_key(*request), requests_.size());
    if (is_new) add(place->first, search.most_hops(), *std::move(request));
    asked_[place->second].waiting.push_back(&search);
  }

  void add(const std::string& likeness, std::size_t most_hops, http::Request request) {
    Asked& asked = asked_.emplace_back();
    asked.likeness = likeness;
    asked.most_hops = most_hops;
    request.cost = &asked.spent.cost;
    request.gate = [this, &asked](std::string_view hop) { return check_hop(asked, hop); };
    requests_.push_back(std::move(request));
  }

  Result<void> check_hop(Asked& asked, std::string_view hop) {
    if (!asked.begun) asked.begun = steady_clock::now();
    if (silence_.until(hop, now_)) {
      return fail(Errc::not_now,
                  fetch::host_and_port(hop) + " asked for silence; it is looked at later");
    }
    if (asked.spent.cost.hops == asked.most_hops) {
      asked.spent.was_cut_off = true;
      return fail(Errc::too_many_redirects, base::url_host(hop) + " is redirected to too often");
    }
    return {};
  }

  void hear(Asked& asked, Result<http::Response> answer) {
    const auto end = steady_clock::now();
    asked.spent.time = std::chrono::ceil<milliseconds>(end - asked.begun.value_or(end));
    if (answer) silence_.note(*answer, now_);
    under_way_.erase(asked.likeness);
    const std::vector<FeedSearch*> waiting = std::exchange(asked.waiting, {});
    for (std::size_t i = 1; i < waiting.size(); ++i) waiting[i]->learn(answer, asked.spent);
    waiting.front()->learn(std::move(answer), asked.spent);
    for (FeedSearch* search : waiting) {
      keep_answer(*search);
      ask_next(*search);
    }
  }

  void keep_answer(FeedSearch& search) {
    if (!search.answer()) return;
    const std::size_t size = search.answer()->body.size();
    if (size > kMostKept - kept_) {
      search.answer().reset();
    } else {
      kept_ += size;
    }
  }

  fetch::HostSilence& silence_;
  model::Timestamp now_;
  std::deque<http::Request> requests_;
  std::deque<Asked> asked_;                       ///< One for each of requests_.
  std::map<std::string, std::size_t> under_way_;  ///< By likeness.
  std::size_t kept_ = 0;                          ///< Bytes of all answers that searches keep.
};

}  // namespace

void carry_out(std::deque<FeedSearch>& searches, http::Transport& transport,
               fetch::HostSilence& silence, model::Timestamp now,
               const std::atomic<bool>& cancelled) {
  Searches(silence, now).run(searches, transport, cancelled);
}

}  // namespace syndic::discover
