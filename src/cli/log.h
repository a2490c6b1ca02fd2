// SPDX-License-Identifier: MIT
//
// What people and cron logs read on stderr. Every message becomes one line of printable characters,
// whatever a server put into it.
#pragma once

#include <string_view>

namespace syndic::cli {

/// How much is said.
enum class Loudness { quiet, normal, verbose };

class Log {
 public:
  explicit Log(Loudness loudness) : loudness_(loudness) {}

  void error(std::string_view message) const;    ///< Always.
  void notice(std::string_view message) const;   ///< Always: what is no error, but must be known.
  void warning(std::string_view message) const;  ///< Not with --quiet.
  void detail(std::string_view message) const;   ///< With --verbose alone.

  [[nodiscard]] Loudness loudness() const { return loudness_; }

 private:
  Loudness loudness_;
};

}  // namespace syndic::cli
