// SPDX-License-Identifier: MIT
#include "tests/support/many_hosts.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace syndic::test {
namespace {

using std::chrono::steady_clock;

constexpr int kLongestWait = 50;  // Milliseconds, after which it looks whether it is to end.

// The value of a field whose name is written as libcurl does; empty where there is none.
std::string field(std::string_view head, std::string_view name) {
  const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + name.size() + 4;
  return std::string(head.substr(begin, head.find("\r\n", begin) - begin));
}

std::string own_address(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  std::array<char, INET_ADDRSTRLEN> text{};
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
  return text.data();
}

std::string whole_answer(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

ManyHosts::ManyHosts(std::function<Answer(std::string_view)> answer) : answer_(std::move(answer)) {
  constexpr int kWaiting = 1024;
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_ANY);  // Loopback has no narrower name for all of it.
  socklen_t size = sizeof(address);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, size) != 0 || ::listen(listener_, kWaiting) != 0 ||
      ::getsockname(listener_, any, &size) != 0) {
    ::close(listener_);
    throw std::runtime_error("cannot listen");
  }
  port_ = ntohs(address.sin_port);
  poll_ = ::epoll_create1(EPOLL_CLOEXEC);
  epoll_event wanted{.events = EPOLLIN, .data = {.fd = listener_}};
  ::epoll_ctl(poll_, EPOLL_CTL_ADD, listener_, &wanted);
  thread_ = std::thread([this] { run(); });
}

ManyHosts::~ManyHosts() {
  ending_ = true;
  thread_.join();
  for (const auto& [socket, connection] : connections_) ::close(socket);
  ::close(listener_);
  ::close(poll_);
}

std::vector<HostRequest> ManyHosts::requests() const {
  const std::lock_guard lock(mutex_);
  return seen_;
}

void ManyHosts::run() {
  std::array<epoll_event, 256> events{};
  while (!ending_) {
    const int count =
        ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), patience());
    for (int i = 0; i < count; ++i) {
      const int socket = events.at(static_cast<std::size_t>(i)).data.fd;
      socket == listener_ ? accept_all() : read(socket);
    }
    send_due(steady_clock::now());
  }
}

int ManyHosts::patience() const {
  if (pending_.empty() || held_) return kLongestWait;
  const auto wait =
      std::chrono::ceil<std::chrono::milliseconds>(pending_.begin()->first - steady_clock::now());
  return std::clamp(static_cast<int>(wait.count()), 0, kLongestWait);
}

void ManyHosts::accept_all() {
  while (true) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    const int at_once = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof(at_once));
    connections_[socket] = {.host = own_address(socket), .received = {}};
    epoll_event wanted{.events = EPOLLIN, .data = {.fd = socket}};
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &wanted);
  }
}

void ManyHosts::read(int socket) {
  Connection& connection = connections_.at(socket);
  std::array<char, 4096> bytes{};
  const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
  if (count <= 0) return close(socket);
  connection.received.append(bytes.data(), static_cast<std::size_t>(count));
  while (true) {
    const std::size_t end = connection.received.find("\r\n\r\n");
    if (end == std::string::npos) return;
    take_request(socket, connection.host, connection.received.substr(0, end + 2));
    connection.received.erase(0, end + 4);
  }
}

void ManyHosts::take_request(int socket, const std::string& host, std::string_view head) {
  const std::size_t path_begins = head.find(' ') + 1;
  const std::string path(head.substr(path_begins, head.find(' ', path_begins) - path_begins));
  Answer answer = answer_(path);
  const auto now = steady_clock::now();
  const std::lock_guard lock(mutex_);
  seen_.push_back({.at = now,
                   .ended = {},
                   .host = host,
                   .path = path,
                   .user_agent = field(head, "User-Agent")});
  pending_.emplace(
      now + answer.delay,
      Pending{.socket = socket, .request = seen_.size() - 1, .bytes = whole_answer(answer.body)});
}

// Answers are shorter than what a socket takes at once.
void ManyHosts::send_due(Time now) {
  while (!held_ && !pending_.empty() && pending_.begin()->first <= now) {
    const Pending due = std::move(pending_.begin()->second);
    pending_.erase(pending_.begin());
    {
      const std::lock_guard lock(mutex_);
      seen_[due.request].ended = steady_clock::now();
    }
    const auto size = static_cast<ssize_t>(due.bytes.size());
    if (::send(due.socket, due.bytes.data(), due.bytes.size(), MSG_NOSIGNAL) != size) {
      close(due.socket);
    }
  }
}

// What it asked for goes with it.
void ManyHosts::close(int socket) {
  std::erase_if(pending_, [&](const auto& each) {
    if (each.second.socket != socket) return false;
    const std::lock_guard lock(mutex_);
    seen_[each.second.request].ended = steady_clock::now();
    return true;
  });
  connections_.erase(socket);
  // A process that is being started has the socket for a moment, too, and keeps it in the poll.
  ::epoll_ctl(poll_, EPOLL_CTL_DEL, socket, nullptr);
  ::close(socket);
}

}  // namespace syndic::test
