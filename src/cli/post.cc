// SPDX-License-Identifier: MIT
#include <spawn.h>
#include <sys/wait.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "parse/authored/authored.h"
#include "pipeline/publish/post.h"

namespace syndic::cli {
namespace {

std::string editor() {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return "vi";
}

/// Opens the file in the user's editor, which may be a command with options; whether it ended well.
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

/// Says what is wrong with the file as it is now; whether nothing is.
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

}  // namespace syndic::cli
