// SPDX-License-Identifier: MIT
#include "serve/preview_server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/open_files.h"
#include "serve/connections.h"
#include "serve/folder.h"

namespace syndic::serve {
namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t kMostRequestsOfOne = 100;
constexpr int kBacklog = 1024;
constexpr std::size_t kLargestRequestBody = 1024;       // No request needs one.
constexpr std::size_t kChunk = std::size_t{64} * 1024;  // Of a file, in memory at once.

// The library would set SO_REUSEPORT, with which two servers share a port without an error.
void set_socket_options(socket_t socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
}

bool is_reading(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

void respond(int status, const std::string& words, Response& response) {
  response.status = status;
  response.set_content(words + "\n", "text/plain; charset=utf-8");
}

// A file that is being sent; if it is replaced meanwhile, the old one is sent.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path) : stream_(path, std::ios::binary) {}

  // Reads all of it once, for size and ETag; false if that fails. As another media type it has
  // another ETag: a client that is told by a 304 that it has the bytes keeps the type that it has.
  bool read_through(std::string_view type) {
    std::string hashes(type);
    while (stream_.read(chunk_.data(), kChunk), stream_.gcount() > 0) {
      const auto read = static_cast<std::size_t>(stream_.gcount());
      size_ += read;
      hashes += base::content_hash({chunk_.data(), read});
    }
    etag_ = '"' + base::content_hash(hashes) + '"';
    return stream_.eof() && !stream_.bad();
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const std::string& etag() const { return etag_; }  ///< With its quotes.

  bool send(std::size_t begin, std::size_t length, httplib::DataSink& sink) {
    const std::size_t wanted = std::min(length, kChunk);
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(begin));
    stream_.read(chunk_.data(), static_cast<std::streamsize>(wanted));
    return stream_ && sink.write(chunk_.data(), wanted);
  }

 private:
  std::ifstream stream_;
  std::array<char, kChunk> chunk_{};
  std::size_t size_ = 0;
  std::string etag_;
};

// Whether an If-None-Match (RFC 9110 §13.1.2) lists `etag`, by weak comparison.
bool lists_etag(std::string_view list, std::string_view etag) {
  if (base::trim(list) == "*") return true;
  while (true) {
    const std::size_t open = list.find('"');
    const std::size_t close = list.find('"', open + 1);
    if (open == std::string_view::npos || close == std::string_view::npos) return false;
    if (list.substr(open, close + 1 - open) == etag) return true;
    list.remove_prefix(close + 1);
  }
}

struct ByteRange {
  std::size_t begin;
  std::size_t length;
};

// The bytes of `size` that one range asks for (RFC 9110 §14.1.2), in which -1 is a missing number.
// Nullopt if there are none.
std::optional<ByteRange> byte_range(httplib::Range range, std::size_t size) {
  const auto whole = static_cast<ssize_t>(size);
  auto [first, last] = range;
  if (first < 0) {
    first = std::max<ssize_t>(0, whole - last);
    last = whole - 1;
  }
  if (last < 0 || last >= whole) last = whole - 1;
  if (first > last) return std::nullopt;
  return ByteRange{static_cast<std::size_t>(first), static_cast<std::size_t>(last - first + 1)};
}

// Takes the requested ranges out of the request: else the library would cut every body by them,
// errors too, even after its end. The request itself is not const, only the reference that handlers
// get.
httplib::Ranges take_ranges(const Request& request) {
  return std::exchange(const_cast<Request&>(request).ranges, {});
}

// Several ranges may be answered with the whole (§14.2).
bool is_part_wanted(const Request& request, const httplib::Ranges& ranges, const OpenFile& file) {
  const bool is_same = !request.has_header("If-Range") ||  // §13.1.5
                       request.get_header_value("If-Range") == file.etag();
  return ranges.size() == 1 && request.method == "GET" && is_same;
}

void send_file(const std::filesystem::path& path, const Request& request,
               const httplib::Ranges& ranges, Response& response) {
  const auto file = std::make_shared<OpenFile>(path);
  const std::string type(media_type(path, request.get_header_value("Accept")));
  if (is_xml_feed(path)) response.set_header("Vary", "Accept");
  if (!file->read_through(type)) return respond(500, "This file cannot be read.", response);
  response.set_header("ETag", file->etag());
  if (lists_etag(request.get_header_value("If-None-Match"), file->etag())) {
    response.status = 304;
    return;
  }
  ByteRange part{0, file->size()};
  response.status = 200;
  response.set_header("Accept-Ranges", "bytes");
  if (is_part_wanted(request, ranges, *file)) {
    const std::string size = "/" + std::to_string(file->size());
    const auto wanted = byte_range(ranges.front(), file->size());
    if (!wanted) {
      response.set_header("Content-Range", "bytes *" + size);
      return respond(416, "This file is shorter.", response);
    }
    part = *wanted;
    response.status = 206;
    response.set_header("Content-Range", "bytes " + std::to_string(part.begin) + "-" +
                                             std::to_string(part.begin + part.length - 1) + size);
  }
  // The library tells no length of a provider of nothing, and its client would wait for the end.
  if (part.length == 0) return response.set_content("", type);
  // As a provider, because the library compresses other bodies, under the ETag of the plain bytes.
  response.set_content_provider(
      part.length, type,
      [file, part](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        return file->send(part.begin + offset, length, sink);
      });
}

void answer(const std::filesystem::path& folder, const Request& request, Response& response) {
  const httplib::Ranges ranges = take_ranges(request);
  response.set_header("Cache-Control", "no-cache");  // A preview shows the current files.
  response.set_header("X-Content-Type-Options", "nosniff");
  const auto found = find_served(folder, request.path);
  std::error_code error;
  if (!found) {
    respond(404, "There is no such file here.", response);
  } else if (std::filesystem::is_directory(*found, error)) {
    // Relative to the requested path, so that it never leads to another host.
    const std::string path = request.target.substr(0, request.target.find_first_of("?#"));
    response.set_header("Location", "./" + path.substr(path.rfind('/') + 1) + "/");
    respond(301, "This is a folder.", response);
  } else {
    send_file(*found, request, ranges, response);
  }
}

// The library's pool, with one thread for each connection.
class Threads : public httplib::TaskQueue {
 public:
  explicit Threads(Connections& connections)
      : connections_(connections), pool_(connections.most()) {}
  void enqueue(std::function<void()> connection) override {
    connections_.expect();
    pool_.enqueue(std::move(connection));
  }
  void shutdown() override {
    connections_.shut_all();
    pool_.shutdown();
  }

 private:
  Connections& connections_;
  httplib::ThreadPool pool_;
};

}  // namespace

// The library's own connections hold a thread for as long as any byte comes every few seconds, and
// forget what is sent ahead (RFC 9112 §9.3.2).
class PreviewServer::Server : public httplib::Server {
 public:
  explicit Server(std::chrono::milliseconds patience) : patience_(patience) {
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(patience).count());
    set_keep_alive_max_count(kMostRequestsOfOne);
    new_task_queue = [this]() -> httplib::TaskQueue* {
      return std::make_unique<Threads>(connections_).release();
    };
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    Connection connection(connections_, socket, patience_);
    bool is_last = false;
    for (std::size_t left = kMostRequestsOfOne; !is_last && connection.await_request(); --left) {
      bool is_to_end = false;  // By its own word.
      const auto end_head = [&](Request& request) {
        connection.end_head();
        // The body of a GET is not read, and is not the next request.
        const bool has_body =
            request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
        if (!is_reading(request) || !has_body) return;
        request.headers.erase("Connection");
        request.set_header("Connection", "close");
        is_last = true;
      };
      is_last = left == 1;
      is_last |= !process_request(connection, left == 1, is_to_end, end_head);
      is_last |= is_to_end || connection.is_in_head();
    }
    if (connection.is_in_head()) connection.end_answers();
    return true;
  }

  std::chrono::milliseconds patience_;
  Connections connections_{connections_within(base::open_file_limit())};
};

PreviewServer::PreviewServer(Options options)
    : options_(std::move(options)), server_(std::make_unique<Server>(options_.patience)) {
  server_->set_socket_options([this](socket_t socket) {
    set_socket_options(socket);
    listener_ = socket;
  });
  server_->set_tcp_nodelay(true);
  server_->set_payload_max_length(kLargestRequestBody);
  server_->set_pre_routing_handler([this](const Request& request, Response& response) {
    if (!is_reading(request)) return httplib::Server::HandlerResponse::Unhandled;
    answer(options_.folder, request, response);
    return httplib::Server::HandlerResponse::Handled;
  });
  server_->set_error_handler([](const Request& request, Response& response) {
    const bool is_unreadable = request.method.empty();
    if (is_unreadable || is_reading(request) || response.status == 413) return;
    response.status = 405;
    response.set_header("Allow", "GET, HEAD");
  });
  // Called when the library begins to run: a stop() before that had nothing to close.
  server_->new_task_queue = [this, new_queue = server_->new_task_queue] {
    if (stopping_) server_->stop();
    return new_queue();
  };
}

PreviewServer::~PreviewServer() = default;

int PreviewServer::bind() {
  std::error_code error;
  if (!std::filesystem::is_directory(options_.folder, error)) {
    throw FileFailure("cannot serve " + options_.folder.string() +
                      ": there is no such folder; syndic refresh makes it, or name another one");
  }
  auto& [host, port] = options_.address;
  errno = 0;
  const int taken = port == 0                           ? server_->bind_to_any_port(host)
                    : server_->bind_to_port(host, port) ? port
                                                        : -1;
  if (taken < 0) {
    const int reason = errno;
    throw Failure("cannot listen on " + to_string(options_.address) + ": " +
                  (reason == 0 ? "there is no such address" : std::strerror(reason)) +
                  "; choose another with --listen");
  }
  port = taken;
  bound_ = true;
  // The library's backlog is 5; a reader that opens more connections at once would wait a second.
  ::listen(listener_, kBacklog);
  return taken;
}

void PreviewServer::run(const std::function<void(std::string_view)>& listening) {
  if (!bound_ || stopping_) return;
  if (listening) listening("http://" + to_string(options_.address) + "/");
  server_->listen_after_bind();
}

void PreviewServer::stop() noexcept {
  stopping_ = true;
  server_->stop();
}

}  // namespace syndic::serve
