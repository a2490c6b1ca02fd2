// SPDX-License-Identifier: MIT
#include "cli/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/printable.h"
#include "base/time_format.h"

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

void write_line(std::string line) {
  std::cerr << line.append("\n") << std::flush;  // In one piece: others may write there, too.
}

std::string name_of_run(const base::Clock& clock) {
  std::string name;
  for (const char c : base::format_rfc3339(clock.now())) {
    if (c != '-' && c != ':') name += c;
  }
  return name + "-" + std::to_string(::getpid());
}

}  // namespace

Log::Log(Loudness loudness, LogFormat format, base::Clock clock)
    : loudness_(loudness),
      format_(format),
      clock_(clock),
      run_(format == LogFormat::json ? name_of_run(clock) : std::string()) {}

void Log::error(std::string_view message) const { write(Level::error, message); }

void Log::notice(std::string_view message) const { write(Level::info, message); }

void Log::caution(std::string_view message) const { write(Level::warning, message); }

void Log::warning(std::string_view message) const {
  if (loudness_ != Loudness::quiet) write(Level::warning, message);
}

void Log::detail(std::string_view message) const {
  if (loudness_ == Loudness::verbose) write(Level::info, message);
}

void Log::mistake(std::string_view message) const {
  is_json() ? write(Level::error, message) : write_line(std::string(message));
}

void Log::figures(std::string_view message, const Figures& figures) const {
  if (is_json() && loudness_ != Loudness::quiet) write(Level::info, message, figures);
}

Log Log::about(std::string_view source_id) const {
  Log log = *this;
  log.source_ = source_id;
  return log;
}

std::string Log::object(Level level, std::string_view message, const Figures& figures) const {
  nlohmann::ordered_json line;
  line["time"] = base::format_rfc3339(clock_.now());
  line["level"] = level == Level::error ? "error" : level == Level::warning ? "warning" : "info";
  line["run"] = run_;
  if (!source_.empty()) line["source"] = source_;
  line["message"] = base::printable_line(message, kLongestLine);
  for (const auto& [name, figure] : figures) line[name] = figure;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void Log::write(Level level, std::string_view message, const Figures& figures) const {
  if (is_json()) {
    write_line(object(level, message, figures));
    return;
  }
  static const std::shared_ptr<spdlog::logger> logger = make_logger();
  const auto shown = level == Level::error     ? spdlog::level::err
                     : level == Level::warning ? spdlog::level::warn
                                               : spdlog::level::info;
  logger->log(shown, "{}", base::printable_line(message, kLongestLine - kLevelName));
}

}  // namespace syndic::cli
