// SPDX-License-Identifier: MIT
//
// The search for a site's feed. What a person names is asked for first, so that a feed costs one
// request; every guess keeps to robots.txt (RFC 9309).
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <optional>
#include <string>
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

/// How the source of `site` is asked at `url`: with the site's login and secrets where that is of
/// the site's own origin, else without.
[[nodiscard]] fetch::Subscription asked_at(fetch::Subscription site, const std::string& url);

/// What is wanted of a search.
enum class Wanted {
  list,  ///< All that a page declares, as it is; a guess is checked, and the first will do.
  best,  ///< The first feed that can be read.
};

/// Who says that the site is to be asked: for a program, robots.txt goes before the page too.
enum class Asker { person, program };

/// Which site is searched, and how.
struct Target {
  fetch::Subscription site;  ///< Its URL is the site's.
  Wanted wanted = Wanted::best;
  Asker asker = Asker::person;
  std::chrono::milliseconds patience{0};  ///< How long what is asked may take all together.
  std::string dead;  ///< Where there is no feed any longer, as is known; it is not asked.
};

/// The state of one site's search, without a network: it says what to ask for next and learns from
/// each answer. carry_out() does the asking.
class FeedSearch {
 public:
  /// Borrows `robots`.
  FeedSearch(Target target, RobotsOfSites& robots);

  /// What to ask for next, in what is left of the patience; empty once the search has ended. The
  /// same until learn() is called.
  [[nodiscard]] std::optional<http::Request> next();

  /// Takes in what came of next() after `took`, and what that cost.
  void learn(Result<http::Response> answer, std::chrono::milliseconds took,
             const http::Cost& cost = {});

  /// What was found, the best first, as the page says of it; empty: error() says why.
  [[nodiscard]] const std::vector<FeedLink>& found() const { return found_; }

  /// The feed that was found first, without its items; empty if it was not read.
  [[nodiscard]] const std::optional<model::Feed>& feed() const { return feed_; }

  /// The answer that feed() was read from, which its caller may take. Empty also where carry_out()
  /// had no room for it.
  [[nodiscard]] std::optional<http::Response>& answer() { return answer_; }

  /// Where feed() has moved for good, as its server says; empty: it was not read, or has not.
  [[nodiscard]] const std::string& moved_to() const { return moved_to_; }

  /// One line; what it says is about the site, not about each guess. Without a message where the
  /// search was cut off.
  [[nodiscard]] const Error& error() const { return error_; }

  /// What the site itself answered, where that was no page (its body is dropped).
  [[nodiscard]] const std::optional<Result<http::Response>>& refusal() const { return refusal_; }

  /// What all requests together cost; one that several searches share costs each of them.
  [[nodiscard]] const http::Cost& cost() const { return cost_; }

 private:
  struct Candidate {
    FeedLink feed;
    bool is_guess = false;
  };

  /// A page, read, until robots.txt says whether it may be heeded.
  struct Page {
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
  void take(http::Response answer, model::Feed feed, FeedLink link);
  void give_up_host(const std::string& host);
  void refuse(Result<http::Response> answer);
  void end(Error error);

  Target target_;
  RobotsOfSites& robots_;
  std::chrono::milliseconds patience_;  ///< What is left of it.
  http::Cost cost_;

  bool asked_site_ = false;
  bool ended_ = false;
  bool asking_robots_ = false;  ///< Whether next() is a robots.txt, which a site has for everyone.
  std::optional<Page> page_;
  std::deque<Candidate> candidates_;
  std::vector<FeedLink> declared_;
  std::vector<FeedLink> found_;
  std::optional<model::Feed> feed_;
  std::optional<http::Response> answer_;
  std::string moved_to_;
  Error error_;
  std::optional<Result<http::Response>> refusal_;
};

/// All bodies that the searches of one carry_out() keep in FeedSearch::answer() together; what has
/// no room is to be asked for again.
inline constexpr std::size_t kMostKept = std::size_t{16} * 1024 * 1024;

/// Carries all searches out side by side, none waiting for another. What several want at a time, in
/// the same name, is asked for once. A host that asks for silence, in `silence` or now, is not
/// asked; what is heard is noted there. Returns when each search has ended, or soon after
/// `cancelled` becomes true.
void carry_out(std::deque<FeedSearch>& searches, http::Transport& transport,
               fetch::HostSilence& silence, model::Timestamp now,
               const std::atomic<bool>& cancelled);

}  // namespace syndic::discover
