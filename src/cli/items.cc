// SPDX-License-Identifier: MIT
//
// The commands that change single items: post, withdraw and restore.
#include <spawn.h>
#include <sys/wait.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "base/printable.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "parse/authored/authored.h"
#include "pipeline/publish/post.h"
#include "pipeline/publish/withdraw.h"
#include "pipeline/refresh/refresh.h"

namespace syndic::cli {
namespace {

std::string editor() {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return "vi";
}

/// Opens the file in the user's editor, which may be a command with options; whether it succeeded.
bool edit(const std::string& path) {
  std::string shell = "/bin/sh";
  std::string option = "-c";
  std::string command = editor() + " \"$1\"";
  std::string name = "syndic";
  std::string file = path;
  char* arguments[] = {shell.data(), option.data(), command.data(),
                       name.data(),  file.data(),   nullptr};
  pid_t child = 0;
  if (::posix_spawn(&child, shell.c_str(), nullptr, nullptr, arguments, environ) != 0) return false;
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Reports every mistake of the file as it is now; whether it has none.
bool is_right(const std::string& path, const std::string& zone, const Log& log) {
  const auto text = base::read_file(path, parse::kLongestAuthoredFile);
  if (!text) {
    log.error(path + ": cannot be read any more");
    return false;
  }
  const auto read =
      parse::read_authored(*text, std::filesystem::path(path).filename().string(), zone,
                           [](std::string_view same) { return std::string(same); });
  for (const parse::FileMistake& mistake : read.mistakes) {
    log.error(path + ":" + std::to_string(mistake.line) + ":" + std::to_string(mistake.column) +
              ": " + mistake.message);
  }
  return read.mistakes.empty();
}

/// Prints what was `done` to which items, and writes the files anew.
int publish(const config::Config& config, const Result<std::vector<pipeline::Withdrawn>>& items,
            const std::string& done, const Log& log) {
  if (!items) {
    log.error(items.error().message);
    return kFailed;
  }
  for (const pipeline::Withdrawn& item : *items) {
    std::cout << done << ' ' << item.source_id << '/' << base::printable_line(item.id)
              << (item.title.empty() ? "" : ": " + base::printable_line(item.title)) << '\n';
  }
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  pipeline::Progress progress;
  const pipeline::Report report = pipeline::refresh(
      config, {.offline = true}, base::Clock::from_environment(), transport, progress, cancelled);
  for (const std::string& news : report.news) log.notice(news);
  for (const std::string& reason : report.withheld) log.error(reason);
  const std::string& failure = report.announced.command_failure;
  if (!failure.empty()) log.error(failure);
  return report.withheld.empty() && failure.empty() && !report.interrupted ? kDone : kFailed;
}

}  // namespace

int run(const Arguments& global, const PostArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const config::Source* source = pipeline::authored_source(config);
  if (source == nullptr) {
    log.error(
        config.file.string() +
        ": no source is a folder of authored items; make one and name it, as path = \"news\"");
    return kFailed;
  }
  pipeline::Post post = command.post;
  if (!command.from.empty()) {
    std::atomic<bool> cancelled = false;
    const SignalWatch watch([&] { cancelled = true; });
    http::CurlTransport transport(config.fetch.transport);
    auto completed =
        pipeline::completed_from(std::move(post), command.from, config, transport, cancelled);
    if (!completed) {
      log.error(completed.error().message);
      return kFailed;
    }
    post = *std::move(completed);
  }
  const std::string& zone = source->time_zone.empty() ? config.site.time_zone : source->time_zone;
  const auto path =
      pipeline::write_post(post, source->fetch.path, zone, base::Clock::from_environment().now());
  if (!path) {
    log.error(path.error().message);
    return kFailed;
  }
  std::cout << path->string() << '\n' << std::flush;
  if (!command.edit) return kDone;
  if (!edit(path->string())) {
    log.error("the editor (" + editor() + ") failed; the file stays as it is");
    return kFailed;
  }
  return is_right(path->string(), zone, log) ? kDone : kFailed;
}

int run(const Arguments& global, const WithdrawArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const model::Timestamp now = base::Clock::from_environment().now();
  return publish(config, pipeline::withdraw(config, command.item, command.why, now), "withdrawn",
                 log);
}

int run(const Arguments& global, const RestoreArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const model::Timestamp now = base::Clock::from_environment().now();
  return publish(config, pipeline::restore(config, command.item, now), "restored", log);
}

}  // namespace syndic::cli
