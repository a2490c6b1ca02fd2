// SPDX-License-Identifier: MIT
#pragma once

#include <bitset>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/feed.h"
#include "model/timestamp.h"

namespace syndic::model {

/// A partner as the configuration and its own feed describe it: what is credited beside an item.
struct Source {
  std::string id;             ///< [a-z0-9-]+, unique in a configuration.
  std::string name;           ///< For people; the configured one, else the feed's title.
  std::string feed_url;       ///< Public URL of the feed, without credentials; empty for files.
  std::string home_page_url;  ///< The partner's site.
  std::string atom_id;        ///< The feed's own atom:id, where it has one.
  std::string icon;
  std::string rights;
  std::string language;
  std::optional<Timestamp> updated;  ///< Newest change among its items.
  std::vector<std::string> groups;
};

/// The two validators of RFC 9110 §8.8, opaque bytes: kept as received, sent back as received.
struct Validators {
  std::string etag;
  std::string last_modified;
  [[nodiscard]] bool empty() const { return etag.empty() && last_modified.empty(); }
  friend bool operator==(const Validators&, const Validators&) = default;
};

/// What was asked for last time about how often to ask.
struct Wishes {
  std::chrono::seconds server{0};  ///< How long the answer stays fresh (RFC 9111 §4.2.1).
  std::chrono::seconds feed{0};    ///< Feed::minimum_interval.
  Feed::Hours skip_hours;          ///< As in Feed.
  Feed::Days skip_days;
  friend bool operator==(const Wishes&, const Wishes&) = default;
};

/// Where a source says that it has moved for good, and how often that proved to be true.
struct Move {
  std::string adopted_url;  ///< Asked in place of the configured URL; empty: that one is.
  std::string seen_url;     ///< Where 301 and 308 led last; empty: nowhere.
  int seen_days = 0;        ///< On how many days that led to a feed.
  std::optional<Timestamp> seen_last;  ///< When last.
  friend bool operator==(const Move&, const Move&) = default;
};

/// The newest of a series of numbers, the oldest of them first, for their median.
using RecentNumbers = std::vector<std::int64_t>;

/// How many RecentNumbers are kept.
inline constexpr std::size_t kRecentNumbers = 25;

/// All that is remembered of asking one source. Validators and body hash belong to the last body
/// that was read successfully from `fetched_url`.
struct FetchState {
  std::string fetched_url;  ///< The configured URL or path that all below speaks of.
  Validators validators;
  std::string validators_url;  ///< Who gave them, where that is not the configured URL; else empty.
  std::string body_hash;
  std::optional<Timestamp> last_fetch;    ///< Last attempt, successful or not.
  std::optional<Timestamp> asked;         ///< After `last_fetch`: when it was asked, but its answer
                                          ///< was lost, as the run ended before.
  std::optional<Timestamp> last_success;  ///< Last 200 that was read, or 304.
  std::optional<Timestamp> last_change;   ///< Last time that items were new or changed.
  std::optional<Timestamp> next_due;      ///< When to ask again; absent: at once.
  std::optional<Timestamp> retry_after;   ///< The server asked for silence until then.
  std::string retry_host;  ///< "host:port" where all of that host was meant; else empty.
  std::optional<Timestamp> failing_since;  ///< The first of the failures in a row.
  std::optional<Timestamp> reread_due;     ///< When what is there makes other items, though it is
                                           ///< as it was.
  std::string items_hash;                  ///< Of a page: of what its items said last; else empty.
  int items_seen = 0;                      ///< Of a page: how many items it had.
  int last_status = 0;                     ///< HTTP status; 0: none came, or a file.
  int failures = 0;                        ///< In a row.
  bool gone = false;                       ///< The server said 410.
  std::string last_error;                  ///< One line; empty after a success.
  bool is_told = false;                    ///< It was told that it fails for long.
  bool is_alerted = false;                 ///< The operator's alert command was told so, too.
  RecentNumbers answer_times;              ///< Milliseconds that its last answers took.
  RecentNumbers news_delays;               ///< Seconds from the date of its last new items until
                                           ///< they were stored, of those with a date.
  Wishes wishes;
  Move move;
  std::string setup;  ///< Of how the source was configured at the last fetch; empty: unknown.

  friend bool operator==(const FetchState&, const FetchState&) = default;
};

/// What is remembered of looking for a site's feed.
struct SiteFeed {
  std::string site;                   ///< The configured site that all below speaks of.
  std::string feed_url;               ///< Where its feed is; empty: none was found yet.
  std::optional<Timestamp> searched;  ///< When it was last looked for.
  std::uint64_t next_guess = 0;       ///< The address that is tried first the next time.
  friend bool operator==(const SiteFeed&, const SiteFeed&) = default;
};

}  // namespace syndic::model
