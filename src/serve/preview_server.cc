// SPDX-License-Identifier: MIT
#include "serve/preview_server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "base/error.h"
#include "serve/folder.h"

namespace syndic::serve {
namespace {

constexpr std::size_t kWorkers = 32;
constexpr int kBacklog = 128;
constexpr std::size_t kLargestRequestBody = 1024;  // None is wanted.

// The library would set SO_REUSEPORT, with which two servers share a port without a word.
void set_socket_options(socket_t socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
}

void send(Answer answer, httplib::Response& response) {
  response.status = answer.status;
  response.set_header("Accept-Ranges", "none");
  response.set_header("Cache-Control", "no-cache");  // A preview shows what is there now.
  response.set_header("X-Content-Type-Options", "nosniff");
  if (!answer.etag.empty()) response.set_header("ETag", answer.etag);
  if (!answer.last_modified.empty()) response.set_header("Last-Modified", answer.last_modified);
  if (!answer.location.empty()) response.set_header("Location", answer.location);
  if (answer.body.empty()) return;
  // As a provider, because the library compresses plain bodies, under the ETag of the plain bytes.
  const auto body = std::make_shared<const std::string>(std::move(answer.body));
  response.set_content_provider(
      body->size(), answer.media_type,
      [body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        return sink.write(body->data() + offset, length);
      });
}

// A server may ignore Range (RFC 9110 §14.2). The library would cut whatever is sent, errors and
// all; its request is no constant, only its handlers' view of it.
void ignore_ranges(const httplib::Request& request) {
  const_cast<httplib::Request&>(request).ranges.clear();
}

bool is_reading(const httplib::Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

}  // namespace

class PreviewServer::Impl {
 public:
  explicit Impl(Options options) : options_(std::move(options)) {
    server_.set_socket_options([this](socket_t socket) {
      set_socket_options(socket);
      listener_ = socket;
    });
    server_.set_tcp_nodelay(true);
    server_.set_keep_alive_timeout(1);
    server_.set_read_timeout(5);
    server_.set_write_timeout(5);
    server_.set_payload_max_length(kLargestRequestBody);
    server_.set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          if (!is_reading(request)) return httplib::Server::HandlerResponse::Unhandled;
          ignore_ranges(request);
          const std::string if_none_match = request.get_header_value("If-None-Match");
          const std::string if_modified_since = request.get_header_value("If-Modified-Since");
          send(answer(options_.folder, {request.path, if_none_match, if_modified_since}), response);
          return httplib::Server::HandlerResponse::Handled;
        });
    server_.set_error_handler([](const httplib::Request& request, httplib::Response& response) {
      if (is_reading(request) || response.status == 413) return;
      response.status = 405;
      response.set_header("Allow", "GET, HEAD");
    });
    // Called when the library has begun to run: a stop() before that had nothing to close.
    server_.new_task_queue = [this]() -> httplib::TaskQueue* {
      if (stopping_) server_.stop();
      return std::make_unique<httplib::ThreadPool>(kWorkers).release();
    };
  }

  int bind() {
    std::error_code error;
    if (!std::filesystem::is_directory(options_.folder, error)) {
      throw FileFailure("cannot serve " + options_.folder.string() + ": there is no such folder");
    }
    auto& [host, port] = options_.address;
    errno = 0;
    const int taken =
        port == 0 ? server_.bind_to_any_port(host) : (server_.bind_to_port(host, port) ? port : -1);
    if (taken < 0) {
      const int reason = errno;
      throw Failure("cannot listen on " + to_string(options_.address) + ": " +
                    (reason == 0 ? "there is no such address" : std::strerror(reason)) +
                    "; choose another with --listen");
    }
    port = taken;
    bound_ = true;
    // The library lets five wait; a reader that opens more at once would be a second late.
    ::listen(listener_, kBacklog);
    return taken;
  }

  [[nodiscard]] int port() const { return bound_ ? options_.address.port : 0; }

  void run(const std::function<void(std::string_view)>& listening) {
    if (!bound_ || stopping_) return;
    if (listening) listening("http://" + to_string(options_.address) + "/");
    server_.listen_after_bind();
  }

  void stop() noexcept {
    stopping_ = true;
    server_.stop();
  }

 private:
  Options options_;
  httplib::Server server_;
  socket_t listener_ = INVALID_SOCKET;
  bool bound_ = false;
  std::atomic<bool> stopping_ = false;
};

PreviewServer::PreviewServer(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
PreviewServer::~PreviewServer() = default;

int PreviewServer::bind() { return impl_->bind(); }
int PreviewServer::port() const { return impl_->port(); }
void PreviewServer::run(const std::function<void(std::string_view)>& listening) {
  impl_->run(listening);
}
void PreviewServer::stop() noexcept { impl_->stop(); }

}  // namespace syndic::serve
