// SPDX-License-Identifier: MIT
#include "normalize/link/links.h"

#include <catch2/catch.hpp>

#include "normalize/link/private_hosts.h"
#include "tests/normalize/table.h"

namespace syndic::normalize::links_test {
namespace {

constexpr std::string_view kBase = "https://example.org/blog/";

TEST_CASE("A URL that is right already stays byte for byte") {
  for (const char* const url :
       {"https://example.org/", "http://EXAMPLE.org:80/A?b=%7e&utm_source=x#c", "HTTPS://a.example",
        "https://a.example/%2e%2e/x", "https://[2001:db8::1]/"}) {
    CAPTURE(url);
    CHECK(absolute_url(url, kBase, Schemes::web) == url);
  }
}

TEST_CASE("A reference becomes absolute and percent-encoded") {
  CHECK(absolute_url("a b", kBase, Schemes::web) == "https://example.org/blog/a%20b");
  CHECK(absolute_url("/ä", kBase, Schemes::web) == "https://example.org/%C3%A4");
  CHECK(absolute_url(" https://a.example/x\n", {}, Schemes::web) == "https://a.example/x");
  CHECK(absolute_url("//a.example/x", "http://example.org/", Schemes::web) == "http://a.example/x");
  CHECK(absolute_url("//a.example/x", {}, Schemes::web) == "https://a.example/x");
}

TEST_CASE("user names and passwords of URLs are published nowhere") {
  CHECK(absolute_url("https://user:secret@a.example/x@y", {}, Schemes::web) ==
        "https://a.example/x@y");
  CHECK(absolute_url("//user@a.example/", kBase, Schemes::web) == "https://a.example/");
  CHECK(absolute_url("x", "https://user:secret@a.example/", Schemes::web) == "https://a.example/x");
  CHECK(absolute_url("mailto:ann@a.example", {}, Schemes::link) == "mailto:ann@a.example");
  CHECK(absolute_url("https://a.example/@ann", {}, Schemes::web) == "https://a.example/@ann");
}

TEST_CASE("A relative reference means what RFC 3986 says, plain or not") {
  const auto at = [](std::string_view reference, std::string_view base) {
    return absolute_url(reference, base, Schemes::web);
  };
  CHECK(at("/a", "https://example.org/b/c?d#e") == "https://example.org/a");
  CHECK(at("a", "https://example.org/b/c?d/#e") == "https://example.org/b/a");
  CHECK(at("a?x=/y", "https://example.org/b/") == "https://example.org/b/a?x=/y");
  CHECK(at("a/../b", "https://example.org/c/d") == "https://example.org/c/b");
  CHECK(at("../a", "https://example.org/b/c/d") == "https://example.org/b/a");
  CHECK(at("./a", "https://example.org/b/c") == "https://example.org/b/a");
  CHECK(at("a", "https://example.org") == "https://example.org/a");
  CHECK(at("/a", "https://example.org") == "https://example.org/a");
  CHECK(at("a", "https://example.org/b/../c/d") == "https://example.org/c/a");
  CHECK(at("?a", "https://example.org/b?c") == "https://example.org/b?a");
  CHECK(at("a", "https://example.org/b?c=/d/e") == "https://example.org/a");
}

TEST_CASE("A URL that cannot be absolute, or does harm, is absent") {
  for (const char* const url :
       {"", " ", "/a", "a", "?q", "#f", "http://", "https:", "javascript:alert(1)",
        "JAVA\tSCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "blob:x", "at://x",
        "tag:a,2020:b", "urn:a:b", "mailto:a@b.example", "tel:1", "ftp://a.example/x"}) {
    CAPTURE(url);
    CHECK(absolute_url(url, {}, Schemes::web) == "");
  }
}

TEST_CASE("Slashes behind the scheme are as many as it needs, as browsers read them") {
  CHECK(absolute_url("https:a.example/b", {}, Schemes::web) == "https://a.example/b");
  CHECK(absolute_url("http:\\\\a.example\\b", {}, Schemes::web) == "http://a.example/b");
}

TEST_CASE("Mail and telephone are links of a text, and mail one of a person") {
  CHECK(absolute_url("mailto:a@b.example", {}, Schemes::contact) == "mailto:a@b.example");
  CHECK(absolute_url("tel:1", {}, Schemes::contact) == "");
  CHECK(absolute_url("tel:1", {}, Schemes::link) == "tel:1");
  CHECK(absolute_url("mailto:", {}, Schemes::link) == "");
  CHECK(absolute_url("tel:", {}, Schemes::link) == "");
}

TEST_CASE("A base longer than two thousand bytes is none") {
  const std::string start = "https://example.org/";
  const std::string longest = start + std::string(2'048 - start.size() - 1, 'x') + "/";
  CHECK(absolute_url("a", longest, Schemes::web) == longest + "a");
  CHECK(absolute_url("a", longest + "x/", Schemes::web) == "");
  CHECK(text_url("a", longest + "x/", Schemes::link) == "a");
}

TEST_CASE("A URL that its base or its encoding makes too long is none") {
  CHECK(absolute_url(std::string(8'190, 'x'), kBase, Schemes::web) == "");
  CHECK(text_url("a b" + std::string(8'189, 'x'), {}, Schemes::link) == "");
}

TEST_CASE("A URL longer than any server takes is none") {
  const std::string url = "https://a.example/" + std::string(10'000, 'x');
  CHECK(absolute_url(url, {}, Schemes::web) == "");
  CHECK(text_url("/" + std::string(10'000, 'x'), {}, Schemes::web) == "");
}

TEST_CASE("Only a text's links stay relative where no base is known") {
  CHECK(text_url("/a b?c#d", {}, Schemes::link) == "/a%20b?c#d");
  CHECK(text_url("a", kBase, Schemes::link) == "https://example.org/blog/a");
  CHECK(text_url("x:y", {}, Schemes::link) == "");
  CHECK(text_url(" \x01javascript:alert(1)", {}, Schemes::link) == "");
  CHECK(text_url("./x:y", {}, Schemes::link) == "./x:y");
}

TEST_CASE("Tracking parameters leave queries and fragments as the tables say") {
  const auto cases = test::table_cases("links");
  for (const test::TableCase& each : cases) {
    CAPTURE(each.where, each.in);
    const auto untracked = without_tracking(each.in);
    CHECK(untracked.value_or(each.in) == each.out);
    CHECK(untracked.has_value() == (each.in != each.out));
    CHECK_FALSE(without_tracking(each.out).has_value());
  }
}

TEST_CASE("A string takes one untracked link after the other") {
  std::string out = "what was there before, and is longer than any of the links";
  REQUIRE(without_tracking("https://a.example/?utm_source=x&p=1#c", out));
  CHECK(out == "https://a.example/?p=1#c");
  REQUIRE(without_tracking("https://b.example/#?fbclid=1", out));
  CHECK(out == "https://b.example/");
  CHECK_FALSE(without_tracking("https://c.example/?p=1", out));
  CHECK_FALSE(without_tracking("https://c.example/", out));
}

TEST_CASE("A private URL's host has no dot, or is one of a network of its own") {
  for (const char* const url : {"http://intranet/x",         "http://localhost",
                                "https://LOCALHOST:8080/",   "http://localhost./x",
                                "http://u@wiki:80/",         "http://a.localhost/",
                                "http://a.%6Cocalhost/",     "http://printer.local/",
                                "http://x.internal/",        "http://nas.home.arpa/",
                                "http://127.0.0.1/",         "http://127.1/",
                                "http://10.1.2.3/",          "http://172.16.0.1/",
                                "http://172.31.0.1/",        "http://192.168.1.1:8080/x",
                                "http://169.254.0.1/",       "http://0.0.0.0/",
                                "http://2130706433/",        "http://[::1]/",
                                "http://[fe80::1]/",         "http://[fd00::1]/",
                                "http://[::ffff:10.0.0.1]/", "ftp://files/x"}) {
    CAPTURE(url);
    CHECK(is_private_url(url));
  }
  for (const char* const url :
       {"https://example.org/", "http://a.example.org./x", "http://8.8.8.8/", "http://172.32.0.1/",
        "http://[2001:db8::1]/", "https://local.example/", "https://xn--p1ai.xn--p1ai/", "mailto:a",
        "tel:1", "", "/x", "http://[::ffff:8.8.8.8]/"}) {
    CAPTURE(url);
    CHECK_FALSE(is_private_url(url));
  }
}

TEST_CASE("Brackets in a text's URLs are percent-encoded, but those of a host") {
  CHECK(text_url("https://[2001:db8::1]/a[1]?b[]=2#c[3]", {}, Schemes::link) ==
        "https://[2001:db8::1]/a%5B1%5D?b%5B%5D=2#c%5B3%5D");
  CHECK(text_url("x?a[]=1", kBase, Schemes::link) == "https://example.org/blog/x?a%5B%5D=1");
  CHECK(text_url("x?a[]=1", {}, Schemes::link) == "x?a%5B%5D=1");
}

TEST_CASE("A plain base resolves what needs no parser, as absolute_url() does, and nothing else") {
  const PlainBase base("https://example.org/blog/page?x=1");
  std::string out = "old";
  for (const char* const reference : {"/a", "a", "a/b.html?c=d#e", "/", "9"}) {
    CAPTURE(reference);
    REQUIRE(base.resolve(reference, out));
    CHECK(out == absolute_url(reference, "https://example.org/blog/page?x=1", Schemes::web));
  }
  CHECK(base.resolve("a", out));
  CHECK(out == "https://example.org/blog/a");
  for (const char* const reference : {"", "//a.example/", "../a", "a/../b", "/.well-known",
                                      "mailto:a", "?a", "#a", "a b", "%41"}) {
    CAPTURE(reference);
    CHECK_FALSE(base.resolve(reference, out));
  }
  CHECK_FALSE(base.resolve("/" + std::string(8'192, 'a'), out));
  const std::string longest = "https://example.org/" + std::string(2'028, 'a');
  CHECK(PlainBase(longest).resolve("a", out));
  const std::string too_long = longest + 'a';
  for (const std::string_view other :
       std::initializer_list<std::string_view>{"", "https://example.org", "ftp://example.org/",
                                               "https://example.org/a/../b", too_long}) {
    CAPTURE(other);
    CHECK_FALSE(PlainBase(other).resolve("a", out));
  }
}

}  // namespace
}  // namespace syndic::normalize::links_test
