// SPDX-License-Identifier: MIT
#include "http/address_guard.h"

#include <netinet/in.h>
#include <sys/un.h>

#include <catch2/catch.hpp>
#include <string>

namespace address_guard_test {

using syndic::http::address_text;
using syndic::http::is_public_address;
using syndic::http::is_public_literal;

TEST_CASE("addresses of the public internet are public") {
  const auto* const host =
      GENERATE("1.1.1.1", "8.8.8.8", "93.184.216.34", "9.255.255.255", "11.0.0.0", "100.63.255.255",
               "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "172.15.255.255",
               "172.32.0.0", "192.0.1.0", "192.167.255.255", "198.17.255.255", "198.20.0.0",
               "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001:830::200e", "2001:200::1",
               "2003::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "3ffe::1");
  CAPTURE(host);
  CHECK(is_public_literal(host) == true);
}

TEST_CASE("addresses of special purpose are not public") {
  const auto* const host = GENERATE(
      // RFC 6890 and its successors, IPv4: the first and last of each range.
      "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
      "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0",
      "172.31.255.255", "192.0.0.0", "192.0.0.255", "192.0.2.1", "192.88.99.1", "192.168.0.0",
      "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1",
      "239.255.255.255", "240.0.0.0", "255.255.255.255",
      // IPv6.
      "::", "::1", "::10.0.0.1", "::8.8.8.8", "64:ff9b:1::1", "100::1", "2001::1",
      "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "fc00::1", "fdff::1", "fe80::1",
      "fec0::1", "ff02::1", "3fff::1", "3fff:fff::1", "4000::1", "5f00::1",
      // IPv4 inside IPv6.
      "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.1.2.3", "64:ff9b::10.0.0.1",
      "64:ff9b::a9fe:a9fe", "2002:7f00:1::1", "2002:c0a8:1::1");
  CAPTURE(host);
  CHECK(is_public_literal(host) == false);
}

TEST_CASE("an IPv4 address is known in every spelling that resolvers take") {
  const auto* const host = GENERATE("127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001",
                                    "0177.0.0.1", "10.1", "0", "fe80::1%25eth0");
  CAPTURE(host);
  CHECK(is_public_literal(host) == false);
}

TEST_CASE("a name is no address") {
  const auto* const host = GENERATE("localhost", "example.org", "", "1.2.3.4.5", "256.1.1.1",
                                    "127.0.0.1.example", "127.0.0.1 x", "::g");
  CAPTURE(host);
  CHECK(is_public_literal(host) == std::nullopt);
}

TEST_CASE("a socket address is judged by its family, and what is unknown is not public") {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_addr.s_addr = htonl(0x08080808);
  CHECK(is_public_address(reinterpret_cast<const sockaddr&>(v4)));
  CHECK(address_text(reinterpret_cast<const sockaddr&>(v4)) == "8.8.8.8");
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  CHECK_FALSE(is_public_address(reinterpret_cast<const sockaddr&>(v4)));

  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_addr = in6addr_loopback;
  CHECK_FALSE(is_public_address(reinterpret_cast<const sockaddr&>(v6)));
  CHECK(address_text(reinterpret_cast<const sockaddr&>(v6)) == "::1");

  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  CHECK_FALSE(is_public_address(reinterpret_cast<const sockaddr&>(local)));
  CHECK(address_text(reinterpret_cast<const sockaddr&>(local)) == "a local socket");
}

}  // namespace address_guard_test
