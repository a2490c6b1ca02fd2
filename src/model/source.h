// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

/// All that is remembered of asking one source. Validators and body hash belong to the last body
/// that was read successfully from `fetched_url`.
struct FetchState {
  std::string fetched_url;  ///< The configured URL or path that all below speaks of.
  Validators validators;
  std::string validators_url;  ///< Who gave them, where redirects led elsewhere; else empty.
  std::string body_hash;
  std::optional<Timestamp> last_fetch;    ///< Last attempt, successful or not.
  std::optional<Timestamp> last_success;  ///< Last 200 that was read, or 304.
  std::optional<Timestamp> last_change;   ///< Last time that items were new or changed.
  std::optional<Timestamp> next_due;      ///< When to ask again; absent: at once.
  std::optional<Timestamp> retry_after;   ///< The server asked for silence until then.
  int last_status = 0;                    ///< HTTP status; 0: none came, or a file.
  int failures = 0;                       ///< In a row.
  bool gone = false;                      ///< The server said 410.
  std::string last_error;                 ///< One line; empty after a success.
};

}  // namespace syndic::model
