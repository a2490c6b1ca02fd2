// SPDX-License-Identifier: MIT
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>

#include "tests/support/temp_dir.h"

namespace syndic::test {

/// A stand-in for systemd: the socket on which a service tells how it does.
class Manager {
 public:
  /// Of a socket in a folder of its own, or of an abstract one.
  explicit Manager(bool is_abstract = false)
      : name_(is_abstract ? "@" + dir_.path().string() : (dir_ / "notify").string()),
        socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name_.data(), name_.size());
    if (is_abstract) address.sun_path[0] = '\0';
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size());
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), length) != 0) {
      throw std::runtime_error("no socket " + name_);
    }
  }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;
  ~Manager() { ::close(socket_); }

  /// The value of NOTIFY_SOCKET.
  [[nodiscard]] const std::string& name() const { return name_; }

  /// The next message. Throws after ten minutes without one; no machine is so busy.
  [[nodiscard]] std::string next() const {
    constexpr std::chrono::milliseconds kPatience = std::chrono::minutes(10);
    auto message = receive(static_cast<int>(kPatience.count()));
    if (!message) throw std::runtime_error("the service says nothing");
    return *std::move(message);
  }

  /// The next message that has this; what comes before it is left out.
  std::string await(const std::string& part) const {
    while (true) {
      std::string message = next();
      if (message.find(part) != std::string::npos) return message;
    }
  }

  /// The next message, if it is there already.
  [[nodiscard]] std::optional<std::string> waiting() const { return receive(0); }

 private:
  [[nodiscard]] std::optional<std::string> receive(int milliseconds) const {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, milliseconds) <= 0) return std::nullopt;
    std::array<char, 4096> bytes{};
    const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    return std::string(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  }

  TempDir dir_;
  std::string name_;
  int socket_;
};

}  // namespace syndic::test
