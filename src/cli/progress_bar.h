// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/refresh/refresh.h"

namespace syndic::cli {

/// The time between two lines about what is waited for, if the log is no terminal.
inline constexpr std::chrono::seconds kBetweenLines{15};

/// How progress is shown.
enum class ProgressLook {
  none,
  bar,    ///< One line that is drawn anew, for a terminal.
  lines,  ///< A line now and then, as long as something is waited for, for a log.
};

/// Shows how far a run is, and what it waits for: "[#######       ] 9/12 waiting for casel, cec".
class ProgressBar : public pipeline::Progress {
 public:
  /// Called with each source that is done, while the bar is off the screen.
  using OnDone = std::function<void(const pipeline::SourceReport&)>;

  /// Borrows `out`. ProgressLook::lines writes one each time that `pause` has passed.
  ProgressBar(ProgressLook look, std::ostream& out, OnDone on_done,
              std::chrono::milliseconds pause = kBetweenLines);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar() override;

  void await(const std::vector<std::string>& source_ids) override;
  void done(const pipeline::SourceReport& report) override;

 private:
  [[nodiscard]] std::string words() const;
  void draw();
  void clear();
  void write_lines(std::chrono::milliseconds pause);

  ProgressLook look_;
  std::ostream& out_;
  OnDone on_done_;

  std::mutex mutex_;  ///< Guards all below, and `out_`.
  std::vector<std::string> waiting_;
  std::size_t total_ = 0;
  bool is_over_ = false;
  std::condition_variable over_;
  std::thread line_writer_;  ///< Only for ProgressLook::lines.
};

}  // namespace syndic::cli
