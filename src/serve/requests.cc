// SPDX-License-Identifier: MIT
#include "serve/requests.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <utility>

namespace syndic::serve {
namespace {

namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;

constexpr std::size_t kLargestHead = std::size_t{64} * 1024;
constexpr std::size_t kLargestTarget = std::size_t{8} * 1024;
constexpr std::size_t kLargestField = std::size_t{8} * 1024;
constexpr std::size_t kLargestBody = 1024;  // No request needs one.

// Reads on until `is_done`, which may be so already. Errors: what is wrong with the request, or
// end_of_stream where no more of it comes.
boost::beast::error_code read_until(bool (Parser::*is_done)() const, Parser& parser,
                                    Connection& connection, std::string& unread) {
  boost::beast::error_code error;
  bool needs_more = unread.empty();
  while (!(parser.*is_done)()) {
    if (unread.size() > kLargestHead) return http::error::header_limit;
    if (needs_more && !connection.receive(unread)) return http::error::end_of_stream;
    unread.erase(0, parser.put(boost::asio::buffer(unread), error));
    needs_more = unread.empty() || error == http::error::need_more;
    if (error && error != http::error::need_more) return error;
  }
  return {};
}

http::status refusal_of(boost::beast::error_code error) {
  if (error == http::error::header_limit) return http::status::request_header_fields_too_large;
  if (error == http::error::body_limit) return http::status::payload_too_large;
  return http::status::bad_request;
}

http::status refusal_of(const RequestHead& head) {
  if (head.target().size() > kLargestTarget) return http::status::uri_too_long;
  const bool has_long_field = std::any_of(head.begin(), head.end(), [](const auto& field) {
    return field.name_string().size() + field.value().size() > kLargestField;
  });
  return has_long_field ? http::status::bad_request : http::status::ok;
}

}  // namespace

bool is_reading(const RequestHead& request) {
  return request.method() == http::verb::get || request.method() == http::verb::head;
}

std::optional<Received> Requests::next() {
  connection_.begin_request();
  Parser parser;
  parser.header_limit(kLargestHead);
  parser.body_limit(kLargestBody);
  auto error = read_until(&Parser::is_header_done, parser, connection_, unread_);
  bool has_unread_body = false;
  if (!error) {
    has_unread_body = is_reading(parser.get()) && !parser.is_done();
    if (!has_unread_body) error = read_until(&Parser::is_done, parser, connection_, unread_);
  }
  if (error == http::error::end_of_stream) return std::nullopt;
  if (error) return Received{.refusal = refusal_of(error), .is_last = true};
  const bool is_last = has_unread_body || !parser.keep_alive();
  RequestHead head = std::move(parser.release().base());
  const http::status refusal = refusal_of(head);
  return Received{std::move(head), refusal, is_last || refusal != http::status::ok};
}

}  // namespace syndic::serve
