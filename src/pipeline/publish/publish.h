// SPDX-License-Identifier: MIT
//
// The store's projection: every file is a pure function of store and configuration.
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"
#include "store/store.h"

namespace syndic::pipeline {

struct PublishOptions {
  bool dry_run = false;  ///< Nothing is written; FeedReport::written is what would be.
  /// Feeds that are published even if more items would vanish than max_vanish; an empty name: all.
  std::vector<std::string> accept;
  bool restore = false;  ///< Only files that are missing, cut or changed by others.
};

struct Published {
  std::vector<FeedReport> feeds;
  bool rendered = true;  ///< False if the files of the last run are up to date.
  /// Why not all is published, a line each: a file that is not valid, for which every file is as it
  /// was; a feed of which too many items would vanish, whose files alone are. Empty if all is.
  std::vector<std::string> withheld;
  bool nothing = false;                  ///< Is published: a file is not valid.
  std::vector<UnusedFile> unused_files;  ///< By name.
};

/// Writes every feed in every format with its archives, and the pages, only where bytes change.
/// Everything that changes is rendered, checked and written aside before the first file is
/// replaced, and the index is replaced last. Feeds and pages are not even rendered if nothing that
/// they are made of has changed since the last run. Files of feeds that left the configuration are
/// removed after 30 days, unless others changed them. `now` only matters for that, for max_age and
/// for embargoes. The store's open batch is committed, except in a dry run. Throws StoreFailure,
/// FileFailure.
[[nodiscard]] Published publish(const config::Config& config, store::Store& store,
                                model::Timestamp now, const PublishOptions& options);

}  // namespace syndic::pipeline
