// SPDX-License-Identifier: MIT
#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace syndic::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::minutes kPatience{10};

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return {ends[0], ends[1]};
}

// Signals that a new process gets before it is another program are not for this program's handlers,
// which would run in a copy of it: without the threads that hold its locks.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  /// In the new process.
  void leave_to_defaults() const {
    for (const int signal : {SIGINT, SIGTERM, SIGABRT, SIGSEGV, SIGFPE, SIGILL}) {
      ::signal(signal, SIG_DFL);
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t before_{};
};

[[noreturn]] void become(const std::vector<std::string>& command,
                         const std::map<std::string, std::string>& environment, int in, int out,
                         int err) {
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

// A file of the input, already unlinked: the child may read it or leave it, nobody blocks.
int input_file(std::string_view input) {
  std::string name = "/tmp/syndic-input-XXXXXX";
  const int file = ::mkostemp(name.data(), O_CLOEXEC);
  if (file < 0) throw std::runtime_error("no input file");
  ::unlink(name.c_str());
  if (::write(file, input.data(), input.size()) != static_cast<ssize_t>(input.size()) ||
      ::lseek(file, 0, SEEK_SET) != 0) {
    throw std::runtime_error("no input");
  }
  return file;
}

// Appends what is there to read; false at the end.
bool read_some(int descriptor, std::string& to) {
  std::array<char, 65536> step{};
  const ssize_t got = ::read(descriptor, step.data(), step.size());
  if (got > 0) to.append(step.data(), static_cast<std::size_t>(got));
  return got > 0;
}

}  // namespace

Process::Process(const std::vector<std::string>& command,
                 const std::map<std::string, std::string>& environment, std::string_view input) {
  const int in = input_file(input);
  const Pipe out = make_pipe();
  const Pipe err = make_pipe();
  {
    const SignalsBlocked blocked;
    pid_ = ::fork();
    if (pid_ == 0) {
      blocked.leave_to_defaults();
      become(command, environment, in, out.write_end, err.write_end);
    }
  }
  ::close(in);
  ::close(out.write_end);
  ::close(err.write_end);
  out_ = out.read_end;
  err_ = err.read_end;
  if (pid_ < 0) throw std::runtime_error("cannot fork");
}

Process::~Process() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(out_);
  ::close(err_);
}

void Process::send_signal(int signal) const { ::kill(pid_, signal); }

bool Process::has_ended() const {
  siginfo_t ended{};
  ::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT);
  return ended.si_pid == pid_;
}

Finished Process::wait() {
  Finished finished;
  const auto deadline = Clock::now() + kPatience;
  bool out_open = true;
  bool err_open = true;
  while (out_open || err_open) {
    std::array<pollfd, 2> waiting = {pollfd{out_open ? out_ : -1, POLLIN, 0},
                                     pollfd{err_open ? err_ : -1, POLLIN, 0}};
    if (Clock::now() > deadline) throw std::runtime_error("the program hangs");
    if (::poll(waiting.data(), waiting.size(), 100) <= 0) continue;
    if (waiting[0].revents != 0) out_open = read_some(out_, finished.out);
    if (waiting[1].revents != 0) err_open = read_some(err_, finished.err);
  }
  int status = 0;
  rusage used{};
  ::wait4(pid_, &status, 0, &used);
  pid_ = -1;
  finished.peak_kib = used.ru_maxrss;
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return finished;
}

}  // namespace syndic::test
