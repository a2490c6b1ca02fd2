// SPDX-License-Identifier: MIT
#include "http/curl_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "base/printable.h"
#include "http/tls_error.h"

namespace syndic::http {
namespace {

constexpr std::size_t kShownPath = 80;

std::string system_words(int os_error) {
  return os_error == 0 ? "no route or no answer" : std::strerror(os_error);
}

Error connect_error(const FailedExchange& at) {
  const std::string port = " on port " + at.port;
  if (at.os_error == ECONNREFUSED) {
    return {Errc::connect, at.host + " refused the connection" + port};
  }
  return {Errc::connect, "cannot connect to " + at.host + port + ": " + system_words(at.os_error)};
}

// A proxy's refusal to connect (RFC 9110 §9.3.6).
Error tunnel_error(const std::string& proxy, const FailedExchange& at) {
  if (at.proxy_status == 407) {
    return {Errc::connect, proxy + " wants a user name and password to connect to " + at.host +
                               ", as in http://user:password@proxy:port"};
  }
  if (at.proxy_status == 403) return {Errc::connect, proxy + " allows no connection to " + at.host};
  return {Errc::connect, proxy + " answers HTTP " + std::to_string(at.proxy_status) +
                             " and does not connect to " + at.host};
}

// The error of a proxy or of the way to it; nullopt if it was not the proxy's fault.
std::optional<Error> proxy_error(CURLcode code, const FailedExchange& at) {
  if (at.proxy.empty()) return std::nullopt;
  const std::string proxy = "the proxy " + at.proxy;
  if (at.proxy_status >= 300) return tunnel_error(proxy, at);
  switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
      return Error{Errc::dns, "cannot resolve " + proxy + " on the way to " + at.host};
    case CURLE_COULDNT_CONNECT:
      return Error{Errc::connect, "cannot connect to " + proxy + " on the way to " + at.host +
                                      ": " + system_words(at.os_error)};
    case CURLE_OPERATION_TIMEDOUT:
      return Error{Errc::timeout, "no connection to " + proxy + " on the way to " + at.host +
                                      " within " + duration_text(at.connect_timeout)};
    case CURLE_PROXY:
      return Error{Errc::connect, proxy + " does not connect to " + at.host};
    default:
      return std::nullopt;
  }
}

bool is_certificate_error(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_ISSUER_ERROR ||
         code == CURLE_SSL_INVALIDCERTSTATUS || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH;
}

bool is_tls_error(CURLcode code) {
  constexpr std::array kCodes = {CURLE_SSL_CONNECT_ERROR,    CURLE_SSL_CERTPROBLEM,
                                 CURLE_SSL_CIPHER,           CURLE_SSL_CRL_BADFILE,
                                 CURLE_SSL_ENGINE_NOTFOUND,  CURLE_USE_SSL_FAILED,
                                 CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_SHUTDOWN_FAILED};
  return std::ranges::find(kCodes, code) != kCodes.end();
}

/// A cause of a transfer that broke off: what curl's message contains then, and our words after the
/// host.
struct Cause {
  std::string_view detail;
  std::string_view words;
};

// The first that is contained counts.
constexpr std::array kCauses = {
    Cause{"eset by peer", " reset the connection"},
    Cause{"unexpected eof", " closed the connection before the end"},
    Cause{"Broken pipe", " closed the connection before the end"},
    Cause{"without colon", " sends a header with a line that is no field"},
    Cause{"Nul byte", " sends a header with a NUL byte"},
    Cause{"Content-Length", " gives a length of the body that is no number"},
    Cause{"chunk", " sends the body in chunks without a readable length"},
    Cause{"hexadecimal", " sends the body in chunks without a readable length"},
    Cause{"ENHANCE_YOUR_CALM", " is asked too much (HTTP/2)"},
    Cause{"REFUSED_STREAM", " takes no more requests (HTTP/2)"},
    Cause{"GOAWAY", " takes no more requests (HTTP/2)"},
};

Error transfer_error(CURLcode code, const FailedExchange& at) {
  // curl 7.88 for a line above its own 4 kB in a trailer (RFC 9112 §7.1.2).
  if (at.detail.starts_with("Out of memory in chunked")) {
    return {Errc::too_large, "the trailer of " + at.host + " has a line that is too long"};
  }
  for (const auto& [part, words] : kCauses) {
    if (at.detail.find(part) != std::string_view::npos) {
      return {Errc::transfer, at.host + std::string(words)};
    }
  }
  switch (code) {
    case CURLE_HTTP2_STREAM:
      return {Errc::transfer, at.host + " broke off its answer (HTTP/2)"};
    case CURLE_HTTP2:
      return {Errc::transfer, at.host + " makes mistakes in HTTP/2"};
    case CURLE_WEIRD_SERVER_REPLY:
      return {Errc::transfer, at.host + " does not answer as HTTP does"};
    default:
      return {Errc::transfer, "the transfer from " + at.host + " broke off"};
  }
}

// A fault of this machine's files, not of the server.
Error authorities_error(const FailedExchange& at) {
  if (at.ca_file.empty()) {
    return {Errc::unreadable,
            "TLS: this machine's own authorities (ca-certificates) cannot be read"};
  }
  return {Errc::unreadable, "TLS: the ca_file " + base::printable_line(at.ca_file, kShownPath) +
                                " for " + at.host +
                                " cannot be read, or holds no certificate (PEM)"};
}

}  // namespace

Error describe(CURLcode code, const FailedExchange& at) {
  const std::string& host = at.host;
  if (auto error = proxy_error(code, at)) return *std::move(error);
  if (is_certificate_error(code)) return {Errc::tls, certificate_words(host, at.verdict)};
  if (code == CURLE_SSL_CACERT_BADFILE) return authorities_error(at);
  // In TLS 1.3 a client's certificate is asked for after the handshake (RFC 8446 §4.4.2.4).
  const bool is_late = at.detail.find("certificate required") != std::string_view::npos;
  if (is_tls_error(code) || is_late) return {Errc::tls, handshake_words(host, at.port, at.detail)};
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
      return transfer_error(code, at);
  }
}

std::string duration_text(std::chrono::milliseconds duration) {
  const auto ms = duration.count();
  if (ms >= 60'000 && ms % 60'000 == 0) return std::to_string(ms / 60'000) + " min";
  if (ms >= 1'000 && ms % 1'000 == 0) return std::to_string(ms / 1'000) + " s";
  return std::to_string(ms) + " ms";
}

}  // namespace syndic::http
