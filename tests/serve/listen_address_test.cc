// SPDX-License-Identifier: MIT
#include "serve/listen_address.h"

#include <catch2/catch.hpp>

namespace listen_address_test {

namespace {

using namespace syndic::serve;

TEST_CASE("An address to listen on is a host and a port") {
  CHECK(parse_listen("127.0.0.1:8080") == ListenAddress{"127.0.0.1", 8080});
  CHECK(parse_listen("localhost:0") == ListenAddress{"localhost", 0});
  CHECK(parse_listen("[::1]:65535") == ListenAddress{"::1", 65'535});
  CHECK(parse_listen("8080") == ListenAddress{"127.0.0.1", 8080});
}

TEST_CASE("What is no address to listen on says how one is written") {
  for (const char* text : {"", ":", "localhost", "localhost:", ":8080", "127.0.0.1:65536",
                           "127.0.0.1:-1", "127.0.0.1:80x", "::1:8080", "[]:80", "[::1]80",
                           "a b:80", "http://localhost:80", "localhost:+80"}) {
    INFO(text);
    const auto address = parse_listen(text);
    REQUIRE_FALSE(address);
    CHECK(address.error().code == syndic::Errc::malformed);
    CHECK(address.error().message ==
          "listen where? Write HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080");
  }
}

TEST_CASE("An address is shown as URLs have it") {
  CHECK(to_string({"127.0.0.1", 80}) == "127.0.0.1:80");
  CHECK(to_string({"::1", 80}) == "[::1]:80");
}

}  // namespace

}  // namespace listen_address_test
