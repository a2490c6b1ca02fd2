// SPDX-License-Identifier: MIT
#include "notify/command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>

#include "base/printable.h"
#include "http/curl_error.h"

namespace syndic::notify {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBetweenLooks{20};
constexpr std::chrono::seconds kToEnd{2};  // From SIGTERM to SIGKILL.

void check(int error) {
  if (error != 0) throw std::system_error(error, std::generic_category());
}

/// A file in memory, which unlike a pipe needs nobody who reads or writes meanwhile.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("stdin", MFD_CLOEXEC)) {
    if (descriptor_ < 0) check(errno);
    try {
      for (; !bytes.empty(); bytes.remove_prefix(write_some(bytes))) {
      }
      if (::lseek(descriptor_, 0, SEEK_SET) != 0) check(errno);
    } catch (...) {
      ::close(descriptor_);
      throw;
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(descriptor_); }

  [[nodiscard]] int get() const { return descriptor_; }

 private:
  [[nodiscard]] std::size_t write_some(std::string_view bytes) const {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) check(errno);
    return static_cast<std::size_t>(written);
  }

  int descriptor_;
};

/// What a new process does before it becomes the program.
class FileActions {
 public:
  FileActions() { check(posix_spawn_file_actions_init(&actions_)); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }

  void put(int descriptor, int at) {
    check(posix_spawn_file_actions_adddup2(&actions_, descriptor, at));
  }
  /// Also what our parents left open, or a library without O_CLOEXEC (curl's own wakeup sockets).
  void close_from(int descriptor) {
    check(posix_spawn_file_actions_addclosefrom_np(&actions_, descriptor));
  }
  void enter(const std::filesystem::path& folder) {
    check(posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str()));
  }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// A process group of its own, and signals as a program expects them: those that we block or ignore
/// (cli/signal_watch) would stay so.
class Attributes {
 public:
  Attributes() {
    check(posix_spawnattr_init(&attributes_));
    sigset_t none;
    sigemptyset(&none);
    sigset_t usual = none;
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE}) sigaddset(&usual, signal);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &usual);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }

  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// The running program, with its group.
class Child {
 public:
  Child(const Command& command, const MemoryFile& input) {
    FileActions actions;
    actions.put(input.get(), STDIN_FILENO);
    actions.put(STDERR_FILENO, STDOUT_FILENO);
    actions.close_from(STDERR_FILENO + 1);
    actions.enter(command.folder);
    const Attributes attributes;
    std::vector<char*> words;  // posix_spawnp() does not change them.
    for (const std::string& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    check(::posix_spawnp(&id_, words[0], actions.get(), attributes.get(), words.data(), environ));
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  /// Waits until the program has ended; false at `until`, or soon after `cancelled` becomes true.
  bool wait(steady_clock::time_point until, const std::atomic<bool>& cancelled) const {
    while (!has_ended()) {
      if (cancelled || steady_clock::now() >= until) return false;
      std::this_thread::sleep_for(kBetweenLooks);
    }
    return true;
  }

  /// Ends the group.
  void end() {
    if (id_ <= 0) return;
    ::kill(-id_, SIGTERM);
    wait(steady_clock::now() + kToEnd, false);
    ::kill(-id_, SIGKILL);
    static_cast<void>(take_status());
  }

  /// The status of the program, which has ended, as waitpid() returns it. The last call.
  int take_status() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status;
  }

 private:
  // The status is left, as that keeps the process's number, which is the group's, from others.
  [[nodiscard]] bool has_ended() const {
    siginfo_t info{};
    const int failed = ::waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT);
    return failed == 0 ? info.si_pid == id_ : errno != EINTR;
  }

  pid_t id_ = -1;
};

Result<void> result_of(int status, const std::string& program) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status)) {
    return fail(Errc::internal, program + " ended with status " +
                                    std::to_string(WEXITSTATUS(status)) +
                                    "; what it wrote, if anything, is above");
  }
  return fail(Errc::internal, program + " was ended by signal " + std::to_string(WTERMSIG(status)));
}

}  // namespace

Result<void> run(const Command& command, const std::atomic<bool>& cancelled) {
  const std::string program = base::printable_line(command.words.front());
  const auto until = steady_clock::now() + command.timeout;
  try {
    const MemoryFile input(command.input);
    Child child(command, input);
    if (child.wait(until, cancelled)) return result_of(child.take_status(), program);
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::no_such_file_or_directory) {
      return fail(Errc::not_found,
                  program + " was not found; install it, or name it with its whole path");
    }
    return fail(Errc::unreadable, program + " cannot be run: " + error.code().message());
  }
  if (cancelled) return fail(Errc::not_now, program + " was ended, as the run is");
  return fail(Errc::timeout, program + " took longer than " + http::duration_text(command.timeout) +
                                 " and was ended");
}

}  // namespace syndic::notify
