// SPDX-License-Identifier: MIT
//
// `syndic post`: a new item in a folder of authored items.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/clock.h"
#include "cli/acting_user.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/post_body.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "parse/authored/authored.h"
#include "pipeline/authored/post.h"
#include "pipeline/authored/post_mail.h"
#include "pipeline/authored/post_preview.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kLongestMail = std::size_t{64} * 1024 * 1024;

std::string editor() {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return "vi";
}

/// While it lives, Ctrl-C and Ctrl-\ are the editor's alone, as with system(3).
class IgnoredKeys {
 public:
  IgnoredKeys() : interrupt_(std::signal(SIGINT, SIG_IGN)), quit_(std::signal(SIGQUIT, SIG_IGN)) {}
  IgnoredKeys(const IgnoredKeys&) = delete;
  IgnoredKeys& operator=(const IgnoredKeys&) = delete;
  ~IgnoredKeys() {
    std::signal(SIGINT, interrupt_);
    std::signal(SIGQUIT, quit_);
  }

 private:
  using Handler = void (*)(int);
  Handler interrupt_;
  Handler quit_;
};

/// How the editor starts: with the keys' signals as usual, and with the terminal as standard input
/// where that was the item's text.
class EditorSetup {
 public:
  explicit EditorSetup(bool from_terminal) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    sigset_t keys;
    sigemptyset(&keys);
    sigaddset(&keys, SIGINT);
    sigaddset(&keys, SIGQUIT);
    ::posix_spawnattr_setsigdefault(&attributes_, &keys);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
    if (from_terminal) terminal_ = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal_ >= 0) {
      ::posix_spawn_file_actions_adddup2(&actions_, terminal_, STDIN_FILENO);
    }
  }
  EditorSetup(const EditorSetup&) = delete;
  EditorSetup& operator=(const EditorSetup&) = delete;
  ~EditorSetup() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
    if (terminal_ >= 0) ::close(terminal_);
  }
  [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }
  [[nodiscard]] const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
  int terminal_ = -1;
};

/// Opens the file in the user's editor, which may be a command with options; whether it succeeded.
bool edit(const std::string& path, bool from_terminal) {
  std::string shell = "/bin/sh";
  std::string option = "-c";
  std::string command = editor() + " \"$1\"";
  std::string name = "syndic";
  std::string file = path;
  char* arguments[] = {shell.data(), option.data(), command.data(),
                       name.data(),  file.data(),   nullptr};
  const EditorSetup setup(from_terminal);
  const IgnoredKeys ignored;
  pid_t child = 0;
  if (::posix_spawn(&child, shell.c_str(), setup.actions(), setup.attributes(), arguments,
                    environ) != 0) {
    return false;
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return false;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

Result<pipeline::Post> completed(pipeline::Post post, const std::string& url,
                                 const config::Config& config) {
  if (url.empty()) return post;
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  return pipeline::completed_from(std::move(post), url, config, transport, cancelled);
}

/// The post with its text, of a mail message if it is one.
Result<pipeline::Post> with_text(const PostArguments& command, const std::string& body,
                                 const Log& log) {
  if (command.mail) {
    const auto message = read_input("-", kLongestMail);
    if (!message) return fail(message.error());
    if (base::trim(*message).empty()) {
      return fail(Errc::malformed, "standard input is empty; --mail reads a message there");
    }
    return pipeline::with_mail(command.post, *message);
  }
  auto text = read_body(body, log);
  if (!text) return fail(text.error());
  pipeline::Post post = command.post;
  post.body = *std::move(text);
  return post;
}

/// A post that is there, and whose it is.
struct NewPost {
  pipeline::WrittenPost files;
  const config::Source* source = nullptr;
  model::Timestamp now;
};

/// `body`: as read_body() names it.
Result<NewPost> write(const PostArguments& command, const std::string& body,
                      const config::Config& config, const Log& log) {
  const auto source = pipeline::authored_source(config, command.source);
  if (!source) return fail(source.error());
  // Whoever waits for the text here may interrupt it: nothing is written yet.
  auto told = with_text(command, body, log);
  if (!told) return fail(told.error());
  auto post = completed(*std::move(told), command.from, config);
  if (!post) return fail(post.error());
  act_as_owner_of((*source)->fetch.path, log);
  const model::Timestamp now = base::Clock::from_environment().now();
  auto files = pipeline::write_post(*std::move(post), **source, config, now);
  if (!files) return fail(files.error());
  return NewPost{*std::move(files), *source, now};
}

/// Tells what the file is as it is now: its path, and what becomes of it unless --quiet, or each of
/// its mistakes.
int tell(const NewPost& post, const config::Config& config, const Log& log) {
  const std::string path = post.files.path.string();
  const auto text = base::read_file(path, parse::kLongestAuthoredFile);
  if (!text) {
    log.error(text.error().message);
    return kFailed;
  }
  const auto preview = pipeline::preview_post(*text, post.files.path.filename().string(),
                                              *post.source, config, post.now);
  std::cout << path << '\n';
  for (const std::string& line : preview.lines) {
    if (log.loudness() != Loudness::quiet) std::cout << line << '\n';
  }
  for (const parse::FileMistake& mistake : preview.mistakes) {
    log.error(path + ":" + std::to_string(mistake.line) + ":" + std::to_string(mistake.column) +
              ": " + mistake.message);
  }
  return preview.mistakes.empty() ? kDone : kFailed;
}

bool is_emptied(const std::filesystem::path& path) {
  const auto text = base::read_file(path, parse::kLongestAuthoredFile);
  return text && base::trim(*text).empty();
}

}  // namespace

int run(const Arguments& global, const PostArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const bool is_piped = has_body_on_stdin();
  const auto post =
      write(command, command.body.empty() && is_piped ? "-" : command.body, config, log);
  if (!post) {
    log.error(post.error().message);
    return kFailed;
  }
  const std::string path = post->files.path.string();
  if (command.edit && !edit(path, is_piped)) {
    pipeline::keep_as_draft(post->files);
    std::cout << path << '\n';
    log.error("the editor (" + editor() + ") failed; " + path +
              " stays as a draft; write on in it, or name another editor in EDITOR");
    return kFailed;
  }
  if (command.edit && is_emptied(path)) {
    pipeline::remove_post(post->files);
    log.notice(path + " was emptied, so it is removed and nothing is posted");
    return kDone;
  }
  return tell(*post, config, log);
}

}  // namespace syndic::cli
