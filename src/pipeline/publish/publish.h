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
  bool dry_run = false;  ///< Nothing is written, and FeedReport::written says what would be.
  bool accept = false;   ///< Also where more of a feed's items would vanish than may.
  bool restore = false;  ///< Only what is missing, cut or meddled with: there is nothing new.
};

struct Published {
  std::vector<FeedReport> feeds;
  bool rendered = true;  ///< False if the files of the last time are those of now.
  /// Why nothing was published, a line each: a file that could not be read as what it must be, a
  /// feed of which too much would vanish. Every file is as it was. Empty: all are published.
  std::vector<std::string> withheld;
  std::vector<UnusedFile> unused_files;  ///< By name.
};

/// Writes every feed in every format with its archives, and the pages, only where bytes change.
/// Everything that changes is rendered, checked and written aside before the first file is
/// replaced, and the index is replaced last. Where nothing that they are made of has changed since
/// the last time, feeds and pages are not even rendered. Files of feeds that left the configuration
/// are removed after 30 days, where they are as they were left. `now` decides only that, what
/// max_age lets in and an embargo lets out. What the store has open is committed, unless this is a
/// rehearsal. Throws StoreFailure, FileFailure.
[[nodiscard]] Published publish(const config::Config& config, store::Store& store,
                                model::Timestamp now, const PublishOptions& options);

}  // namespace syndic::pipeline
