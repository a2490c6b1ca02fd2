// SPDX-License-Identifier: MIT
#include "http/curl_error.h"

#include <catch2/catch.hpp>
#include <cerrno>
#include <regex>
#include <vector>

namespace curl_error_test {

using namespace syndic;

namespace {

std::string words(CURLcode code, std::string_view detail) {
  return http::describe(code, {.host = "a.example", .port = "443", .detail = detail}).message;
}

std::string certificate(long verdict) {
  return http::describe(CURLE_PEER_FAILED_VERIFICATION,
                        {.host = "a.example", .port = "443", .verdict = verdict})
      .message;
}

std::string through_proxy(CURLcode code, int status) {
  return http::describe(code, {.host = "a.example",
                               .port = "443",
                               .proxy = "p.example:1, which https_proxy names,",
                               .proxy_status = status,
                               .os_error = ECONNREFUSED})
      .message;
}

}  // namespace

TEST_CASE("a certificate's fault is said by OpenSSL's verdict") {
  const std::string whose = "TLS: the certificate of a.example ";
  CHECK(certificate(10) == whose + "has expired");
  CHECK(certificate(9) == whose + "is not valid yet, or this machine's clock is wrong");
  CHECK(certificate(18) == whose + "is signed by itself; to trust it, give it as ca_file");
  for (const long unknown : {2L, 19L, 20L, 21L}) {
    CHECK(certificate(unknown) ==
          whose +
              "is of an unknown authority, or those between are not sent; to trust it, give "
              "the authority's as ca_file");
  }
  CHECK(certificate(23) == whose + "is revoked");
  CHECK(certificate(26) == whose + "is not one of a server");
  for (const long other : {1L, 62L, 64L}) CHECK(certificate(other) == whose + "is for other names");
  for (const long rare : {0L, 66L, 999L}) CHECK(certificate(rare) == whose + "is not trusted");
}

TEST_CASE("a failed handshake is said in our own words") {
  const auto tls = [](std::string_view detail) { return words(CURLE_SSL_CONNECT_ERROR, detail); };
  CHECK(tls("error:0A00010B:SSL routines::wrong version number") ==
        "TLS: a.example speaks no TLS on port 443; its address may begin with http://");
  CHECK(tls("error:0A0000C6:SSL routines::packet length too long") ==
        "TLS: a.example speaks no TLS on port 443; its address may begin with http://");
  const std::string too_old =
      "TLS: a.example speaks no version of TLS that is spoken here; its own are probably too old";
  CHECK(tls("error:0A00042E:SSL routines::tlsv1 alert protocol version") == too_old);
  CHECK(tls("error:0A000102:SSL routines::unsupported protocol") == too_old);
  CHECK(tls("error:0A000410:SSL routines::sslv3 alert handshake failure") ==
        "TLS: a.example refused the handshake: it finds no common encryption");
  CHECK(tls("error:0A000458:SSL routines::tlsv1 unrecognized name") ==
        "TLS: a.example does not know that name");
  CHECK(tls("error:0A00018A:SSL routines::dh key too small") ==
        "TLS: a.example encrypts in a way that is too old to be safe");
  CHECK(tls("error:0A000152:SSL routines::unsafe legacy renegotiation disabled") ==
        "TLS: a.example encrypts in a way that is too old to be safe");
  CHECK(words(CURLE_RECV_ERROR,
              "OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, "
              "errno 0") == "TLS: a.example wants a certificate of its visitors");
  const std::string closed = "TLS: a.example closed the connection during the handshake";
  CHECK(tls("OpenSSL SSL_connect: Connection reset by peer in connection to a.example:443") ==
        closed);
  CHECK(tls("OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to a.example:443") == closed);
  CHECK(tls("error:0A000126:SSL routines::unexpected eof while reading") == closed);
  CHECK(tls("something new") == "TLS: no secure connection to a.example can be made");
}

TEST_CASE("a transfer that breaks off is said in our own words") {
  CHECK(words(CURLE_RECV_ERROR, "OpenSSL SSL_read: Connection reset by peer, errno 104") ==
        "a.example reset the connection");
  CHECK(words(CURLE_SEND_ERROR, "Send failure: Broken pipe") ==
        "a.example closed the connection before the end");
  CHECK(words(CURLE_RECV_ERROR,
              "OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof "
              "while reading, errno 0") == "a.example closed the connection before the end");
  CHECK(
      words(CURLE_HTTP2_STREAM, "HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)") ==
      "a.example broke off its answer (HTTP/2)");
  CHECK(words(CURLE_HTTP2_STREAM,
              "HTTP/2 stream 1 was not closed cleanly: ENHANCE_YOUR_CALM (err 11)") ==
        "a.example is asked too much (HTTP/2)");
  CHECK(words(CURLE_HTTP2, "Error in the HTTP2 framing layer") ==
        "a.example makes mistakes in HTTP/2");
  CHECK(words(CURLE_WEIRD_SERVER_REPLY, "") == "a.example does not answer as HTTP does");
  CHECK(words(CURLE_RECV_ERROR, "Recv failure: something") ==
        "the transfer from a.example broke off");
}

TEST_CASE("a proxy's refusal is said with what to do") {
  const std::string proxy = "the proxy p.example:1, which https_proxy names, ";
  CHECK(through_proxy(CURLE_RECV_ERROR, 407) ==
        proxy +
            "wants a user name and password to connect to a.example, as in "
            "http://user:password@proxy:port");
  CHECK(through_proxy(CURLE_RECV_ERROR, 403) == proxy + "allows no connection to a.example");
  CHECK(through_proxy(CURLE_COULDNT_CONNECT, 502) ==
        proxy + "answers HTTP 502 and does not connect to a.example");
  CHECK(through_proxy(CURLE_PROXY, 0) == proxy + "does not connect to a.example");
  CHECK(through_proxy(CURLE_RECV_ERROR, 200) == "the transfer from a.example broke off");
  CHECK(through_proxy(CURLE_COULDNT_CONNECT, 0) ==
        "cannot connect to " + proxy + "on the way to a.example: Connection refused");
}

TEST_CASE("authorities that cannot be read are this machine's fault") {
  const auto of_file =
      http::describe(CURLE_SSL_CACERT_BADFILE, {.host = "a.example", .ca_file = "/etc/own.pem"});
  CHECK(of_file.code == Errc::unreadable);
  CHECK(
      of_file.message ==
      "TLS: the ca_file /etc/own.pem for a.example cannot be read, or holds no certificate (PEM)");
  CHECK(words(CURLE_SSL_CACERT_BADFILE, "") ==
        "TLS: this machine's own authorities (ca-certificates) cannot be read");
}

TEST_CASE("no message shows a word of curl's, whatever the code is") {
  const std::regex foreign("FOREIGN|error:|SSL_|[Cc]url|errno");
  for (int code = 1; code < CURL_LAST; ++code) {
    const std::string text = words(static_cast<CURLcode>(code), "FOREIGN curl SSL_read errno 5");
    CAPTURE(code, text);
    CHECK_FALSE(std::regex_search(text, foreign));
    if (code != CURLE_SSL_CACERT_BADFILE) CHECK_THAT(text, Catch::Contains("a.example"));
  }
}

}  // namespace curl_error_test
