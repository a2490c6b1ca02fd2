// SPDX-License-Identifier: MIT
#include "base/service_manager.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace syndic::base {
namespace {

/// The variable, which is gone then; empty if it is not set.
std::string take_variable(const char* name) {
  const char* const value = std::getenv(name);
  std::string taken = value == nullptr ? "" : value;
  ::unsetenv(name);
  return taken;
}

/// 0 for what is no whole number.
std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

bool is_socket_name(std::string_view name) {
  return name.size() > 1 && (name[0] == '/' || name[0] == '@') &&
         name.size() < sizeof(sockaddr_un::sun_path);
}

}  // namespace

ServiceManager::ServiceManager(std::string socket, std::chrono::microseconds watchdog)
    : socket_(is_socket_name(socket) ? std::move(socket) : std::string()),
      watchdog_(socket_.empty() ? std::chrono::microseconds(0)
                                : std::max(watchdog, std::chrono::microseconds(0))) {}

ServiceManager ServiceManager::take_from_environment() {
  std::string socket = take_variable("NOTIFY_SOCKET");
  const std::chrono::microseconds watchdog(number_of(take_variable("WATCHDOG_USEC")));
  const std::string watched = take_variable("WATCHDOG_PID");
  const bool is_watched = watched.empty() || number_of(watched) == ::getpid();
  return ServiceManager(std::move(socket), is_watched ? watchdog : std::chrono::microseconds(0));
}

void ServiceManager::tell(std::string_view lines) const {
  if (socket_.empty()) return;
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  constexpr timeval kPatience{.tv_sec = 1, .tv_usec = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, socket_.data(), socket_.size());
  if (socket_[0] == '@') address.sun_path[0] = '\0';
  // The name of an abstract socket ends with the address, and not with a zero.
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  static_cast<void>(::sendto(socket, lines.data(), lines.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&address), length));
  ::close(socket);
}

}  // namespace syndic::base
