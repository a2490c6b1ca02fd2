// SPDX-License-Identifier: MIT
#include "discover/robots.h"

#include <catch2/catch.hpp>

namespace robots_test {

using syndic::discover::Robots;

namespace {

bool may(std::string_view robots, std::string_view path) {
  return Robots::read(robots, "syndic").allow("https://a.example" + std::string(path));
}

}  // namespace

TEST_CASE("the longest rule that fits decides, and allow where two are as long") {
  const char* const rules = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c\n";
  CHECK(may(rules, "/"));
  CHECK_FALSE(may(rules, "/a"));
  CHECK_FALSE(may(rules, "/about"));
  CHECK(may(rules, "/a/b/c"));
  CHECK(may(rules, "/c"));
}

TEST_CASE("a group for syndic goes before that for all, however spelt, and several are one") {
  const char* const rules =
      "user-agent: *\ndisallow: /\n\nUSER-AGENT: other\nUser-Agent: Syndic/1.0 # us\n"
      "Disallow: /x\n\nSitemap: https://a.example/s.xml\nuser-agent: syndic\r\nDisallow: /y\r\n";
  CHECK(may(rules, "/"));
  CHECK_FALSE(may(rules, "/x"));
  CHECK_FALSE(may(rules, "/y"));
  CHECK_FALSE(may("User-agent: *\nDisallow: /\nUser-agent: syndicate\nAllow: /\n", "/"));
  CHECK(may("User-agent: syndic\nUser-agent: *\nDisallow:\n", "/"));
  CHECK(may("User-agent: other\nDisallow: /\n", "/"));
}

TEST_CASE("stars and a final dollar sign") {
  const char* const rules =
      "User-agent: *\nDisallow: /*.pdf$\nDisallow: */feed/\nDisallow: /?s=*\n";
  CHECK_FALSE(may(rules, "/a/b.pdf"));
  CHECK(may(rules, "/a/b.pdf?x"));
  CHECK_FALSE(may(rules, "/blog/feed/x"));
  CHECK(may(rules, "/blog/feed"));
  CHECK_FALSE(may(rules, "/?s=words"));
  CHECK_FALSE(may("User-agent: *\nDisallow: /a$", "/a"));
  CHECK(may("User-agent: *\nDisallow: /a$", "/ab"));
}

TEST_CASE("paths are compared whatever their percent-encoding") {
  CHECK_FALSE(may("User-agent: *\nDisallow: /~joe/", "/%7Ejoe/x"));
  CHECK_FALSE(may("User-agent: *\nDisallow: /%7ejoe/", "/~joe/x"));
  CHECK_FALSE(may("User-agent: *\nDisallow: /caf\xC3\xA9", "/caf%c3%a9"));
  CHECK(may("User-agent: *\nDisallow: /a%2Fb", "/a/b"));
}

TEST_CASE("robots.txt itself may always be read; closed and open say so for the rest") {
  CHECK(may("User-agent: *\nDisallow: /", "/robots.txt"));
  CHECK_FALSE(Robots::closed().allow("https://a.example"));
  CHECK_FALSE(Robots::closed().allow("https://a.example/x"));
  CHECK(Robots::open().allow("https://a.example/x"));
}

TEST_CASE("what is no robots.txt forbids nothing, and only its first 500 KiB count") {
  CHECK(may("<!DOCTYPE html><html>Disallow: /</html>", "/"));
  CHECK(may("\xEF\xBB\xBF", "/"));
  CHECK_FALSE(may("\xEF\xBB\xBFUser-agent: *\nDisallow: /", "/"));
  std::string rules = "User-agent: *\n";
  rules.resize(syndic::discover::kLongestRobots, '#');
  CHECK(may(rules + "\nDisallow: /\n", "/"));
}

}  // namespace robots_test
