// SPDX-License-Identifier: MIT
#include "cli/loop.h"

#include <algorithm>
#include <atomic>
#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/heap.h"
#include "base/printable.h"
#include "base/service_manager.h"
#include "base/time_format.h"
#include "cli/acting_user.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/pulse.h"
#include "cli/refresh_run.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "pipeline/store_lock.h"

namespace syndic::cli {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kLeastPause{1};

/// What signals want of the loop. They come on a thread of their own.
class Wishes {
 public:
  void end() {
    const std::scoped_lock lock(mutex_);
    is_ending_ = true;
    changed_.notify_one();
  }
  void begin_round() {
    const std::scoped_lock lock(mutex_);
    is_round_wanted_ = true;
    changed_.notify_one();
  }

  [[nodiscard]] const std::atomic<bool>& is_ending() const { return is_ending_; }

  /// Returns at `time`, or as soon as a signal wants a round or the end, also one that came before.
  /// Calls `on_wait` each time that `at_most` has passed.
  void wait_until(steady_clock::time_point time, steady_clock::duration at_most,
                  const std::function<void()>& on_wait) {
    std::unique_lock lock(mutex_);
    while (!is_ending_ && !is_round_wanted_ && steady_clock::now() < time) {
      on_wait();
      changed_.wait_until(lock, std::min(time, steady_clock::now() + at_most));
    }
    is_round_wanted_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_round_wanted_ = false;
  std::atomic<bool> is_ending_ = false;
};

/// Whoever has to know that a round goes on.
class RoundProgress : public pipeline::Progress {
 public:
  RoundProgress(Pulse& pulse, std::function<void()> on_open, const Log& log)
      : pulse_(pulse), on_open_(std::move(on_open)), log_(log) {}

  void opened() override { on_open_(); }
  void alive() override { pulse_.beat(); }
  void silent_for(std::chrono::milliseconds time) override { pulse_.silent_for(time); }
  void done(const pipeline::SourceReport& source) override {
    pulse_.beat();
    log_source(source, log_);
  }

 private:
  Pulse& pulse_;
  std::function<void()> on_open_;
  const Log& log_;
};

/// "asked 3 sources, 1 failed; 5 new items".
std::string words_of_round(const pipeline::Report& report) {
  long long asked = 0;
  long long failed = 0;
  long long added = 0;
  for (const pipeline::SourceReport& source : report.sources) {
    const bool has_failed = source.outcome == pipeline::Outcome::failed;
    const bool was_asked = has_failed || source.outcome == pipeline::Outcome::updated ||
                           source.outcome == pipeline::Outcome::unchanged;
    asked += was_asked ? 1 : 0;
    failed += has_failed ? 1 : 0;
    added += static_cast<long long>(source.added);
  }
  if (asked == 0) return "no source was due";
  return "asked " + base::counted(asked, "source") +
         (failed == 0 ? "" : ", " + std::to_string(failed) + " failed") + "; " +
         base::counted(added, "new item");
}

/// "FILE:3:1: …, and 2 more".
std::string words_of_mistakes(const std::vector<std::string>& mistakes) {
  return "the configuration is wrong, and the last good one holds: " + mistakes.at(0) +
         (mistakes.size() == 1 ? "" : ", and " + std::to_string(mistakes.size() - 1) + " more");
}

class Loop {
 public:
  Loop(const Arguments& global, const RefreshArguments& command, const Log& log)
      : global_(global), command_(command), log_(log) {}

  int go() {
    const steady_clock::duration pause = command_.loop.value();
    while (!wishes_.is_ending()) {
      const auto began = steady_clock::now();
      const boost::posix_time::ptime time = clock_.now();
      const std::string result = round();
      base::return_freed_memory();
      const auto next = std::max(began + pause, steady_clock::now() + kLeastPause);
      if (wishes_.is_ending()) break;
      tell_status(time, result, next - began);
      wishes_.wait_until(next, longest_wait(), [&] { pulse_.beat(); });
    }
    return kDone;
  }

 private:
  /// Returns in a few words what it did. Throws WrongConfiguration only if it is the first one.
  std::string round() {
    const Log log = log_.of_round(said_);
    std::string failure;
    try {
      const bool is_configured = read_configuration(log);
      std::string result = is_configured ? run_round(log) : "the configuration is wrong";
      said_.end_round();
      return result;
    } catch (const WrongConfiguration&) {
      throw;
    } catch (const pipeline::AlreadyRunning&) {
      return "another process used the store";
    } catch (const std::bad_alloc&) {
      failure = "memory ran out; what was stored stays, and the next round goes on from there";
    } catch (const std::exception& thrown) {
      failure = thrown.what();
    }
    transport_.reset();
    log.error(failure);
    said_.end_round();
    return "failed: " + failure;
  }

  /// False if it is wrong and there is no last good one.
  bool read_configuration(const Log& log) {
    if (std::exchange(is_first_, false)) {
      config_ = load_config(global_.config_file, log);
      return true;
    }
    auto read = try_config(global_.config_file);
    is_outdated_ = !read;
    if (read) {
      config_ = *std::move(read);
    } else {
      log.error(words_of_mistakes(read.error()));
    }
    return config_.has_value();
  }

  std::string run_round(const Log& log) {
    act_as_owner_of_store(*config_, log);
    RoundProgress progress(
        pulse_, [&] { tell_ready("the first round is under way"); }, log);
    const RunOf run{*config_, command_.options, clock_, log};
    Ran ran = run_once(run, transport(), progress, wishes_.is_ending());
    std::string result = words_of_round(ran.report);
    if (is_outdated_) result += ", by the last good configuration";
    ran.report.interrupted = false;  // That is no news to who ended it.
    log_run(ran, run, false);
    return result;
  }

  /// The one of the round before, which knows when it asked each host, unless other bounds hold
  /// now.
  http::Transport& transport() {
    const http::Options& options = config_->fetch.transport;
    if (!transport_ || options != options_of_transport_) transport_.emplace(options);
    options_of_transport_ = options;
    return *transport_;
  }

  void tell_ready(const std::string& status) {
    if (!std::exchange(is_ready_, true)) manager_.tell("READY=1\nSTATUS=" + status);
  }

  /// `until_next`: from the begin of the round at `time` to that of the next one.
  void tell_status(boost::posix_time::ptime time, const std::string& result,
                   steady_clock::duration until_next) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(until_next).count();
    const std::string status = base::format_rfc3339(time) + ": " + base::printable_line(result) +
                               "; next round at " +
                               base::format_rfc3339(time + boost::posix_time::seconds(seconds));
    tell_ready(status);
    manager_.tell("STATUS=" + status);
  }

  /// So often there is a beat while the loop waits.
  [[nodiscard]] steady_clock::duration longest_wait() const {
    constexpr int kTimes = 4;  // More often than the watchdog looks.
    const steady_clock::duration watchdog = manager_.watchdog();
    return watchdog.count() == 0 ? steady_clock::duration(std::chrono::hours(1))
                                 : watchdog / kTimes;
  }

  const Arguments& global_;
  const RefreshArguments& command_;
  const Log& log_;
  const base::Clock clock_ = base::Clock::from_environment();
  const base::ServiceManager manager_ = base::ServiceManager::take_from_environment();
  Wishes wishes_;
  const SignalWatch signals_{[this] {
                               manager_.tell("STOPPING=1\nSTATUS=ending");
                               wishes_.end();
                             },
                             [this] { wishes_.begin_round(); }};
  Pulse pulse_;
  const Watchdog watchdog_{manager_, pulse_};
  SaidBefore said_;
  std::optional<config::Config> config_;  ///< The last good one; empty: there was none.
  std::optional<http::CurlTransport> transport_;
  http::Options options_of_transport_;
  bool is_outdated_ = false;  ///< The present one is wrong.
  bool is_first_ = true;
  bool is_ready_ = false;
};

}  // namespace

int run_loop(const Arguments& global, const RefreshArguments& command, const Log& log) {
  return Loop(global, command, log).go();
}

}  // namespace syndic::cli
