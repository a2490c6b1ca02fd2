// SPDX-License-Identifier: MIT
//
// Sources that are configured by a site in place of a feed: the URLs of their feeds are kept in the
// store, searched for if unknown, and searched for again if a feed has died, at most once a day.
// Each search makes a few guesses, and the next one goes on with the others.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "config/config.h"
#include "discover/search.h"
#include "fetch/host_silence.h"
#include "http/transport.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"
#include "store/store.h"

namespace syndic::pipeline {

class SiteFeeds {
 public:
  /// Borrows both. A configuration without site sources costs nothing.
  SiteFeeds(const config::Config& config, store::Store& store, model::Timestamp now);

  /// The configuration in which each site source has its feed's URL or, if that is unknown, the
  /// site's. Only search() changes it.
  [[nodiscard]] const config::Config& config() const { return own_ ? *own_ : config_; }

  /// Whether the source is a site whose feed must be found before it can be asked.
  [[nodiscard]] bool must_search(const config::Source& source) const;

  /// Whether the feed of a site may be searched for now; `asked`: the operator asks for it.
  [[nodiscard]] bool may_search(const config::Source& source, bool asked) const;

  /// When it may be searched for again; empty: at once.
  [[nodiscard]] std::optional<model::Timestamp> next_search(const config::Source& source) const;

  /// Whether the source's feed is at the site's own URL: then a search asks for the same URL.
  [[nodiscard]] bool is_the_site(const config::Source& source) const;

  /// Whether the result of asking means that a feed no longer exists: 404, 410, something else in
  /// its place, or a week of failures of any kind.
  [[nodiscard]] bool has_died(const config::Source& source, const SourceReport& report) const;

  /// The result of a search, for one source.
  struct Searched {
    const config::Source* source = nullptr;  ///< Of config().
    bool found = false;                      ///< It can be asked now.
    int status = 0;                          ///< The site's, if it refused.
    std::string message;                     ///< One line.
    Errc cause{};  ///< If nothing was found; is_own_obstacle(): it was not searched for.
    http::Cost cost;
    std::optional<http::Response> answer;  ///< Of the feed that was found, if there was room.
  };

  /// Searches for the feeds of all these sources side by side, and stores the results. Those cut
  /// off by `cancelled`, and those whose site asks for silence, are not among the results and are
  /// searched for by the next run; but a site that was asked something before it asked for silence,
  /// or in a run that was killed, only after a day. `states`: as of this run's beginning;
  /// `silence`: as of now. Throws StoreFailure.
  [[nodiscard]] std::vector<Searched> search(const std::vector<const config::Source*>& sources,
                                             const std::map<std::string, model::FetchState>& states,
                                             fetch::HostSilence& silence,
                                             http::Transport& transport,
                                             const std::atomic<bool>& cancelled);

 private:
  [[nodiscard]] fetch::Subscription site_of(const config::Source& source) const;
  void set_feed(config::Source& source, const std::string& feed_url) const;
  void record_beginning(const std::vector<const config::Source*>& sources);
  Searched record_found(const config::Source& source, const std::string& url);
  void forget_beginning(const config::Source& source, const model::SiteFeed& before);
  void record_searched(const config::Source& source, const discover::FeedSearch& search);
  Searched record_failed(const config::Source& source, const discover::FeedSearch& search,
                         const std::map<std::string, model::FetchState>& states);

  const config::Config& config_;
  store::Store& store_;
  model::Timestamp now_;
  std::optional<config::Config> own_;
  std::map<std::string, model::SiteFeed> known_;
};

/// A line, without URLs, for each source that is asked at the URL of another one because of a
/// redirect (301, 308) or because that feed was found on its site, with what to do. Sources that
/// are configured with one URL are left to config::add_notes(). Empty if there is no store yet.
/// Throws StoreFailure.
[[nodiscard]] std::vector<std::string> shared_addresses(const config::Config& config);

}  // namespace syndic::pipeline
