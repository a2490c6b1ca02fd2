// SPDX-License-Identifier: MIT
//
// Serves a folder over HTTP/1.1, so that its feeds can be viewed and subscribed to before they are
// published: in a browser as the list that their stylesheet makes. For a person's own machine: no
// TLS, no users, no log.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "serve/connections.h"
#include "serve/listen_address.h"
#include "serve/listener.h"

namespace syndic::serve {

struct Options {
  std::filesystem::path folder;
  ListenAddress address{"127.0.0.1", 8080};
  /// How long a request may take to come, or a client to read anything of its answer.
  std::chrono::milliseconds patience{10'000};
};

/// bind(), then run(); stop() from any thread ends run().
class PreviewServer {
 public:
  explicit PreviewServer(Options options);
  PreviewServer(const PreviewServer&) = delete;
  PreviewServer& operator=(const PreviewServer&) = delete;
  ~PreviewServer();

  /// Takes the port and returns it (a free one for port 0). Throws FileFailure if the folder is
  /// missing or not a folder, Failure if the address cannot be listened on.
  int bind();

  /// The port that bind() took; 0 before.
  [[nodiscard]] int port() const { return listener_ ? options_.address.port : 0; }

  /// Answers requests until stop(). `listening` is called once with "http://HOST:PORT/" when
  /// requests are accepted. Does nothing without a bind(). A client that is slow or silent delays
  /// no other one: of more than 256 connections, or fewer within the limit of open files, those
  /// that wait longest are closed.
  void run(const std::function<void(std::string_view url)>& listening = {});

  /// Ends run(), now or when it begins, and with it the open connections. Only stores atomics and
  /// shuts a socket, so that a signal handler may call it.
  void stop() noexcept;

 private:
  Options options_;
  Connections connections_;
  std::optional<Listener> listener_;
  std::atomic<Listener*> bound_ = nullptr;  ///< The same, for stop() on another thread.
  std::atomic<bool> stopping_ = false;
};

}  // namespace syndic::serve
