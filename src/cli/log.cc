// SPDX-License-Identifier: MIT
#include "cli/log.h"

#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "base/printable.h"
#include "base/time_format.h"
#include "cli/output.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kLongestLine = 300;  // In characters, the level's name included.
constexpr std::size_t kLevelName = 9;      // "warning: "

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

bool SaidBefore::is_new(std::string line) {
  const bool was_said = before_.contains(line);
  return now_.insert(std::move(line)).second && !was_said;
}

void SaidBefore::end_round() { before_ = std::exchange(now_, {}); }

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

Log Log::of_round(SaidBefore& said) const {
  Log log(loudness_ == Loudness::verbose ? loudness_ : Loudness::quiet, format_, clock_);
  log.said_ = &said;
  return log;
}

Log Log::about(std::string_view source_id) const {
  Log log = *this;
  log.source_ = source_id;
  return log;
}

std::string_view Log::name_of(Level level) {
  return level == Level::error ? "error" : level == Level::warning ? "warning" : "info";
}

std::string Log::object(Level level, std::string_view message, const Figures& figures) const {
  nlohmann::ordered_json line;
  line["time"] = base::format_rfc3339(clock_.now());
  line["level"] = name_of(level);
  line["run"] = run_;
  if (!source_.empty()) line["source"] = source_;
  line["message"] = base::printable_line(message, kLongestLine);
  for (const auto& [name, figure] : figures) line[name] = figure;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void Log::write(Level level, std::string_view message, const Figures& figures) const {
  if (said_ != nullptr && level != Level::info && !said_->is_new(std::string(message))) return;
  if (is_json()) {
    write_line(object(level, message, figures));
    return;
  }
  const Colour colour = level == Level::error     ? Colour::red
                        : level == Level::warning ? Colour::yellow
                                                  : Colour::green;
  const std::string name =
      painted(name_of(level), wants_colour(STDERR_FILENO) ? colour : Colour::none);
  write_line(name + ": " + base::printable_line(message, kLongestLine - kLevelName));
}

}  // namespace syndic::cli
