// SPDX-License-Identifier: MIT
#include "cli/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstddef>
#include <memory>

#include "base/printable.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kLongestLine = 300;  // In characters, the level's name included.
constexpr std::size_t kLevelName = 9;      // "warning: "

std::shared_ptr<spdlog::logger> make_logger() {
  auto logger = std::make_shared<spdlog::logger>(
      "syndic", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  logger->set_pattern("%^%l%$: %v");
  logger->set_level(spdlog::level::trace);
  return logger;
}

void write(spdlog::level::level_enum level, std::string_view message) {
  static const std::shared_ptr<spdlog::logger> logger = make_logger();
  logger->log(level, "{}", base::printable_line(message, kLongestLine - kLevelName));
}

}  // namespace

void Log::error(std::string_view message) const { write(spdlog::level::err, message); }

void Log::notice(std::string_view message) const { write(spdlog::level::info, message); }

void Log::warning(std::string_view message) const {
  if (loudness_ != Loudness::quiet) write(spdlog::level::warn, message);
}

void Log::detail(std::string_view message) const {
  if (loudness_ == Loudness::verbose) write(spdlog::level::info, message);
}

}  // namespace syndic::cli
