// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <string>
#include <string_view>
#include <thread>

#include "serve/preview_server.h"
#include "tests/serve/client.h"
#include "tests/support/temp_dir.h"

namespace serve_test {

// A server of a folder with all.rss in it, on a free port of the loopback address.
class Running {
 public:
  explicit Running(std::chrono::milliseconds patience = syndic::serve::Options().patience)
      : server_({folder_.path(), {"127.0.0.1", 0}, patience}) {
    std::ofstream(folder_.path() / "all.rss") << kFeed;
    port_ = server_.bind();
    std::promise<std::string> listening;
    thread_ = std::thread([this, &listening] {
      server_.run([&](std::string_view url) { listening.set_value(std::string(url)); });
    });
    url_ = listening.get_future().get();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    server_.stop();
    thread_.join();
  }
  [[nodiscard]] Client client() const { return Client(port_); }
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] int port() const { return server_.port(); }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

  static constexpr const char* kFeed = "<rss version=\"2.0\"/>";

 private:
  syndic::test::TempDir folder_;
  syndic::serve::PreviewServer server_;
  std::thread thread_;
  int port_ = 0;
  std::string url_;
};

}  // namespace serve_test
