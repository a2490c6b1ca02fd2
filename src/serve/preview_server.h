// SPDX-License-Identifier: MIT
//
// Serves a folder over HTTP/1.1, so that what was written can be looked at and subscribed to before
// it goes to a real server. Bound for a person's own machine: no TLS, no users, no log.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "serve/listen_address.h"

namespace httplib {
class Server;
}

namespace syndic::serve {

struct Options {
  std::filesystem::path folder;
  ListenAddress address{"127.0.0.1", 8080};
};

/// bind(), then run(); stop() from anywhere ends run().
class PreviewServer {
 public:
  explicit PreviewServer(Options options);
  PreviewServer(const PreviewServer&) = delete;
  PreviewServer& operator=(const PreviewServer&) = delete;
  ~PreviewServer();

  /// Takes the port and returns it (a free one where 0 was asked for). Throws FileFailure where the
  /// folder is missing or is none, Failure where the address cannot be listened on.
  int bind();

  /// The port that bind() took; 0 before.
  [[nodiscard]] int port() const { return bound_ ? options_.address.port : 0; }

  /// Answers until stop(). `listening` is called once with "http://HOST:PORT/" when requests are
  /// taken. Does nothing without a bind().
  void run(const std::function<void(std::string_view url)>& listening = {});

  /// Ends run(), now or whenever it begins: connections that are open are given a second. Only
  /// stores atomics and closes a socket, so that a signal handler may call it.
  void stop() noexcept;

 private:
  Options options_;
  std::unique_ptr<httplib::Server> server_;
  int listener_ = -1;  // The socket.
  bool bound_ = false;
  std::atomic<bool> stopping_ = false;
};

}  // namespace syndic::serve
