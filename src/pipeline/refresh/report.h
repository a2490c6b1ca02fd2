// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// The result of a run for one source.
enum class Outcome {
  updated,    ///< New bytes were read.
  unchanged,  ///< A 304, or the bytes of last time.
  failed,
  not_due,
  gone,  ///< The server said 410, now or earlier; it is not asked again.
  disabled,
};

/// Its name in JSON reports.
[[nodiscard]] std::string_view to_string(Outcome outcome);

struct SourceReport {
  std::string id;
  Outcome outcome = Outcome::not_due;
  int status = 0;       ///< HTTP status of this run's answer; 0: there was none, or it is a file.
  bool by_304 = false;  ///< Unchanged, as the server says by a 304.
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t items = 0;     ///< Kept in the store after this run.
  std::size_t left_out = 0;  ///< Older items of this fetch, in excess of max_items.
  std::size_t waiting = 0;   ///< New ones of this fetch, in excess of max_new_per_day.
  /// By rule, how many items it keeps out: of this fetch, or of all if the rules changed.
  std::map<std::string, std::size_t> dropped;
  std::size_t let_in = 0;  ///< Items that were kept out before the rules changed.
  std::uint64_t bytes = 0;
  std::chrono::milliseconds elapsed{0};
  std::string error;  ///< One line; empty: none.
  Errc cause{};       ///< Of an error, or why it was not asked: is_own_obstacle().
  std::optional<model::Timestamp> failing_since;  ///< Of an error: the first one in a row.
  /// One line if the source has failed for more than a day now, or is back after that; reported
  /// once.
  std::string news;
  /// One line each of what else the operator should know: that a source has moved, is not asked for
  /// now, fails for long, or is silent for much longer than usual; that items were cut (max_item)
  /// or wait (max_new_per_day).
  std::vector<std::string> notes;
};

struct FeedReport {
  std::string name;
  std::size_t items = 0;
  bool written = false;  ///< Whether the bytes of any of its files changed.
};

/// A published file that no feed of the present configuration has.
struct UnusedFile {
  std::string name;
  model::Timestamp kept_until;
  bool removed = false;  ///< In this run, as that time is over.
  bool is_new = false;   ///< This run found it first.
};

/// Whom a run told of what is published.
struct Announced {
  std::size_t files = 0;        ///< Of which publish.command was told.
  std::size_t pings = 0;        ///< That hubs took.
  std::string command_failure;  ///< One line; empty if the command was not run, or succeeded.
  /// One line of each hub that did not take every ping, unless one of Report::news has it.
  std::vector<std::string> unpinged;
};

/// In place of common_failure(), whose words differ, among Report::known_alarms.
inline constexpr std::string_view kEverySourceFailed = "every source failed";

/// All that a run did, in the configuration's order.
struct Report {
  model::Timestamp started;
  model::Timestamp finished;
  std::vector<SourceReport> sources;
  std::vector<FeedReport> feeds;
  std::vector<std::string> withheld;  ///< As Published::withheld.
  bool nothing_published = false;     ///< As Published::nothing.
  /// Why this run did not publish at all, though nothing is wrong, in one line; empty if it did.
  std::string why_unpublished;
  std::vector<UnusedFile> unused_files;
  Announced announced;
  /// What this or an earlier run found in the files as they are served, a line each (store::Proof).
  std::vector<std::string> publication_faults;
  std::vector<std::string> new_publication_faults;  ///< Those that this run found first.
  std::string alert_failure;  ///< One line; empty if alert.command was not run, or succeeded.
  /// One line each, reported once: a source that has another id now, sources and feeds that left
  /// the configuration, with what happens to their items and files, and a hub that has failed for a
  /// day.
  std::vector<std::string> news;
  bool is_rehearsal = false;  ///< Nothing was changed; `written` is what would be.
  /// For which reasons the run before failed as a whole, too: lines of `withheld`,
  /// Announced::command_failure, `alert_failure`, and kEverySourceFailed.
  std::set<std::string> known_alarms;
  /// Ended early by a signal: answers are stored, and what is not published or announced will be.
  bool interrupted = false;
};

/// Whether any source was asked, files and folders included.
[[nodiscard]] bool any_was_asked(const Report& report);

/// Whether sources were asked and all of them failed.
[[nodiscard]] bool every_source_failed(const Report& report);

/// One line if every source that was asked failed, and there was more than one of them or no other
/// is enabled, with what the failures have in common; else empty. (A single source that fails while
/// no other is due is no failure of the run.)
///
/// If they have nothing in common, the line has the error of the first one, unless `are_shown`:
/// then each source's error is on the screen already.
[[nodiscard]] std::optional<std::string> common_failure(const Report& report,
                                                        bool are_shown = false);

}  // namespace syndic::pipeline
