// SPDX-License-Identifier: MIT
#include "base/open_files.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace syndic::base {
namespace {

constexpr std::size_t kIfUnknown = 256;
constexpr rlim_t kMostRaised = 4'096;

// What the look-up of a name opens: a pair of sockets, one to the name server and a file.
constexpr std::size_t kOfOneLookup = 4;

}  // namespace

std::size_t open_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return kIfUnknown;
  return static_cast<std::size_t>(limit.rlim_cur);
}

std::size_t open_files_left() {
  const std::size_t limit = open_file_limit();
  if (limit > kMostRaised) return limit;
  std::size_t left = 0;
  for (std::size_t file = 0; file < limit; ++file) {
    if (::fcntl(static_cast<int>(file), F_GETFD) < 0) ++left;
  }
  return left;
}

void raise_open_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t raised = std::min(limit.rlim_max, kMostRaised);
  if (limit.rlim_cur >= raised) return;
  limit.rlim_cur = raised;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

bool is_too_many_files(int errno_value) { return errno_value == EMFILE || errno_value == ENFILE; }

bool are_open_files_used_up() {
  std::array<int, kOfOneLookup> opened{};
  bool used_up = false;
  for (int& file : opened) {
    file = ::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    used_up = used_up || (file < 0 && is_too_many_files(errno));
  }
  for (const int file : opened) {
    if (file >= 0) ::close(file);
  }
  return used_up;
}

}  // namespace syndic::base
