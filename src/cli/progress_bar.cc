// SPDX-License-Identifier: MIT
#include "cli/progress_bar.h"

#include <algorithm>
#include <utility>

#include "base/printable.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kBarWidth = 20;
constexpr std::size_t kWordsWidth = 50;
constexpr std::size_t kMostNamed = 3;
constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace

ProgressBar::ProgressBar(ProgressLook look, std::ostream& out, OnDone on_done,
                         std::chrono::milliseconds pause)
    : look_(look), out_(out), on_done_(std::move(on_done)) {
  if (look_ == ProgressLook::lines)
    line_writer_ = std::thread([this, pause] { write_lines(pause); });
}

ProgressBar::~ProgressBar() {
  {
    const std::scoped_lock lock(mutex_);
    is_over_ = true;
    clear();
  }
  over_.notify_one();
  if (line_writer_.joinable()) line_writer_.join();
}

void ProgressBar::await(const std::vector<std::string>& source_ids) {
  const std::scoped_lock lock(mutex_);
  for (const std::string& id : source_ids) {
    if (std::ranges::find(waiting_, id) != waiting_.end()) continue;
    waiting_.push_back(id);
    ++total_;
  }
  draw();
}

void ProgressBar::done(const pipeline::SourceReport& report) {
  const std::scoped_lock lock(mutex_);
  std::erase(waiting_, report.id);
  clear();
  on_done_(report);
  draw();
}

/// "waiting for casel, cec, nlmp and 4 more"
std::string ProgressBar::words() const {
  std::string words = "waiting for ";
  const std::size_t named = std::min(waiting_.size(), kMostNamed);
  for (std::size_t i = 0; i < named; ++i) words += (i == 0 ? "" : ", ") + waiting_[i];
  const std::size_t more = waiting_.size() - named;
  return more == 0 ? words : words + " and " + std::to_string(more) + " more";
}

void ProgressBar::draw() {
  if (look_ != ProgressLook::bar || waiting_.empty()) return;
  const std::size_t done = total_ - waiting_.size();
  const std::size_t filled = kBarWidth * done / total_;
  out_ << kClearLine << '[' << std::string(filled, '#') << std::string(kBarWidth - filled, ' ')
       << "] " << done << '/' << total_ << ' ' << base::printable_line(words(), kWordsWidth)
       << std::flush;
}

void ProgressBar::clear() {
  if (look_ == ProgressLook::bar) out_ << kClearLine << std::flush;
}

void ProgressBar::write_lines(std::chrono::milliseconds pause) {
  std::unique_lock lock(mutex_);
  while (!over_.wait_for(lock, pause, [&] { return is_over_; })) {
    if (waiting_.empty()) continue;
    out_ << total_ - waiting_.size() << " of " << total_ << " sources done, " << words() << '\n'
         << std::flush;
  }
}

}  // namespace syndic::cli
