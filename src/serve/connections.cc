// SPDX-License-Identifier: MIT
#include "serve/connections.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace syndic::serve {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kMostDiscarded = std::size_t{4} * 1024 * 1024;  // After the last answer.

constexpr std::size_t kMostConnections = 256;
constexpr std::size_t kOtherFiles = 8;  // The standard streams, the listening socket and others.
constexpr std::size_t kOfOneConnection = 2;  // Its socket and a file.

}  // namespace

std::size_t connections_within(std::size_t open_file_limit) {
  const std::size_t free = std::max(open_file_limit, kOtherFiles) - kOtherFiles;
  return std::clamp<std::size_t>(free / kOfOneConnection, 1, kMostConnections);
}

void Connections::expect() {
  const std::scoped_lock lock(mutex_);
  ++open_;
  make_room();
}

Connections::Place Connections::join(int socket) {
  const std::scoped_lock lock(mutex_);
  const Place place = members_.insert(members_.end(), {.socket = socket});
  if (ended_) shut(*place);
  return place;
}

void Connections::leave(Place place) {
  const std::scoped_lock lock(mutex_);
  if (!place->is_shut) --open_;
  members_.erase(place);
}

void Connections::renew(Place place) {
  const std::scoped_lock lock(mutex_);
  members_.splice(members_.end(), members_, place);
}

void Connections::shut_all() {
  const std::scoped_lock lock(mutex_);
  ended_ = true;
  for (Member& member : members_) shut(member);
}

bool Connections::wait(Place place, short event, steady_clock::time_point deadline) {
  const auto set_awaited = [&](short awaited) {
    const std::scoped_lock lock(mutex_);
    place->awaited = awaited;
    make_room();
  };
  pollfd polled{.fd = place->socket, .events = event, .revents = 0};
  if (::poll(&polled, 1, 0) > 0) return true;
  set_awaited(event);
  int ready = 0;
  do {
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    ready = ::poll(&polled, 1, static_cast<int>(std::max<milliseconds::rep>(0, left.count())));
  } while (ready < 0 && errno == EINTR);
  set_awaited(0);
  return ready > 0;
}

// With too many, also those that are expected: what cannot be shut now is shut when it next waits.
void Connections::make_room() {
  for (const short event : {short{POLLIN}, short{POLLOUT}}) {
    for (auto member = members_.begin(); open_ > most_ && member != members_.end(); ++member) {
      if (member->awaited == event) shut(*member);
    }
  }
}

// The thread that waits for this connection then reads its end. Its socket is still open.
void Connections::shut(Member& member) {
  if (std::exchange(member.is_shut, true)) return;
  --open_;
  ::shutdown(member.socket, SHUT_RDWR);
}

Connection::Connection(Connections& connections, int socket, milliseconds patience)
    : connections_(connections), place_(connections.join(socket)), patience_(patience) {}

Connection::~Connection() {
  const int socket = place_->socket;
  connections_.leave(place_);
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
}

steady_clock::time_point Connection::patience_ends() const {
  return steady_clock::now() + patience_;
}

void Connection::begin_request() {
  connections_.renew(place_);
  deadline_ = patience_ends();
}

bool Connection::receive(std::string& bytes) {
  std::array<char, 4096> some;
  if (steady_clock::now() >= deadline_) return false;  // Although there may be more.
  if (!connections_.wait(place_, POLLIN, deadline_)) return false;
  const ssize_t count = ::recv(place_->socket, some.data(), some.size(), 0);
  if (count <= 0) return false;
  bytes.append(some.data(), static_cast<std::size_t>(count));
  return true;
}

bool Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!connections_.wait(place_, POLLOUT, patience_ends())) return false;
    const ssize_t sent =
        ::send(place_->socket, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Connection::end_answers() {
  ::shutdown(place_->socket, SHUT_WR);
  std::string bytes;
  for (std::size_t discarded = 0; discarded < kMostDiscarded && receive(bytes); bytes.clear()) {
    discarded += bytes.size();
  }
}

}  // namespace syndic::serve
