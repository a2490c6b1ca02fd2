// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// What a run made of one source.
enum class Outcome {
  updated,    ///< New bytes were read.
  unchanged,  ///< A 304, or the bytes of last time.
  failed,
  not_due,
  gone,  ///< The server said 410, now or earlier; it is not asked again.
  disabled,
};

/// The contract's word for it.
[[nodiscard]] std::string_view to_string(Outcome outcome);

struct SourceReport {
  std::string id;
  Outcome outcome = Outcome::not_due;
  int status = 0;  ///< HTTP status of this run's answer; 0: none came, or it is a file.
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t items = 0;     ///< Kept in the store after this run.
  std::size_t left_out = 0;  ///< Older items of this fetch beyond max_items.
  /// By rule, how many it keeps out: of this fetch's items, or of all where the rules changed.
  std::map<std::string, std::size_t> dropped;
  std::size_t let_in = 0;  ///< Items that were kept out before the rules changed.
  std::uint64_t bytes = 0;
  std::chrono::milliseconds elapsed{0};
  std::string error;                              ///< One line; empty: none.
  Errc cause{};                                   ///< Of an error.
  std::optional<model::Timestamp> failing_since;  ///< Of an error: the first one in a row.
  /// One line where the source has now failed for more than a day, or is back after that; said
  /// once.
  std::string news;
  /// One line each of what the operator should know beside that: that a source has moved, is left
  /// alone, fails for long, or is silent far beyond its habit.
  std::vector<std::string> notes;
};

struct FeedReport {
  std::string name;
  std::size_t items = 0;
  bool written = false;  ///< Whether the bytes of any of its files changed.
};

/// A published file that no feed has any longer, as the configuration is now.
struct UnusedFile {
  std::string name;
  model::Timestamp kept_until;
  bool removed = false;  ///< That time has come.
  bool is_new = false;   ///< This run found it first.
};

/// All that a run did, in the configuration's order.
struct Report {
  model::Timestamp started;
  model::Timestamp finished;
  std::vector<SourceReport> sources;
  std::vector<FeedReport> feeds;
  std::vector<std::string> withheld;  ///< Why nothing was published (Published::withheld).
  std::vector<UnusedFile> unused_files;
  /// One line each, said once: a source that has another id now, sources and feeds that left the
  /// configuration, and what becomes of what they had.
  std::vector<std::string> news;
  bool is_rehearsal = false;    ///< Nothing was changed: written is what would be.
  bool is_known_alarm = false;  ///< It fails as a whole, as the last run did that could tell.
  bool interrupted = false;     ///< Ended early by a signal: stored what came, published nothing.
};

/// Whether any source was asked, files and folders too.
[[nodiscard]] bool any_was_asked(const Report& report);

/// Whether sources were asked and all of them failed.
[[nodiscard]] bool every_source_failed(const Report& report);

/// Where every source that was asked failed, and there was more than one of them or no other is
/// enabled: one line that says so, with what they have in common; else nothing. One source alone
/// that fails while no other is due is that source's matter.
///
/// Where they have nothing in common the line tells what the first one met, unless `are_told`: then
/// each source's error is on the screen already.
[[nodiscard]] std::optional<std::string> common_failure(const Report& report,
                                                        bool are_told = false);

}  // namespace syndic::pipeline
