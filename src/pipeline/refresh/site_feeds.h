// SPDX-License-Identifier: MIT
//
// The sources of which a site is given in place of a feed: where their feeds are is remembered in
// the store, looked for where it is not known, and looked for anew where a feed has died, at most
// once a day.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "config/config.h"
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

  /// The configuration, in which a site source has its feed's URL as its own; where that is not
  /// known, the site's. It is at rest except for search().
  [[nodiscard]] const config::Config& config() const { return own_ ? *own_ : config_; }

  /// Whether the source is a site whose feed must be found before it can be asked.
  [[nodiscard]] bool must_search(const config::Source& source) const;

  /// Whether the feed of a site may be looked for again; `asked`: the operator asks for this one.
  [[nodiscard]] bool may_search(const config::Source& source, bool asked) const;

  /// When it may be looked for again; nothing: at once.
  [[nodiscard]] std::optional<model::Timestamp> next_search(const config::Source& source) const;

  /// Whether the source's feed stands at the site's own address: to look for it is to ask it.
  [[nodiscard]] bool is_the_site(const config::Source& source) const;

  /// Whether what came of asking says that a feed no longer exists: 404, 410, something else
  /// in its place, or a week without it, whatever the trouble.
  [[nodiscard]] bool has_died(const config::Source& source, const SourceReport& report) const;

  /// What a search came to, for one source.
  struct Searched {
    const config::Source* source = nullptr;  ///< Of config().
    bool found = false;                      ///< Then it can be asked now.
    int status = 0;                          ///< The site's, where it refused.
    std::string message;                     ///< One line.
    Errc cause{};                            ///< Of a search in vain.
    http::Cost cost;
    std::optional<http::Response> answer;  ///< Of the feed that was found, where there was room.
  };

  /// Looks for the feeds of all these sources side by side, and remembers in the store what came of
  /// it. Missing are those cut off by `cancelled`, and those whose site asks for silence: they are
  /// looked for another time. `states`: as of this run's beginning; `silence`: as of now. Throws
  /// StoreFailure.
  [[nodiscard]] std::vector<Searched> search(const std::vector<const config::Source*>& sources,
                                             const std::map<std::string, model::FetchState>& states,
                                             fetch::HostSilence& silence,
                                             http::Transport& transport,
                                             const std::atomic<bool>& cancelled);

 private:
  [[nodiscard]] fetch::Subscription site_of(const config::Source& source) const;
  void settle(config::Source& source, const std::string& feed_url) const;
  Searched take_up(const config::Source& source, const std::string& url);
  Searched give_up(const config::Source& source, const Error& error,
                   const std::optional<Result<http::Response>>& refusal,
                   const std::map<std::string, model::FetchState>& states);

  const config::Config& config_;
  store::Store& store_;
  model::Timestamp now_;
  std::optional<config::Config> own_;
  std::map<std::string, model::SiteFeed> known_;
};

/// A line for each source that has come to be asked at the address of another one, by a redirect
/// (301, 308) or as the feed that was found on its site, with what to do; shows no address. Two
/// that are configured alike are noted by config::add_notes(). Empty if there is no store yet.
/// Throws StoreFailure.
[[nodiscard]] std::vector<std::string> shared_addresses(const config::Config& config);

}  // namespace syndic::pipeline
