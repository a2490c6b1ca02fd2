// SPDX-License-Identifier: MIT
//
// Every way in which a server can misbehave ends in one line that says so, in bounded time and
// memory.
#include <catch2/catch.hpp>

#include "base/utf8.h"
#include "http/curl_transport.h"
#include "tests/http/ask.h"
#include "tests/http/wire.h"

namespace limits_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::ask;
using test::FaultServer;
using test::kOk;
using test::loopback_options;
using test::send_endlessly;
using test::Wire;

namespace {

// The error of asking `url`, whose message must be one printable line.
Error error_of(const std::string& url, const http::Options& options = loopback_options()) {
  const auto answer = ask(url, options);
  REQUIRE_FALSE(answer);
  const std::string& message = answer.error().message;
  CHECK(message.size() >= 8);
  CHECK(message.size() <= 300);
  for (const char c : message) CHECK(static_cast<unsigned char>(c) >= 0x20);
  return answer.error();
}

Error error_of_script(FaultServer::Script script,
                      const http::Options& options = loopback_options()) {
  FaultServer server;
  server.script("/", std::move(script));
  return error_of(server.url("/"), options);
}

http::Options hurried() {
  auto options = loopback_options();
  options.stall_timeout = 300ms;
  options.timeout = 900ms;
  return options;
}

http::Options with_small_bodies() {
  auto options = loopback_options();
  options.max_body = 1024 * 1024;
  return options;
}

}  // namespace

TEST_CASE("what is no absolute http URL is not asked for") {
  for (const char* const url :
       {"", "feed.xml", "file:///etc/passwd", "ftp://a.example/", "http://", "http:///x",
        "http://a b/", "HTTP://a.example/\x1b[31m", "gopher://a.example/"}) {
    CAPTURE(url);
    const auto answer = ask(url);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Errc::bad_url);
  }
  CHECK(error_of("file://u:p@a.example/\x1b[2J").message ==
        "\"file://a.example/[2J\" is no absolute http or https address");
}

TEST_CASE("a request's own bound of its body is the lesser one") {
  FaultServer server;
  server.reply("/", {.body = std::string(1001, 'x')});
  http::Request request{.url = server.url("/"), .max_body = 1000};
  const auto answer = test::ask(request);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Errc::too_large);
  CHECK(answer.error().message == "the body of 127.0.0.1 is larger than 1000 bytes");
  request.max_body = 1001;
  CHECK(test::ask(request));
}

TEST_CASE("private addresses are refused unless they are allowed") {
  FaultServer server;
  server.reply("/", {.body = "x"});
  auto options = loopback_options();
  options.allow_private = false;
  const Error literal = error_of(server.url("/"), options);
  CHECK(literal.code == Errc::refused_address);
  CHECK(literal.message ==
        "127.0.0.1 is a private address; set fetch.allow_private = true to allow it");
  const std::string port = std::to_string(server.port());
  for (const std::string host :
       {"localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "127.1", "0"}) {
    CAPTURE(host);
    CHECK(error_of("http://" + host + ":" + port + "/", options).code == Errc::refused_address);
  }
  const Error by_name = error_of("http://localhost:" + port + "/", options);
  CHECK(by_name.message.find("localhost leads to ") == 0);
  CHECK(server.requests().empty());
  CHECK(ask("http://localhost:" + port + "/")->body == "x");
}

TEST_CASE("a server that is not there is named") {
  int port = 0;
  {
    const FaultServer gone;
    port = gone.port();
  }
  const Error error = error_of("http://127.0.0.1:" + std::to_string(port) + "/");
  CHECK(error.code == Errc::connect);
  CHECK(error.message == "127.0.0.1 refused the connection on port " + std::to_string(port));
}

TEST_CASE("a name that does not resolve is named") {
  const Error error = error_of("http://nothing.invalid/feed");
  CHECK(error.code == Errc::dns);
  CHECK(error.message == "cannot resolve nothing.invalid: name unknown, or no DNS server answers");
}

TEST_CASE("a server that does not speak TLS is no https server") {
  FaultServer server;
  const std::string port = std::to_string(server.port());
  const Error error = error_of("https://127.0.0.1:" + port + "/");
  CHECK(error.code == Errc::tls);
  CHECK(error.message ==
        "TLS: 127.0.0.1 speaks no TLS on port " + port + "; its address may begin with http://");
}

TEST_CASE("silence, a stall and a drip each have their bound of time") {
  const Error silence = error_of_script([](Wire& wire) { wire.pause(5s); }, hurried());
  CHECK(silence.code == Errc::timeout);
  CHECK(silence.message == "no answer from 127.0.0.1 within 300 ms");

  const Error stall = error_of_script(
      [](Wire& wire) {
        wire.send(kOk + "Content-Length: 9\r\n\r\nx");
        wire.pause(5s);
      },
      hurried());
  CHECK(stall.code == Errc::timeout);
  CHECK(stall.message == "127.0.0.1 stalled for 300 ms");

  const Error drip = error_of_script(
      [](Wire& wire) { wire.drip(kOk + "\r\n" + std::string(1000, 'x'), 1, 20ms); }, hurried());
  CHECK(drip.code == Errc::timeout);
  CHECK((drip.message == "the transfer from 127.0.0.1 took longer than 900 ms" ||
         drip.message == "127.0.0.1 stalled for 300 ms" ||
         drip.message == "no answer from 127.0.0.1 within 300 ms"));
}

TEST_CASE("the whole of all hops is bounded, and a slow but flowing body succeeds") {
  FaultServer server;
  server.script("/hop", [](Wire& wire) {
    wire.pause(200ms);
    wire.send("HTTP/1.1 302 On\r\nLocation: /hop\r\nContent-Length: 0\r\n\r\n");
  });
  auto options = hurried();
  options.max_redirects = 50;
  CHECK(error_of(server.url("/hop"), options).code == Errc::timeout);

  server.script("/slow", [](Wire& wire) {
    wire.send(kOk + "Content-Length: 10\r\n\r\n");
    wire.drip("0123456789", 1, 50ms);
  });
  CHECK(ask(server.url("/slow"), hurried())->body == "0123456789");
}

TEST_CASE("a body beyond the limit is cut off, declared, endless or compressed") {
  FaultServer server;
  const std::string limit = "the body of 127.0.0.1 is larger than 1 MiB";
  server.script("/declared", [](Wire& wire) {
    wire.send(kOk + "Content-Length: 1048577\r\n\r\n");
    wire.pause(5s);
  });
  server.script("/endless",
                [](Wire& wire) { send_endlessly(wire, kOk + "\r\n", std::string(9999, 'x')); });
  server.script("/chunks", [](Wire& wire) {
    send_endlessly(wire, kOk + "Transfer-Encoding: chunked\r\n\r\n",
                   test::chunk(std::string(9999, 'x')));
  });
  std::string varied;
  for (int i = 0; i < 400'000; ++i) varied += std::to_string(i * 7919L % 1000);
  server.reply("/gzip", {.headers = {{"Content-Encoding", "gzip"}}, .body = test::gzip(varied)});
  server.reply("/br", {.headers = {{"Content-Encoding", "br"}}, .body = test::brotli(varied)});
  server.script("/members", [](Wire& wire) {
    send_endlessly(wire, kOk + "Content-Encoding: gzip\r\n\r\n", test::gzip(""));
  });
  for (const char* const path : {"/declared", "/endless", "/chunks", "/gzip", "/br", "/members"}) {
    CAPTURE(path);
    const Error error = error_of(server.url(path), with_small_bodies());
    CHECK(error.code == Errc::too_large);
    CHECK(error.message == limit);
  }
}

TEST_CASE("a body of just the limit is taken") {
  FaultServer server;
  const std::string body(1024 * 1024, 'x');
  server.reply("/plain", {.body = body});
  std::string mixed;
  while (mixed.size() < body.size()) mixed += std::to_string(mixed.size());
  mixed.resize(body.size());
  server.reply("/gzip", {.headers = {{"Content-Encoding", "gzip"}}, .body = test::gzip(mixed)});
  CHECK(ask(server.url("/plain"), with_small_bodies())->body == body);
  CHECK(ask(server.url("/gzip"), with_small_bodies())->body == mixed);
}

TEST_CASE("a decompression bomb is known by its growth") {
  FaultServer server;
  const std::string zeros(40'000'000, '\0');
  server.reply("/gzip", {.headers = {{"Content-Encoding", "gzip"}}, .body = test::gzip(zeros)});
  server.reply("/br", {.headers = {{"Content-Encoding", "br"}}, .body = test::brotli(zeros)});
  for (const char* const path : {"/gzip", "/br"}) {
    const Error error = error_of(server.url(path));
    CHECK(error.code == Errc::too_large);
    CHECK(error.message ==
          "the body of 127.0.0.1 grows more than 500 times when it is decompressed");
  }
}

TEST_CASE("a header beyond the limit is cut off, in many lines or in one") {
  const Error lines = error_of_script(
      [](Wire& wire) { send_endlessly(wire, kOk, "X-Filler: " + std::string(990, 'x') + "\r\n"); });
  CHECK(lines.code == Errc::too_large);
  CHECK(lines.message == "127.0.0.1 sent more than 64 KiB of headers");
  const Error line = error_of_script(
      [](Wire& wire) { send_endlessly(wire, kOk + "X-Filler: ", std::string(990, 'x')); });
  CHECK(line.code == Errc::too_large);
  const Error hints = error_of_script(
      [](Wire& wire) { send_endlessly(wire, "", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"); });
  CHECK(hints.code == Errc::too_large);
}

TEST_CASE("a trailer is bounded together with the header, and then cut off") {
  FaultServer server;
  const std::string chunked = "Transfer-Encoding: chunked\r\n\r\n";
  const std::string field = "X-Filler: " + std::string(990, 'x') + "\r\n";
  server.script("/endless", [&](Wire& wire) {
    send_endlessly(wire, kOk + chunked + test::chunk("<rss/>") + "0\r\n", field);
  });
  server.script("/one-line", [&](Wire& wire) {
    send_endlessly(
        wire, kOk + chunked + test::chunk("<rss/>") + "0\r\nX-Filler: ", std::string(990, 'x'));
  });
  server.script("/together", [&](Wire& wire) {
    std::string fields;
    for (int i = 0; i < 40; ++i) fields += field;
    wire.send(kOk + fields + chunked + test::chunk("<rss/>") + "0\r\n" + fields + "\r\n");
  });
  for (const char* const path : {"/endless", "/together"}) {
    CAPTURE(path);
    const Error error = error_of(server.url(path));
    CHECK(error.code == Errc::too_large);
    CHECK(error.message == "127.0.0.1 sent more than 64 KiB of headers");
  }
  const Error one_line = error_of(server.url("/one-line"));
  CHECK(one_line.code == Errc::too_large);
  CHECK(one_line.message == "the trailer of 127.0.0.1 has a line that is too long");
}

TEST_CASE("the headers of all hops have one bound") {
  FaultServer server;
  const std::string field = "X-Filler: " + std::string(990, 'x') + "\r\n";
  std::string fields;
  for (int i = 0; i < 20; ++i) fields += field;
  const auto redirect = [&](const std::string& path, const std::string& target) {
    server.script(path, [fields, target](Wire& wire) {
      wire.send("HTTP/1.1 302 On\r\nLocation: " + target + "\r\n" + fields +
                "Content-Length: 0\r\n\r\n");
    });
  };
  redirect("/1", "/2");
  redirect("/2", "/3");
  redirect("/3", "/feed");
  server.script("/feed",
                [&](Wire& wire) { wire.send(kOk + fields + "Content-Length: 6\r\n\r\n<rss/>"); });
  CHECK(error_of(server.url("/1")).message == "127.0.0.1 sent more than 64 KiB of headers");
  CHECK(ask(server.url("/2"))->body == "<rss/>");
}

TEST_CASE("what frames a body is bounded") {
  FaultServer server;
  const std::string chunked = "Transfer-Encoding: chunked\r\n\r\n";
  server.script("/extension", [&](Wire& wire) {
    send_endlessly(wire, kOk + chunked + "6;", std::string(9999, 'x'));
  });
  server.script("/extensions", [&](Wire& wire) {
    send_endlessly(wire, kOk + chunked, "1;" + std::string(9999, 'x') + "\r\na\r\n");
  });
  for (const char* const path : {"/extension", "/extensions"}) {
    CAPTURE(path);
    const Error error = error_of(server.url(path), with_small_bodies());
    CHECK(error.code == Errc::too_large);
    CHECK(error.message == "what frames the body of 127.0.0.1 is larger than 1 MiB");
  }
  server.script("/gone", [&](Wire& wire) {
    send_endlessly(wire, "HTTP/1.1 410 Gone\r\n" + chunked + "6;", std::string(9999, 'x'));
  });
  CHECK(ask(server.url("/gone"), with_small_bodies())->status == 410);
}

TEST_CASE("broken framing and coding are errors") {
  const auto code_of = [](FaultServer::Script script) {
    return error_of_script(std::move(script), hurried()).code;
  };
  CHECK(code_of([](Wire&) {}) == Errc::transfer);
  CHECK(code_of([](Wire& wire) { wire.send("<rss/>"); }) == Errc::transfer);
  CHECK(code_of([](Wire& wire) { wire.send("HTTP/1.1 200 OK\r\nConte"); }) == Errc::transfer);
  CHECK(code_of([](Wire& wire) { wire.send("HTTP/7.3 200 OK\r\n\r\n<rss/>"); }) == Errc::transfer);
  CHECK(code_of([](Wire& wire) { wire.send(kOk + "Content-Length: 99\r\n\r\n<rss/>"); }) ==
        Errc::transfer);
  CHECK(code_of([](Wire& wire) { wire.send(kOk + "Content-Length: many\r\n\r\n<rss/>"); }) ==
        Errc::transfer);
  CHECK(code_of([](Wire& wire) {
          wire.send(kOk + "Transfer-Encoding: chunked\r\n\r\n" + test::chunk("<rss/>"));
        }) == Errc::transfer);
  CHECK(code_of([](Wire& wire) {
          wire.send(kOk + "Transfer-Encoding: chunked\r\n\r\nzz\r\n<rss/>\r\n0\r\n\r\n");
        }) == Errc::transfer);
  CHECK(code_of([](Wire& wire) {
          wire.send(kOk + "Transfer-Encoding: gzip, chunked\r\n\r\n" +
                    test::chunk(test::gzip("x")) + test::chunk(""));
        }) == Errc::transfer);
  CHECK(code_of([](Wire& wire) {
          wire.send(kOk + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nfeed");
        }) == Errc::transfer);
  CHECK(code_of([](Wire& wire) {
          const std::string cut = test::gzip("<rss version=\"2.0\"/>").substr(0, 20);
          wire.send(kOk + "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" + cut);
        }) == Errc::transfer);
  CHECK(code_of([](Wire& wire) {
          wire.send(kOk + "Content-Length: 99\r\n\r\n<rss/>");
          wire.reset_on_close();
        }) == Errc::transfer);
}

TEST_CASE("more redirects than allowed, and those to nowhere, are errors") {
  FaultServer server;
  server.reply("/loop", {.status = 302, .headers = {{"Location", "/loop"}}});
  const Error loop = error_of(server.url("/loop"));
  CHECK(loop.code == Errc::too_many_redirects);
  CHECK(loop.message == "127.0.0.1 redirected more than 5 times");
  CHECK(server.requests("/loop").size() == 6);
  server.reply("/nowhere", {.status = 301});
  CHECK(error_of(server.url("/nowhere")).code == Errc::too_many_redirects);
  server.reply("/file", {.status = 301, .headers = {{"Location", "file:///etc/passwd"}}});
  CHECK(error_of(server.url("/file")).code == Errc::bad_url);
  auto options = loopback_options();
  options.max_redirects = 0;
  CHECK(error_of(server.url("/loop"), options).code == Errc::too_many_redirects);
}

TEST_CASE("no password gets into an error") {
  FaultServer server;
  server.script("/", [](Wire&) {});
  std::string url = server.url("/");
  url.insert(std::string("http://").size(), "me:secret@");
  CHECK(error_of(url).message.find("secret") == std::string::npos);
}

}  // namespace limits_test
