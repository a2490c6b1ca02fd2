// SPDX-License-Identifier: MIT
#include "http/curl_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "base/printable.h"

namespace syndic::http {
namespace {

constexpr std::size_t kShownDetail = 120;

// curl's message without what our own line says already.
std::string detail_text(std::string_view detail, CURLcode code) {
  constexpr std::array<std::string_view, 2> kPrefixes = {"SSL certificate problem: ", "SSL: "};
  for (const std::string_view prefix : kPrefixes) {
    if (detail.starts_with(prefix)) detail.remove_prefix(prefix.size());
  }
  const std::string text = base::printable_line(detail, kShownDetail);
  return text.empty() ? curl_easy_strerror(code) : text;
}

Error connect_error(const FailedExchange& at) {
  const std::string port = " on port " + at.port;
  if (at.os_error == ECONNREFUSED) {
    return {Errc::connect, at.host + " refused the connection" + port};
  }
  const std::string why = at.os_error == 0 ? "no route or no answer" : std::strerror(at.os_error);
  return {Errc::connect, "cannot connect to " + at.host + port + ": " + why};
}

// The error of a proxy or of the way to it; nullopt if it was not the proxy's fault.
std::optional<Error> proxy_error(CURLcode code, const FailedExchange& at) {
  if (at.proxy.empty()) return std::nullopt;
  const std::string proxy = "the proxy " + at.proxy;
  switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
      return Error{Errc::dns, "cannot resolve " + proxy + " on the way to " + at.host};
    case CURLE_COULDNT_CONNECT:
      return Error{Errc::connect,
                   "cannot connect to " + proxy + " on the way to " + at.host + ": " +
                       (at.os_error == 0 ? "no route or no answer" : std::strerror(at.os_error))};
    case CURLE_OPERATION_TIMEDOUT:
      return Error{Errc::timeout, "no connection to " + proxy + " on the way to " + at.host +
                                      " within " + duration_text(at.connect_timeout)};
    case CURLE_RECV_ERROR:
    case CURLE_PROXY:
      return Error{Errc::connect,
                   proxy + " does not connect to " + at.host + ": " + detail_text(at.detail, code)};
    default:
      return std::nullopt;
  }
}

bool is_certificate_error(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_ISSUER_ERROR ||
         code == CURLE_SSL_INVALIDCERTSTATUS || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH;
}

bool is_tls_error(CURLcode code) {
  constexpr std::array kCodes = {
      CURLE_SSL_CONNECT_ERROR,  CURLE_SSL_CERTPROBLEM,      CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,      CURLE_SSL_ENGINE_NOTFOUND,
      CURLE_USE_SSL_FAILED,     CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_SHUTDOWN_FAILED};
  return std::ranges::find(kCodes, code) != kCodes.end();
}

}  // namespace

Error describe(CURLcode code, const FailedExchange& at) {
  const std::string& host = at.host;
  if (auto error = proxy_error(code, at)) return *std::move(error);
  if (is_certificate_error(code)) {
    return {Errc::tls,
            "TLS: the certificate of " + host + " is not valid: " + detail_text(at.detail, code)};
  }
  if (is_tls_error(code)) {
    return {Errc::tls,
            "TLS: no secure connection to " + host + ": " + detail_text(at.detail, code)};
  }
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {Errc::dns, "cannot resolve " + host + ": name unknown, or no DNS server answers"};
    case CURLE_COULDNT_CONNECT:
      return connect_error(at);
    case CURLE_OPERATION_TIMEDOUT:
      return {Errc::timeout, "no connection to " + host + " on port " + at.port + " within " +
                                 duration_text(at.connect_timeout)};
    case CURLE_URL_MALFORMAT:
      return {Errc::bad_url, "the address on " + host + " cannot be read as a URL"};
    case CURLE_GOT_NOTHING:
      return {Errc::transfer, host + " closed the connection without an answer"};
    case CURLE_PARTIAL_FILE:
      return {Errc::transfer, host + " closed the connection before the end of the body"};
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {Errc::transfer, host + " does not answer in HTTP/1 or HTTP/2"};
    case CURLE_OUT_OF_MEMORY:  // curl 7.88 for a header line above its own 100 kB.
      return {Errc::too_large, "the header of " + host + " has a line without end"};
    default:
      return {Errc::transfer,
              "the transfer from " + host + " broke off: " + detail_text(at.detail, code)};
  }
}

std::string duration_text(std::chrono::milliseconds duration) {
  const auto ms = duration.count();
  if (ms >= 60'000 && ms % 60'000 == 0) return std::to_string(ms / 60'000) + " min";
  if (ms >= 1'000 && ms % 1'000 == 0) return std::to_string(ms / 1'000) + " s";
  return std::to_string(ms) + " ms";
}

}  // namespace syndic::http
