// SPDX-License-Identifier: MIT
//
// Finds feeds, politely: a host is asked for one thing at a time, with its delay between two
// starts.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "fetch/host_silence.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/timestamp.h"
#include "parse/discover.h"
#include "pipeline/feed_search.h"

namespace syndic::pipeline {

/// A search and how its source wants to be asked.
struct Seeking {
  fetch::Subscription subscription;  ///< Its URL does not matter.
  FeedSearch* search = nullptr;      ///< Borrowed.
};

/// The source's way of being asked, without what is for its own site alone.
[[nodiscard]] fetch::Access without_secrets(fetch::Access access);

/// Carries searches out, side by side where they ask different hosts. A URL that several want at a
/// time is asked for once.
class Discoverer {
 public:
  /// Borrows all. A host that asked for silence is not asked.
  Discoverer(const fetch::Options& options, http::Transport& transport,
             const fetch::HostSilence& silence, model::Timestamp now)
      : options_(options), transport_(transport), silence_(silence), now_(now) {}

  /// Someone else has just asked the URL's host.
  void note_asked(const std::string& url);

  /// Returns when each search has ended, or soon after `cancelled` becomes true.
  void run(const std::vector<Seeking>& seekings, const std::atomic<bool>& cancelled);

 private:
  using Waiting = std::vector<std::vector<FeedSearch*>>;  ///< Who waits for each request.

  [[nodiscard]] std::vector<http::Request> requests_of(const std::vector<Seeking>& seekings,
                                                       Waiting& waiting) const;
  void wait_for_hosts(const std::vector<http::Request>& requests,
                      const std::atomic<bool>& cancelled) const;

  const fetch::Options& options_;
  http::Transport& transport_;
  const fetch::HostSilence& silence_;
  model::Timestamp now_;
  std::map<std::string, std::chrono::steady_clock::time_point> last_asked_;  ///< By host.
};

/// The feeds that `url` offers, the best first: itself where it is a feed; else what its page
/// declares, as it stands; else the first that is found and checked among the page's links and the
/// usual places. Never empty. Errors: unknown_format where nothing is found, http_status where the
/// site or its robots.txt refuses, and the transport's.
[[nodiscard]] Result<std::vector<parse::FeedLink>> discover(const std::string& url, Wanted wanted,
                                                            const fetch::Options& options,
                                                            http::Transport& transport,
                                                            const std::atomic<bool>& cancelled);

/// The same of a document at hand, without asking anyone: what the page declares, else its links
/// that look like feeds, none of them checked. `name` is the document's, for a feed's own line.
[[nodiscard]] Result<std::vector<parse::FeedLink>> discover_in(std::string_view document,
                                                               const std::string& name);

}  // namespace syndic::pipeline
