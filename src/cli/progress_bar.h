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

/// How often a log, which is no terminal, is told what is waited for.
inline constexpr std::chrono::seconds kBetweenLines{15};

/// How progress is shown.
enum class ProgressLook {
  none,
  bar,    ///< One line that is drawn anew: of a terminal.
  lines,  ///< A line now and then, as long as something is waited for: of a log.
};

/// Tells how far a run is, and what it waits for: "[#######       ] 9/12 waiting for casel, cec".
class ProgressBar : public pipeline::Progress {
 public:
  /// Called with each source that is done, while the bar is off the screen.
  using Tell = std::function<void(const pipeline::SourceReport&)>;

  /// Borrows `out`. Of lines, one comes each time that `pause` has passed.
  ProgressBar(ProgressLook look, std::ostream& out, Tell tell,
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
  void tell_now_and_then(std::chrono::milliseconds pause);

  ProgressLook look_;
  std::ostream& out_;
  Tell tell_;

  std::mutex mutex_;  ///< Of all below, and of `out_`.
  std::vector<std::string> waiting_;
  std::size_t total_ = 0;
  bool is_over_ = false;
  std::condition_variable over_;
  std::thread teller_;  ///< Of lines alone.
};

}  // namespace syndic::cli
