// SPDX-License-Identifier: MIT
//
// What a list of addresses, of feeds or of sites, would bring as sources.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/append_source.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// A source that an address offers, and what it has now.
struct FoundSource {
  config::NewSource source;    ///< With an id that no other one has.
  std::string url;             ///< Of its feed or page, without secrets.
  bool is_page = false;        ///< There is no feed: the page itself is read.
  bool is_unanswered = false;  ///< The time was over first: a site whose feed is looked for later.
  std::size_t items = 0;       ///< 0 also if the feed was not read.
  std::string newest_title;    ///< One line; empty: unknown.
  std::optional<model::Timestamp> newest;  ///< When its newest item was published.
  std::vector<std::string> others;         ///< URLs of other feeds that its page declares.
};

/// Asks for all addresses side by side: each is a feed, or offers one, or is a page that reads as a
/// list of news. Of two that lead to one feed the second is an error. Ends soon after `is_over`
/// becomes true. The results are in the order of `urls`, which are absolute. Errors: as discover()
/// and propose_page(), each one line that names its address and says what to do.
[[nodiscard]] std::vector<Result<FoundSource>> find_sources(const std::vector<std::string>& urls,
                                                            const fetch::Options& options,
                                                            http::Transport& transport,
                                                            const std::atomic<bool>& is_over);

}  // namespace syndic::pipeline
