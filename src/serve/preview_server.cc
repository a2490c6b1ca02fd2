// SPDX-License-Identifier: MIT
#include "serve/preview_server.h"

#include <boost/beast/http/write.hpp>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/open_files.h"
#include "serve/answer.h"
#include "serve/requests.h"
#include "serve/threads.h"

namespace syndic::serve {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t kMostRequestsOfOne = 100;

// The status line and the fields, with the empty line after them. A client of HTTP/1.0 takes a
// connection to end if it is not told otherwise, and others the other way round (RFC 9112 §9.3).
std::string head_text(Answer& answer, const Received& request) {
  answer.head.version(11);
  if (request.is_last) {
    answer.head.set(http::field::connection, "close");
  } else if (request.head.version() < 11) {
    answer.head.set(http::field::connection, "keep-alive");
  }
  std::ostringstream text;
  text << answer.head;
  return std::move(text).str();
}

// False if the client did not take all of it.
bool send(Connection& connection, Answer answer, const Received& request) {
  std::string begin = head_text(answer, request);
  const bool has_body = request.head.method() != http::verb::head;
  if (has_body) begin += answer.words;
  if (!connection.send(begin)) return false;
  if (!has_body || answer.file == nullptr) return true;
  auto [at, left] = answer.part;
  while (left > 0) {
    const std::string_view chunk = answer.file->chunk(at, left);
    if (chunk.empty() || !connection.send(chunk)) return false;
    at += chunk.size();
    left -= chunk.size();
  }
  return true;
}

// All requests of one connection, in turn.
void serve(const std::filesystem::path& folder, Connection& connection) {
  Requests requests(connection);
  for (std::size_t left = kMostRequestsOfOne; left > 0; --left) {
    auto request = requests.next();
    if (!request) return;
    request->is_last |= left == 1;
    const bool is_refused = request->refusal != http::status::ok;
    Answer reply = is_refused ? refusal(request->refusal) : answer(folder, request->head);
    if (!send(connection, std::move(reply), *request)) return;
    if (request->is_last) return connection.end_answers();
  }
}

}  // namespace

PreviewServer::PreviewServer(Options options)
    : options_(std::move(options)), connections_(connections_within(base::open_file_limit())) {}

PreviewServer::~PreviewServer() = default;

int PreviewServer::bind() {
  std::error_code error;
  if (!std::filesystem::is_directory(options_.folder, error)) {
    throw FileFailure("cannot serve " + options_.folder.string() +
                      ": there is no such folder; syndic refresh makes it, or name another one");
  }
  listener_.emplace(options_.address);
  options_.address.port = listener_->port();
  bound_ = &*listener_;
  return options_.address.port;
}

void PreviewServer::run(const std::function<void(std::string_view)>& listening) {
  if (!listener_ || stopping_) return;
  if (listening) listening("http://" + to_string(options_.address) + "/");
  Threads threads(connections_);
  while (const auto socket = listener_->accept()) {
    threads.start([this, socket] {
      Connection connection(connections_, *socket, options_.patience);
      serve(options_.folder, connection);
    });
  }
}

void PreviewServer::stop() noexcept {
  stopping_ = true;
  if (Listener* const listener = bound_) listener->stop();
}

}  // namespace syndic::serve
