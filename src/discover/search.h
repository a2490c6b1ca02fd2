// SPDX-License-Identifier: MIT
//
// The search for a site's feed. The URL that a person names is asked for first, so that a feed
// costs one request; every guess obeys robots.txt (RFC 9309). A program makes few guesses a time.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "discover/page.h"
#include "discover/robots.h"
#include "fetch/host_silence.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/feed.h"
#include "model/timestamp.h"

namespace syndic::discover {

/// A URL as messages quote it: one printable line of at most 120 characters, without user, password
/// and query secrets (base::public_url).
[[nodiscard]] std::string shown_url(std::string_view url);

/// The subscription of `site` at another `url`: with the site's login and secrets if that is of the
/// same origin, else without.
[[nodiscard]] fetch::Subscription asked_at(fetch::Subscription site, const std::string& url);

/// The aim of a search.
enum class Wanted {
  list,  ///< All feeds that a page declares, unread; if none, the first guess that is one.
  best,  ///< The first feed that can be read.
};

/// Who starts the search: for a program, robots.txt also holds for the page itself, and one search
/// makes a part of the guesses only.
enum class Asker { person, program };

/// ", or read it as a page: syndic page URL", as a shell takes it, of a page without a feed; for a
/// source that a program asks for, also that it goes in favour of the page.
[[nodiscard]] std::string page_advice(std::string_view url, Asker asker);

/// How many requests a program's search makes at most, besides those for the page, the robots.txt
/// of its site and the first feed that the page declares: guesses, which are the other declared
/// feeds, the page's links and the usual places; the robots.txt of other sites; and each redirect
/// of both.
inline constexpr std::size_t kMostGuessesOfProgram = 3;

/// Which site is searched, and how.
struct Target {
  fetch::Subscription site;  ///< Its URL is the site's.
  Wanted wanted = Wanted::best;
  Asker asker = Asker::person;
  std::chrono::milliseconds patience{0};  ///< How long all requests may take together.
  std::string dead;            ///< A URL that is known to have no feed any longer; not asked for.
  std::size_t next_guess = 0;  ///< Where the last search ended, FeedSearch::next_guess().
};

/// What a request has taken.
struct Spent {
  std::chrono::milliseconds time{0};
  http::Cost cost;
  bool was_cut_off = false;  ///< A redirect was not followed because of FeedSearch::most_hops().
};

/// The state of one site's search, without a network: next() is the request to make, and learn()
/// takes its answer. carry_out() makes the requests.
class FeedSearch {
 public:
  /// Borrows `robots`.
  FeedSearch(Target target, RobotsOfSites& robots);

  /// The next request, limited to what is left of the patience; empty once the search has ended.
  /// The same until learn() is called.
  [[nodiscard]] std::optional<http::Request> next();

  /// How many requests next() may become by redirects; at least 1.
  [[nodiscard]] std::size_t most_hops() const;

  /// Takes the answer to next().
  void learn(Result<http::Response> answer, const Spent& spent);

  /// The search is over, before the request that was under way was answered.
  void note_unanswered(const Spent& spent) { has_asked_ |= spent.cost.hops > 0; }

  /// The feeds that were found, as the page describes them, the best first; empty: see error().
  [[nodiscard]] const std::vector<FeedLink>& found() const { return found_; }

  /// The feed that was found first, without its items; empty if it was not read.
  [[nodiscard]] const std::optional<model::Feed>& feed() const { return feed_; }

  /// The answer that feed() was read from, which the caller may move away. Empty also if
  /// carry_out() had no room for it.
  [[nodiscard]] std::optional<http::Response>& answer() { return answer_; }

  /// The URL to which its server says feed() has moved for good; empty if it was not read or moved.
  [[nodiscard]] const std::string& moved_to() const { return moved_to_; }

  /// One line about the site, not about each guess. Without a message if the search was cut off.
  [[nodiscard]] const Error& error() const { return error_; }

  /// Whether any request was made.
  [[nodiscard]] bool has_asked() const { return has_asked_; }

  /// The guess with which the next search for this site begins; 0: the likeliest one, as all have
  /// been made.
  [[nodiscard]] std::size_t next_guess() const { return next_guess_; }

  /// The answer of the site itself if it was no page, without its body.
  [[nodiscard]] const std::optional<Result<http::Response>>& refusal() const { return refusal_; }

  /// The cost of all requests; a request that several searches share counts for each of them.
  [[nodiscard]] const http::Cost& cost() const { return cost_; }

 private:
  struct Candidate {
    FeedLink feed;
    std::optional<std::size_t> guess;  ///< Which one; empty: the first that the page declares.
    bool heeds_robots = false;         ///< The page does not declare it.
  };

  /// A page that was read, until robots.txt shows whether it may be used.
  struct SitePage {
    std::string url;
    PageFeeds feeds;
  };

  [[nodiscard]] const std::string& site_url() const { return target_.site.url; }
  [[nodiscard]] std::optional<std::string> next_url();
  [[nodiscard]] Result<http::Request> request_for(const std::string& url) const;
  [[nodiscard]] bool must_ask_robots(const std::string& url) const;
  void learn_robots(const Result<http::Response>& answer);
  void learn_site(Result<http::Response> answer);
  void learn_candidate(Result<http::Response> answer);
  void enter_page();
  void add_candidates(const PageFeeds& feeds);
  void take(http::Response answer, model::Feed feed, FeedLink link);
  [[nodiscard]] bool may_ask_today(const Candidate& candidate) const;
  [[nodiscard]] bool is_guessing() const;
  Candidate take_candidate();
  void postpone_guess();
  void give_up_host(const std::string& host);
  void end_in_vain();
  void refuse(Result<http::Response> answer);
  void end(Error error);

  Target target_;
  RobotsOfSites& robots_;
  std::chrono::milliseconds patience_;  ///< What is left of it.
  http::Cost cost_;

  bool has_asked_ = false;
  bool asked_site_ = false;
  bool ended_ = false;
  bool asking_robots_ = false;  ///< Whether next() is for a robots.txt; sent without secrets.
  std::optional<SitePage> page_;
  std::deque<Candidate> candidates_;
  std::size_t guesses_ = 0;  ///< Of the page, with those that other searches make.
  std::size_t next_guess_;
  std::size_t requests_made_ = 0;       ///< Of those that kMostGuessesOfProgram limits.
  std::size_t requests_for_first_ = 0;  ///< Of those, the ones for the first candidate.
  bool has_guessed_ = false;            ///< Whether another guess took some of them.
  std::vector<FeedLink> declared_;
  std::vector<FeedLink> found_;
  std::optional<model::Feed> feed_;
  std::optional<http::Response> answer_;
  std::string moved_to_;
  Error error_;
  std::optional<Result<http::Response>> refusal_;
};

/// The bytes of all bodies that the searches of one carry_out() keep in FeedSearch::answer();
/// others are to be fetched again.
inline constexpr std::size_t kMostKept = std::size_t{16} * 1024 * 1024;

/// Carries all searches out side by side, none waiting for another. A request that several want at
/// a time, with the same login, is made once. A host that asks for silence, in `silence` or now, is
/// not asked; new requests for silence are recorded there. Returns when each search has ended, or
/// soon after `cancelled` becomes true.
void carry_out(std::deque<FeedSearch>& searches, http::Transport& transport,
               fetch::HostSilence& silence, model::Timestamp now,
               const std::atomic<bool>& cancelled);

}  // namespace syndic::discover
