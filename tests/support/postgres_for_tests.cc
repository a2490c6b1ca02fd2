// SPDX-License-Identifier: MIT
//
// postgres_for_tests start|stop FILE : the PostgreSQL server that the tests of a run of ctest
// share. Its URL is in the file, which is empty while there is no server. It ends with the run of
// ctest at the latest, that is with the program that starts it. Exit code: 0, 1 with a message, 77
// where there is no PostgreSQL.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/support/postgres.h"

namespace {

int open_file(const char* path) {
  const int file = ::open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) throw std::runtime_error(std::string("cannot write ") + path);
  return file;
}

void write_file(int file, const std::string& text) {
  const auto size = static_cast<ssize_t>(text.size());
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, text.data(), text.size(), 0) != size) {
    throw std::runtime_error("cannot write the URL");
  }
}

flock whole_file() { return {.l_type = F_WRLCK, .l_whence = SEEK_SET}; }

// Ends the process that holds the file, if there is one, and waits until it is gone with its
// server. A lock cannot be left behind, as the number of a process could.
void end_holder(int file) {
  flock lock = whole_file();
  if (::fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK && lock.l_pid > 0) {
    ::kill(lock.l_pid, SIGTERM);
  }
  lock = whole_file();
  if (::fcntl(file, F_SETLKW, &lock) != 0) throw std::runtime_error("cannot lock the file");
}

// Returns when it is told to end, or the process has ended. It is called with signals blocked.
void wait_for_end(pid_t process) {
  sigset_t ending;
  ::sigemptyset(&ending);
  ::sigaddset(&ending, SIGTERM);
  const int signals = ::signalfd(-1, &ending, SFD_CLOEXEC);
  const int ended = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
  std::array<pollfd, 2> waiting = {pollfd{signals, POLLIN, 0}, pollfd{ended, POLLIN, 0}};
  while (::poll(waiting.data(), waiting.size(), -1) <= 0) continue;
}

void leave_terminal() {
  ::setsid();
  sigset_t ending;
  ::sigemptyset(&ending);
  ::sigaddset(&ending, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &ending, nullptr);
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    ::dup2(nothing, descriptor);
  }
}

// Holds the file and the server; `report` is closed once it runs, or told why it does not.
void hold_server(const char* path, int report, pid_t run) {
  try {
    leave_terminal();
    const int file = open_file(path);
    end_holder(file);
    {
      const syndic::test::PostgresServer server;
      write_file(file, server.url() + '\n');
      ::close(report);
      wait_for_end(run);
      write_file(file, "");
    }
  } catch (const std::exception& error) {
    const std::string_view why = error.what();
    static_cast<void>(!::write(report, why.data(), why.size()));
  }
}

int start(const char* path) {
  {
    const int file = open_file(path);
    end_holder(file);
    write_file(file, "");
    ::close(file);
  }
  if (!syndic::test::PostgresServer::is_available()) {
    std::cout << "skipped: there is no PostgreSQL here (Debian package postgresql-15)\n";
    return 77;
  }
  const pid_t run = ::getppid();
  std::array<int, 2> report{};
  if (::pipe2(report.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t holder = ::fork();
  if (holder < 0) throw std::runtime_error("cannot fork");
  if (holder == 0) {
    hold_server(path, report[1], run);
    return 0;
  }
  ::close(report[1]);
  std::string why;
  std::array<char, 4096> step{};
  for (ssize_t got = 0; (got = ::read(report[0], step.data(), step.size())) > 0;) {
    why.append(step.data(), static_cast<std::size_t>(got));
  }
  if (!why.empty()) throw std::runtime_error(why);
  return 0;
}

int stop(const char* path) {
  end_holder(open_file(path));
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::string_view what = count == 3 ? words[1] : "";
  try {
    if (what == "start") return start(words[2]);
    if (what == "stop") return stop(words[2]);
    std::cerr << "postgres_for_tests start|stop FILE\n";
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
  return 1;
}
