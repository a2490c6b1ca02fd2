// SPDX-License-Identifier: MIT
//
// The search for a site's feed, without a network: it says what to ask for next and learns from
// each answer. What a person names is asked for first, so that a feed costs one request; every
// guess keeps to robots.txt (RFC 9309).
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "discover/page.h"
#include "discover/robots.h"
#include "http/transport.h"
#include "model/feed.h"

namespace syndic::pipeline {

/// What the robots.txt of each site says, asked for once in a run: by origin.
using RobotsOfSites = std::map<std::string, discover::Robots>;

/// Where the site of `url` has its robots.txt.
[[nodiscard]] std::string robots_url(const std::string& url);

/// What robots.txt means by an answer. Redirects that do not end are a robots.txt that is
/// "unavailable" (RFC 9309 §2.3.1.2), as are answers 4xx (§2.3.1.3): all may be asked for. A server
/// that fails is "unreachable" (§2.3.1.4): nothing may. One that asks for silence is let be.
[[nodiscard]] discover::Robots robots_of(const Result<http::Response>& answer);

/// What is wanted of a search.
enum class Wanted {
  list,  ///< All that a page declares, as it stands; a guess is checked, and the first will do.
  best,  ///< The first feed that can be read.
};

/// Who says that `url` is to be asked for: for a program, robots.txt goes before the page too.
enum class Asker { person, program };

/// `link` with the type and title of the feed that was read there.
[[nodiscard]] discover::FeedLink describe(model::Feed feed, discover::FeedLink link);

class FeedSearch {
 public:
  /// Borrows `robots`. `patience`: how long what is asked may take all together. `dead`: where
  /// there is no feed any more, as is known; it is not asked.
  FeedSearch(std::string url, Wanted wanted, Asker asker, RobotsOfSites& robots,
             std::chrono::milliseconds patience, std::string dead = {});

  /// What to ask for next; nothing once the search has ended. The same until learn() is called.
  [[nodiscard]] std::optional<std::string> next();

  /// Whether next() is a robots.txt, which a site has for everyone.
  [[nodiscard]] bool asks_robots() const { return asking_robots_; }

  /// How long next() may take.
  [[nodiscard]] std::chrono::milliseconds patience() const { return patience_; }

  /// Takes in what came of next() after `took`.
  void learn(Result<http::Response> answer, std::chrono::milliseconds took);

  /// What was found, the best first; empty: error() says why.
  [[nodiscard]] const std::vector<discover::FeedLink>& found() const { return found_; }

  /// One line; what it says is about the site, not about each guess.
  [[nodiscard]] const Error& error() const { return error_; }

  /// Where the feed that was found first has moved for good; empty: it was not read, or has not.
  [[nodiscard]] const std::string& moved_to() const { return moved_to_; }

  /// The answer of the feed that was found first, where it was read; its caller takes it.
  [[nodiscard]] std::optional<http::Response>& answer() { return answer_; }

  /// What the site itself answered, where that was no page (its body is dropped).
  [[nodiscard]] const std::optional<Result<http::Response>>& refusal() const { return refusal_; }

 private:
  struct Candidate {
    discover::FeedLink feed;
    bool is_guess = false;
  };

  /// A page, read, until robots.txt says whether it may be heeded.
  struct Page {
    std::string url;
    discover::PageFeeds feeds;
  };

  [[nodiscard]] bool must_ask_robots(const std::string& url) const;
  void learn_robots(const Result<http::Response>& answer);
  void learn_site(Result<http::Response> answer);
  void learn_candidate(Result<http::Response> answer);
  void enter_page();
  void take(http::Response answer, model::Feed feed, discover::FeedLink link);
  void give_up_host(const std::string& host);
  void refuse(Result<http::Response> answer);
  void end(Error error);

  std::string url_;
  Wanted wanted_;
  Asker asker_;
  RobotsOfSites& robots_;
  const std::chrono::milliseconds whole_patience_;
  std::chrono::milliseconds patience_;  ///< What is left of it.
  std::string dead_;

  bool asked_site_ = false;
  bool ended_ = false;
  bool asking_robots_ = false;
  std::optional<Page> page_;
  std::deque<Candidate> candidates_;
  std::vector<discover::FeedLink> declared_;
  std::vector<discover::FeedLink> found_;
  std::string moved_to_;
  Error error_;
  std::optional<http::Response> answer_;
  std::optional<Result<http::Response>> refusal_;
};

}  // namespace syndic::pipeline
