// SPDX-License-Identifier: MIT
//
// Asks for feeds, as a reader would, and has them judged (lint/lint.h). Nothing is stored.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "fetch/host_silence.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "lint/findings.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// Whose feed it is.
enum class FeedOwner {
  source,     ///< A [[source]]'s.
  ourselves,  ///< One that we publish.
  anybody,    ///< One that was named on the command line.
};

/// A feed and what is wrong with it.
struct LintedFeed {
  FeedOwner owner = FeedOwner::anybody;
  std::string id;          ///< The source's, or the published file's name; else empty.
  std::string name;        ///< For people; empty: the place serves.
  std::string place;       ///< Its URL without secrets, or its path.
  std::string contact;     ///< The source's.
  std::string not_asked;   ///< Why it was not looked at, one line; empty: it was.
  bool is_missed = false;  ///< Though it should have been: it may have faults.
  std::vector<lint::Finding> findings;
};

/// A feed that is to be asked for.
struct LintTarget {
  LintedFeed feed;  ///< Without findings.
  fetch::Subscription subscription;
  bool is_trusted = false;  ///< http::Request::is_trusted.
};

/// How to ask, and what for.
struct LintRun {
  const fetch::Options& options;
  http::Transport& transport;
  const fetch::HostSilence& silence;  ///< Hosts that must not be asked now.
  model::Timestamp now;
  const std::atomic<bool>& cancelled;
};

/// Asks for each URL twice: as a new reader, and once more with the validators of the answer, if it
/// has any and is no larger than a megabyte; as many feeds at a time as Options::concurrency says.
/// A path is read. The results are in order; those that `cancelled` ends are `not_asked`, and so
/// are those of hosts that ask for silence meanwhile.
[[nodiscard]] std::vector<LintedFeed> lint_feeds(std::vector<LintTarget> targets,
                                                 const LintRun& run);

/// The findings in a document that is no answer of a server. `url`: where it is served; empty:
/// unknown.
[[nodiscard]] std::vector<lint::Finding> lint_bytes(std::string_view bytes, std::string_view url,
                                                    model::Timestamp now);

/// The finding of a feed that cannot be had.
[[nodiscard]] std::vector<lint::Finding> lint_error(const Error& error);

/// The sources of the configuration with these ids, or all that are enabled if there are none.
/// Those without a feed (pages, folders of authored items) are `not_asked`. Throws StoreFailure.
[[nodiscard]] std::vector<LintTarget> lint_targets(const config::Config& config,
                                                   const std::vector<std::string>& ids,
                                                   model::Timestamp now);

/// All files of the feeds that the configuration publishes: asked for where they are served, or
/// read in the published folder if that is not known.
[[nodiscard]] std::vector<LintTarget> published_targets(const config::Config& config);

}  // namespace syndic::pipeline
