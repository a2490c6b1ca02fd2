// SPDX-License-Identifier: MIT
#include "cli/progress_bar.h"

#include <unistd.h>

#include <iostream>
#include <string>

namespace syndic::cli {
namespace {

constexpr std::size_t kWidth = 30;
constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace

ProgressBar::ProgressBar(bool wanted) : visible_(wanted && ::isatty(STDERR_FILENO) == 1) {}

void ProgressBar::show(std::size_t done, std::size_t total, std::string_view latest) {
  if (!visible_ || total == 0) return;
  const std::size_t filled = kWidth * done / total;
  std::cerr << kClearLine << '[' << std::string(filled, '#') << std::string(kWidth - filled, ' ')
            << "] " << done << '/' << total << ' ' << latest.substr(0, kWidth) << std::flush;
}

void ProgressBar::clear() {
  if (visible_) std::cerr << kClearLine << std::flush;
}

}  // namespace syndic::cli
