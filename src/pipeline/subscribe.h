// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/append_source.h"
#include "config/config.h"
#include "discover/page.h"
#include "http/transport.h"
#include "pipeline/discover.h"

namespace syndic::pipeline {

/// What to subscribe to. An empty id or name is made of the feed's title, or of its host.
struct Wish {
  std::string url;  ///< Absolute, http or https: of a feed, or of a page that offers one.
  std::string id;
  std::string name;
  std::vector<std::string> groups;
};

struct Subscribed {
  std::string id;
  std::string name;
  std::string url;     ///< Without secrets.
  bool is_new = true;  ///< False: the source of that id had it already, and nothing was written.
  std::vector<discover::FeedLink> others;  ///< Other feeds that the page declares.
};

/// The source of the best feed of what was found for `wish`; its URL is the one to which its server
/// has moved it for good, if it has.
[[nodiscard]] config::NewSource source_of(const Offer& offer, const Wish& wish);

/// Finds the feed and appends a [[source]] to the file of `config`, comments and formatting
/// unchanged; its URL is the one to which its server has moved it for good, if it has. Makes one
/// request if `wish.url` is the feed's own, and none if a source has it already. Errors: malformed
/// if the id is taken or a source cannot be added to the file, which may have changed meanwhile;
/// else as discover(). Throws FileFailure.
[[nodiscard]] Result<Subscribed> subscribe(const config::Config& config, const Wish& wish,
                                           http::Transport& transport,
                                           const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
