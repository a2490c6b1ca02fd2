// SPDX-License-Identifier: MIT
//
// A published feed as a whole: the subscription document, its archives (RFC 5005 §4), and its
// withdrawn items.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/feed.h"
#include "model/timestamp.h"
#include "pipeline/publish/check_output.h"
#include "store/ledger.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {

/// How many items an archive has. Must not change: all archives would be divided anew.
inline constexpr std::size_t kArchiveItems = 100;

/// How many withdrawn items the subscription document names.
inline constexpr std::size_t kTombstones = 50;

/// The feed's history. `appearance` is Documents::appearance_of().
[[nodiscard]] store::Shelf shelf_of(const config::Feed& feed, store::Selection selection,
                                    std::string appearance);

/// "all-archive-3.atom".
[[nodiscard]] std::string archive_name(const std::string& feed, int number, write::Format format);

/// Whether archive_name() may return this name, or it is that of a compressed file beside one.
[[nodiscard]] bool is_archive_name(std::string_view name);

/// The URL of a published file; empty if it is not configured.
[[nodiscard]] std::string served_at(const config::Config& config, const std::string& name);

/// A number from 0 to `count` - 1 that differs from time to time, by which each run looks at
/// another part of what is too much for one.
[[nodiscard]] int scattered(model::Timestamp now, int count);

/// How many archives one run looks at, besides those that change.
inline constexpr int kArchivesLookedAt = 20;

/// The archives whose files a run looks at, by feed; `newest` is the number of each feed's newest
/// one. All, or if there are many, others in each run (that is at another time), so that what a run
/// costs does not grow with history.
[[nodiscard]] std::map<std::string, std::vector<int>> archives_to_look_at(
    const std::map<std::string, int>& newest, model::Timestamp now);

/// The links of a feed's document in one format: of the archive `number` of `newest`, or of the
/// subscription document (0). Empty for RSS, which has no archives.
[[nodiscard]] write::History links_of(const config::Config& config, const std::string& feed,
                                      int number, int newest, write::Format format);

/// Items of the feed that were withdrawn, newest first.
[[nodiscard]] std::vector<model::Tombstone> tombstones_of(const std::string& feed,
                                                          store::Ledger& ledger);

/// Why a document must not replace one with the items `before`: more than `max_share` of them, of
/// at least four, would neither be in it nor in an archive. Items that only sources of `left` have
/// are none of them. Empty if it may.
[[nodiscard]] std::optional<std::string> why_withheld(const std::vector<std::string>& before,
                                                      const write::Document& document,
                                                      const store::Shelf& shelf,
                                                      store::Ledger& ledger, double max_share,
                                                      const std::set<std::string>& left = {});

/// The ids of sources that left the configuration as the list that brought them had them no more
/// for a week, of which it told when the week began.
[[nodiscard]] std::set<std::string> left_with_lists(const config::Config& config,
                                                    store::Store& store);

}  // namespace syndic::pipeline
