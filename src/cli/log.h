// SPDX-License-Identifier: MIT
//
// What the commands say on stderr: lines for people and cron, or one JSON object a line for
// journald, Loki and their like.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"

namespace syndic::cli {

enum class Loudness { quiet, normal, verbose };

enum class LogFormat { text, json };

/// The errors and warnings of two rounds of a loop: what both have is said once.
class SaidBefore {
 public:
  /// Notes the line for this round; returns whether neither the last one nor this one had it yet.
  bool is_new(std::string line);

  /// The next round begins.
  void end_round();

 private:
  std::set<std::string> before_;
  std::set<std::string> now_;
};

/// Every message becomes one line of printable characters, whatever a server put into it. As text
/// that is "warning: …", on a terminal in colour; as JSON
/// {"time","level","run","source"?,"message"}, where `level` is "error", "warning" or "info", and
/// `run` the same for all lines of a process.
class Log {
 public:
  explicit Log(Loudness loudness, LogFormat format = LogFormat::text, base::Clock clock = {});

  void error(std::string_view message) const;    ///< Always.
  void notice(std::string_view message) const;   ///< Always: what is no error, but must be known.
  void caution(std::string_view message) const;  ///< Always: no error, but somebody must act.
  void warning(std::string_view message) const;  ///< Not with --quiet.
  void detail(std::string_view message) const;   ///< Only with --verbose.

  /// Always: a mistake of the configuration, "FILE:LINE:COLUMN: …"; as text without a level.
  void mistake(std::string_view message) const;

  /// Only as JSON, and not with --quiet: figures that a table has in text, each a member.
  using Figures = std::vector<std::pair<std::string, std::int64_t>>;
  void figures(std::string_view message, const Figures& figures) const;

  /// The same log for a round of a loop, with a `run` of its own: as quiet as with --quiet unless
  /// details are wanted, and without the errors and warnings that `said` has of the round before.
  /// Borrows `said`; only one thread may write then.
  [[nodiscard]] Log of_round(SaidBefore& said) const;

  /// The same log, whose lines are about a source.
  [[nodiscard]] Log about(std::string_view source_id) const;

  [[nodiscard]] Loudness loudness() const { return loudness_; }
  [[nodiscard]] bool is_json() const { return format_ == LogFormat::json; }

 private:
  enum class Level { error, warning, info };
  [[nodiscard]] static std::string_view name_of(Level level);

  void write(Level level, std::string_view message, const Figures& figures = {}) const;
  [[nodiscard]] std::string object(Level level, std::string_view message,
                                   const Figures& figures) const;

  Loudness loudness_;
  LogFormat format_;
  base::Clock clock_;
  std::string run_;             ///< "20260131T120000Z-4242": when it began, and the process.
  std::string source_;          ///< Empty: about no single one.
  SaidBefore* said_ = nullptr;  ///< Null: there are no rounds.
};

}  // namespace syndic::cli
