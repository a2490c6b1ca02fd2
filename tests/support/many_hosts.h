// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace syndic::test {

/// A request as one of ManyHosts saw it.
struct HostRequest {
  std::chrono::steady_clock::time_point at;     ///< When its head was there.
  std::chrono::steady_clock::time_point ended;  ///< Answered, or given up; the epoch before that.
  std::string host;                             ///< The address that was asked.
  std::string path;
  std::string user_agent;
};

/// A web server at one port of every address of 127.0.0.0/8, each of which is another host to
/// those who ask: one thread for thousands of requests a second. It answers any GET.
class ManyHosts {
 public:
  struct Answer {
    std::string body;
    std::chrono::milliseconds delay{0};  ///< Before it is sent.
  };

  /// `answer` gives what a path (with its query) answers; it is called on the server's thread.
  explicit ManyHosts(std::function<Answer(std::string_view path)> answer);
  ManyHosts(const ManyHosts&) = delete;
  ManyHosts& operator=(const ManyHosts&) = delete;
  ~ManyHosts();

  [[nodiscard]] int port() const { return port_; }

  /// Answers nothing until let_go().
  void hold() { held_ = true; }
  void let_go() { held_ = false; }

  /// All requests so far, in the order in which they came.
  [[nodiscard]] std::vector<HostRequest> requests() const;

 private:
  struct Connection {
    std::string host;
    std::string received;
  };
  struct Pending {
    int socket;
    std::size_t request;
    std::string bytes;
  };
  using Time = std::chrono::steady_clock::time_point;

  void run();
  void accept_all();
  void read(int socket);
  void take_request(int socket, const std::string& host, std::string_view head);
  void send_due(Time now);
  void close(int socket);
  [[nodiscard]] int patience() const;

  std::function<Answer(std::string_view)> answer_;
  int listener_ = -1;
  int poll_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<bool> held_ = false;
  std::map<int, Connection> connections_;
  std::multimap<Time, Pending> pending_;
  mutable std::mutex mutex_;
  std::vector<HostRequest> seen_;
  std::thread thread_;
};

}  // namespace syndic::test
