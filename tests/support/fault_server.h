// SPDX-License-Identifier: MIT
//
// A web server that misbehaves on demand: real sockets on loopback, a thread a connection.
//
//   FaultServer server;
//   server.reply("/feed", {.body = "<rss/>", .etag = "\"1\""});            // well-behaved
//   server.script("/cut", [](Wire& wire) { wire.send("HTTP/1.1 200"); });  // byte for byte
//   … ask server.url("/feed") …
//   REQUIRE(server.requests().size() == 1);
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace syndic::test {

/// A request as it came.
struct SeenRequest {
  std::string method;
  std::string path;  ///< With its query.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content;  ///< Of the length that Content-Length says.
  std::chrono::steady_clock::time_point at;
  int connection = 0;  ///< Which one it came over, counted from 1.

  /// The field's value, its name in any case; nothing where it was not sent.
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
};

/// How long a server waits that never answers: longer than any test.
inline constexpr std::chrono::hours kForever{1};

/// A whole and correct answer with its Content-Length, over a connection that stays open.
struct Reply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string etag;           ///< Sent as ETag; the same bytes in If-None-Match give 304.
  std::string last_modified;  ///< Sent as Last-Modified; the same in If-Modified-Since give 304.
  std::chrono::milliseconds delay{0};  ///< Before the first byte.
};

class FaultServer;

/// The connection within a script; it is closed when the script returns.
class Wire {
 public:
  /// False once the other side is gone or the server ends; a script should return then.
  bool send(std::string_view bytes);
  bool pause(std::chrono::milliseconds time);

  /// Sends a whole answer of status 200, after which the connection is to be closed.
  bool answer(std::string_view body);

  /// Sends `bytes` piece by piece with a pause after each.
  bool drip(std::string_view bytes, std::size_t piece, std::chrono::milliseconds pause_after);

  /// Waits until the other side closes the connection, or the server ends.
  void await_hangup();

  /// Answers a CONNECT (RFC 9110 §9.3.6) and carries bytes to a port of 127.0.0.1 and back, until
  /// either side ends.
  void tunnel_to(int port);

  /// Makes the closing a reset (RST) in place of an orderly end.
  void reset_on_close();

  [[nodiscard]] const SeenRequest& request() const { return request_; }

 private:
  friend class FaultServer;
  Wire(FaultServer& server, int socket, SeenRequest request)
      : server_(server), socket_(socket), request_(std::move(request)) {}

  FaultServer& server_;
  int socket_;
  SeenRequest request_;
};

class FaultServer {
 public:
  using Script = std::function<void(Wire&)>;

  /// Listens on a free port of an IPv4 loopback address (any of 127.0.0.0/8: each is another host).
  explicit FaultServer(std::string address = "127.0.0.1");
  FaultServer(const FaultServer&) = delete;
  FaultServer& operator=(const FaultServer&) = delete;
  ~FaultServer();

  /// What a path (with its query) answers from now on; any other path answers 404.
  void reply(const std::string& path, Reply reply);
  void script(const std::string& path, Script script);

  /// "http://127.0.0.1:PORT" + path.
  [[nodiscard]] std::string url(std::string_view path) const;
  [[nodiscard]] int port() const { return port_; }

  /// All requests so far, in the order in which they came.
  [[nodiscard]] std::vector<SeenRequest> requests() const;
  [[nodiscard]] std::vector<SeenRequest> requests(std::string_view path) const;

  /// The most requests that were being answered at one time.
  [[nodiscard]] int most_at_once() const;

 private:
  friend class Wire;
  struct Connection {
    int socket = -1;
    std::thread thread;
  };

  void accept_all();
  void serve(int socket, int number);
  std::optional<SeenRequest> read_request(int socket, std::string& buffer, int number);
  bool answer(int socket, SeenRequest request);
  bool send_reply(Wire& wire, const Reply& reply);

  std::string address_;
  int listener_ = -1;
  int port_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;
  std::map<std::string, Reply> replies_;
  std::map<std::string, Script> scripts_;
  std::vector<SeenRequest> seen_;
  int at_once_ = 0;
  int most_at_once_ = 0;
  std::list<Connection> connections_;
  std::thread acceptor_;
};

/// Content codings and framing for replies and scripts.
[[nodiscard]] std::string gzip(std::string_view bytes);
[[nodiscard]] std::string zlib_deflate(std::string_view bytes);  ///< RFC 1950.
[[nodiscard]] std::string bare_deflate(std::string_view bytes);  ///< RFC 1951.
[[nodiscard]] std::string brotli(std::string_view bytes, int window_bits = 22);
[[nodiscard]] std::string chunk(std::string_view bytes);  ///< One chunk; chunk("") is the last.

}  // namespace syndic::test
