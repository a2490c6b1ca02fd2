// SPDX-License-Identifier: MIT
#include "serve/listener.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <string>
#include <thread>

#include "base/error.h"

namespace syndic::serve {
namespace {

constexpr int kBacklog = 1024;  // A reader that opens more connections at once would wait a second.
constexpr std::chrono::milliseconds kPause{10};

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Addresses addresses_of(const ListenAddress& address) {
  addrinfo wanted{};
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(address.port);
  if (::getaddrinfo(address.host.c_str(), port.c_str(), &wanted, &found) != 0) found = nullptr;
  return {found, &::freeaddrinfo};
}

// With SO_REUSEADDR the port of a server that has just ended can be taken at once.
bool listen_on(int socket, const addrinfo& address) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  return ::bind(socket, address.ai_addr, address.ai_addrlen) == 0 &&
         ::listen(socket, kBacklog) == 0;
}

// A socket that listens; -1, with the reason in errno, if there is none.
int listening_socket(const addrinfo& address) {
  const int socket = ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC, 0);
  if (socket < 0 || listen_on(socket, address)) return socket;
  const int reason = errno;
  ::close(socket);
  errno = reason;
  return -1;
}

}  // namespace

Listener::Listener(const ListenAddress& address) {
  std::string reason = "there is no such address";
  const Addresses addresses = addresses_of(address);
  for (const addrinfo* each = addresses.get(); each != nullptr; each = each->ai_next) {
    socket_ = listening_socket(*each);
    if (socket_ >= 0) return;
    reason = std::strerror(errno);
  }
  throw Failure("cannot listen on " + to_string(address) + ": " + reason +
                "; choose another with --listen");
}

Listener::~Listener() { ::close(socket_); }

int Listener::port() const {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  const in_port_t port = address.ss_family == AF_INET6
                             ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                             : reinterpret_cast<const sockaddr_in&>(address).sin_port;
  return ntohs(port);
}

std::optional<int> Listener::accept() const {
  while (!stopped_) {
    const int socket = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) {  // The client has gone, or too many files are open.
      std::this_thread::sleep_for(kPause);
      continue;
    }
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    return socket;
  }
  return std::nullopt;
}

void Listener::stop() noexcept {
  stopped_ = true;
  ::shutdown(socket_, SHUT_RDWR);
}

}  // namespace syndic::serve
