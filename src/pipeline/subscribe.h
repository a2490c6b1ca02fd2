// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "discover/page.h"
#include "http/transport.h"

namespace syndic::pipeline {

/// What is to be subscribed to; what is empty is made of the feed's title, or of its host.
struct Wish {
  std::string url;  ///< Absolute, http or https: a feed's, or of a page that offers one.
  std::string id;
  std::string name;
  std::vector<std::string> groups;
};

struct Subscribed {
  std::string id;
  std::string name;
  std::string url;     ///< As it may be shown.
  bool is_new = true;  ///< False: the source of that id had it already, and nothing was written.
  std::vector<discover::FeedLink> others;  ///< Other feeds that the page declares.
};

/// Finds the feed and appends a [[source]] to the file of `config`, comments and formatting
/// untouched; its URL is the one that it has moved to for good, where its server says so. One
/// request where `wish.url` is the feed's own, none where a source has it already. Errors:
/// malformed where the id is taken or the file, which may have changed meanwhile, cannot take a
/// source; else as discover(). Throws FileFailure.
[[nodiscard]] Result<Subscribed> subscribe(const config::Config& config, const Wish& wish,
                                           http::Transport& transport,
                                           const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
