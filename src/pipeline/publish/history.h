// SPDX-License-Identifier: MIT
//
// A published feed as a whole: the subscription document, its archives (RFC 5005 §4), and what was
// taken back.
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "model/feed.h"
#include "pipeline/publish/check_output.h"
#include "store/ledger.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {

/// How many items an archive holds. Never to be changed: all archives would be divided anew.
inline constexpr std::size_t kArchiveItems = 100;

/// How many of the items that were taken back the subscription document names.
inline constexpr std::size_t kTombstones = 50;

/// The feed's history. `appearance` stands for all that entries are rendered by but themselves.
[[nodiscard]] store::Shelf shelf_of(const config::Feed& feed, store::Selection selection,
                                    std::string appearance);

/// "all-archive-3.atom".
[[nodiscard]] std::string archive_name(const std::string& feed, int number, write::Format format);

/// Where a published file is served; empty if the configuration does not say.
[[nodiscard]] std::string served_at(const config::Config& config, const std::string& name);

/// The links of a feed's document in one format: of the archive `number` of `newest`, or of the
/// subscription document (0). RSS has no archives, and leads nowhere.
[[nodiscard]] write::History links_of(const config::Config& config, const std::string& feed,
                                      int number, int newest, write::Format format);

/// What the feed showed and was taken back, newest first.
[[nodiscard]] std::vector<model::Tombstone> tombstones_of(const std::string& feed,
                                                          store::Ledger& ledger);

/// Why a document that has `ids` is not to take the place of one that had `before`: more than a
/// share of them, and of four at least, would not be found anywhere any longer. Empty: it may.
[[nodiscard]] std::string vanishing(const std::vector<std::string>& before,
                                    const write::Document& document, const store::Shelf& shelf,
                                    store::Ledger& ledger, double max_share);

}  // namespace syndic::pipeline
