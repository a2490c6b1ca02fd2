// SPDX-License-Identifier: MIT
#include "tests/support/fault_server.h"

#include <arpa/inet.h>
#include <brotli/encode.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "base/ascii.h"

namespace syndic::test {
namespace {

[[noreturn]] void give_up(const char* doing) {
  throw std::runtime_error(std::string("fault server: cannot ") + doing + ": " +
                           std::strerror(errno));
}

std::string deflated(std::string_view bytes, int window_bits) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::optional<std::string> SeenRequest::header(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (base::equals_ignoring_case(field, name)) return value;
  }
  return std::nullopt;
}

bool Wire::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Wire::pause(std::chrono::milliseconds time) {
  std::unique_lock lock(server_.mutex_);
  return !server_.ending_changed_.wait_for(lock, time, [&] { return server_.ending_; });
}

bool Wire::answer(std::string_view body) {
  return send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\nConnection: close\r\n\r\n" + std::string(body));
}

bool Wire::drip(std::string_view bytes, std::size_t piece, std::chrono::milliseconds pause_after) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    if (!send(bytes.substr(0, piece)) || !pause(pause_after)) return false;
  }
  return true;
}

void Wire::await_hangup() {
  pollfd end{socket_, POLLIN, 0};
  std::array<char, 256> ignored{};
  do {
    if (::poll(&end, 1, 20) > 0 && ::recv(socket_, ignored.data(), ignored.size(), 0) <= 0) return;
  } while (pause(std::chrono::milliseconds(0)));
}

void Wire::tunnel_to(int port) {
  const int beyond = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(static_cast<std::uint16_t>(port));
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bool open = ::connect(beyond, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0;
  open = send(open ? "HTTP/1.1 200 Connected\r\n\r\n" : "HTTP/1.1 502 Nobody\r\n\r\n") && open;
  std::array<pollfd, 2> ends{{{socket_, POLLIN, 0}, {beyond, POLLIN, 0}}};
  while (open && ::poll(ends.data(), ends.size(), -1) > 0) {
    for (std::size_t i = 0; i < ends.size() && open; ++i) {
      if (ends[i].revents == 0) continue;
      std::array<char, 16384> bytes{};
      const ssize_t got = ::recv(ends[i].fd, bytes.data(), bytes.size(), 0);
      open = got > 0 && ::send(ends[1 - i].fd, bytes.data(), static_cast<std::size_t>(got),
                               MSG_NOSIGNAL) == got;
    }
  }
  ::close(beyond);
}

void Wire::reset_on_close() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

FaultServer::FaultServer(std::string address) : address_(std::move(address)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  if (::inet_pton(AF_INET, address_.c_str(), &place.sin_addr) != 1) give_up("read the address");
  socklen_t size = sizeof place;
  auto* const generic = reinterpret_cast<sockaddr*>(&place);
  if (listener_ < 0 || ::bind(listener_, generic, size) != 0 || ::listen(listener_, 256) != 0 ||
      ::getsockname(listener_, generic, &size) != 0) {
    give_up("listen");
  }
  port_ = ntohs(place.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

FaultServer::~FaultServer() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
    for (const Connection& connection : connections_) ::shutdown(connection.socket, SHUT_RDWR);
  }
  ending_changed_.notify_all();
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  for (Connection& connection : connections_) {
    connection.thread.join();
    ::close(connection.socket);
  }
}

void FaultServer::reply(const std::string& path, Reply reply) {
  const std::scoped_lock lock(mutex_);
  scripts_.erase(path);
  replies_.insert_or_assign(path, std::move(reply));
}

void FaultServer::script(const std::string& path, Script script) {
  const std::scoped_lock lock(mutex_);
  replies_.erase(path);
  scripts_.insert_or_assign(path, std::move(script));
}

std::string FaultServer::url(std::string_view path) const {
  return "http://" + address_ + ":" + std::to_string(port_) + std::string(path);
}

std::vector<SeenRequest> FaultServer::requests() const {
  const std::scoped_lock lock(mutex_);
  return seen_;
}

std::vector<SeenRequest> FaultServer::requests(std::string_view path) const {
  std::vector<SeenRequest> found = requests();
  std::erase_if(found, [&](const SeenRequest& request) { return request.path != path; });
  return found;
}

int FaultServer::most_at_once() const {
  const std::scoped_lock lock(mutex_);
  return most_at_once_;
}

void FaultServer::accept_all() {
  for (int number = 1;; ++number) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const std::scoped_lock lock(mutex_);
    if (socket < 0 || ending_) {
      if (socket >= 0) ::close(socket);
      return;
    }
    Connection& connection = connections_.emplace_back();
    connection.socket = socket;
    connection.thread = std::thread([this, socket, number] { serve(socket, number); });
  }
}

void FaultServer::serve(int socket, int number) {
  std::string buffer;
  while (auto request = read_request(socket, buffer, number)) {
    if (!answer(socket, std::move(*request))) break;
  }
  // A socket that was told to reset sends its RST at close(); shutdown() alone would end it nicely.
  linger how{};
  socklen_t size = sizeof how;
  ::getsockopt(socket, SOL_SOCKET, SO_LINGER, &how, &size);
  if (how.l_onoff == 0) {
    ::shutdown(socket, SHUT_RDWR);
    return;
  }
  const std::scoped_lock lock(mutex_);
  for (Connection& connection : connections_) {
    if (connection.socket == socket) connection.socket = -1;
  }
  ::close(socket);
}

std::optional<SeenRequest> FaultServer::read_request(int socket, std::string& buffer, int number) {
  std::size_t end = 0;
  while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
    std::array<char, 4096> bytes{};
    const ssize_t got = ::recv(socket, bytes.data(), bytes.size(), 0);
    if (got <= 0 || buffer.size() > 1'000'000) return std::nullopt;
    buffer.append(bytes.data(), static_cast<std::size_t>(got));
    if (buffer.front() == '\x16') {  // A TLS handshake, RFC 8446 §5.1: answered as web servers do.
      constexpr std::string_view kPlain = "HTTP/1.1 400 This port speaks plain HTTP\r\n\r\n";
      ::send(socket, kPlain.data(), kPlain.size(), MSG_NOSIGNAL);
      return std::nullopt;
    }
  }
  std::string_view head = std::string_view(buffer).substr(0, end + 2);
  const auto line = [&] {
    const std::size_t length = head.find("\r\n");
    const std::string_view text = head.substr(0, length);
    head.remove_prefix(length + 2);
    return text;
  };
  SeenRequest request{.at = std::chrono::steady_clock::now(), .connection = number};
  const std::string_view first = line();
  const std::size_t path = first.find(' ') + 1;
  request.method = first.substr(0, path - 1);
  request.path = first.substr(path, first.find(' ', path) - path);
  while (!head.empty()) {
    const std::string_view field = line();
    const std::size_t colon = field.find(':');
    request.headers.emplace_back(field.substr(0, colon), base::trim(field.substr(colon + 1)));
  }
  buffer.erase(0, end + 4);
  const std::size_t length = std::stoul(request.header("Content-Length").value_or("0"));
  while (buffer.size() < length) {
    std::array<char, 4096> bytes{};
    const ssize_t got = ::recv(socket, bytes.data(), bytes.size(), 0);
    if (got <= 0) return std::nullopt;
    buffer.append(bytes.data(), static_cast<std::size_t>(got));
  }
  request.content = buffer.substr(0, length);
  buffer.erase(0, length);
  return request;
}

/// Whether the connection stays open.
bool FaultServer::answer(int socket, SeenRequest request) {
  Script script;
  Reply reply{.status = 404, .body = "there is nothing here"};
  {
    const std::scoped_lock lock(mutex_);
    seen_.push_back(request);
    most_at_once_ = std::max(most_at_once_, ++at_once_);
    if (const auto found = scripts_.find(request.path); found != scripts_.end()) {
      script = found->second;
    } else if (const auto fixed = replies_.find(request.path); fixed != replies_.end()) {
      reply = fixed->second;
    }
  }
  Wire wire(*this, socket, std::move(request));
  bool open = false;
  if (script) {
    script(wire);
  } else {
    open = send_reply(wire, reply);
  }
  const std::scoped_lock lock(mutex_);
  --at_once_;
  return open;
}

bool FaultServer::send_reply(Wire& wire, const Reply& reply) {
  if (!wire.pause(reply.delay)) return false;
  const bool unchanged =
      (!reply.etag.empty() && wire.request().header("If-None-Match") == reply.etag) ||
      (!reply.last_modified.empty() &&
       wire.request().header("If-Modified-Since") == reply.last_modified);
  const int status = unchanged ? 304 : reply.status;
  const bool has_body = status != 304 && status != 204;
  std::string head = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
  for (const auto& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
  if (!reply.etag.empty()) head += "ETag: " + reply.etag + "\r\n";
  if (!reply.last_modified.empty()) head += "Last-Modified: " + reply.last_modified + "\r\n";
  if (has_body) head += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n";
  return wire.send(head + "\r\n" + (has_body ? reply.body : ""));
}

std::string gzip(std::string_view bytes) { return deflated(bytes, MAX_WBITS + 16); }
std::string zlib_deflate(std::string_view bytes) { return deflated(bytes, MAX_WBITS); }
std::string bare_deflate(std::string_view bytes) { return deflated(bytes, -MAX_WBITS); }

std::string brotli(std::string_view bytes, int window_bits) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size()) + 32;
  std::string out(size, '\0');
  if (BrotliEncoderCompress(5, window_bits, BROTLI_MODE_GENERIC, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) != BROTLI_TRUE) {
    throw std::runtime_error("brotli failed");
  }
  out.resize(size);
  return out;
}

std::string chunk(std::string_view bytes) {
  std::array<char, 24> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
  return size.data() + std::string(bytes) + "\r\n";
}

}  // namespace syndic::test
