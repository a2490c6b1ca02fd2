// SPDX-License-Identifier: MIT
#include "base/url.h"

#include <catch2/catch.hpp>

using namespace syndic::base;

namespace {

struct Row {
  const char* reference;
  const char* expected;
};

std::string resolved(std::string_view reference, std::string_view base) {
  return resolve_url(reference, base).value_or("(nothing)");
}

}  // namespace

TEST_CASE("references resolve as RFC 3986 §5.4 lists them") {
  constexpr Row kRows[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"g..", "http://a/b/c/g.."},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.reference);
    CHECK(resolved(row.reference, "http://a/b/c/d;p?q") == row.expected);
  }
}

TEST_CASE("an absolute URL stays byte for byte unless a character may not stand in it") {
  constexpr Row kRows[] = {
      {"HTTPS://Casel.ORG/A%7eb?x=1&y=%20#Top", "HTTPS://Casel.ORG/A%7eb?x=1&y=%20#Top"},
      {"  https://casel.org/a \n", "https://casel.org/a"},
      {"https://casel.org/a\n b", "https://casel.org/a%20b"},
      {"https://casel.org/\xC3\xA4\"<>", "https://casel.org/%C3%A4%22%3C%3E"},
      {"https://m\xC3\xBCnchen.example/\xC3\xBC", "https://xn--mnchen-3ya.example/%C3%BC"},
      {"//cdn.example/x", "https://cdn.example/x"},
      {"http://", "(nothing)"},
      {"", "(nothing)"},
      {"  ", "(nothing)"},
      {"mailto:news@example.org", "mailto:news@example.org"},
      {"java\nscript:alert(1)", "javascript:alert(1)"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.reference);
    CHECK(resolved(row.reference, "https://casel.org/") == row.expected);
  }
}

TEST_CASE("a relative reference without a base is nothing") {
  CHECK_FALSE(resolve_url("a.html", ""));
  CHECK_FALSE(resolve_url("#top", "mailto:x@example.org"));
}

TEST_CASE("parts of a URL") {
  CHECK(url_scheme("HTTPS://x") == "https");
  CHECK(url_scheme("no scheme") == "");
  CHECK(url_scheme("1x:y") == "");
  CHECK(url_host("https://u:p@Casel.org:8443/x@y") == "casel.org");
  CHECK(url_host("http://[2001:DB8::1]:80/") == "2001:db8::1");
  CHECK(url_host("mailto:a@b") == "");
  CHECK(url_origin("https://Casel.org/x") == "https://casel.org:443");
  CHECK(url_origin("http://casel.org:8080") == "http://casel.org:8080");
  CHECK(without_credentials("https://user:se@cret@casel.org/f?a=b@c") ==
        "https://casel.org/f?a=b@c");
  CHECK(without_credentials("https://casel.org/@x") == "https://casel.org/@x");
}

TEST_CASE("a URL is shown without what is secret in it, and else as it is") {
  CHECK(public_url("https://u:p@a.org/f?token=x&page=2&API_KEY=y#top") ==
        "https://a.org/f?page=2#top");
  CHECK(public_url("https://a.org/f?key=1") == "https://a.org/f");
  CHECK(public_url("https://a.org/f?feed=rss2&author=7&empty&=") ==
        "https://a.org/f?feed=rss2&author=7&empty&=");
  CHECK(public_url("https://a.org/f?") == "https://a.org/f?");
}

TEST_CASE("http URLs and IRIs are told from what only looks like them") {
  CHECK(is_http_url("https://casel.org"));
  CHECK_FALSE(is_http_url("ftp://casel.org"));
  CHECK_FALSE(is_http_url("https:///path"));
  CHECK_FALSE(is_http_url("https://casel.org/a b"));
  CHECK(is_absolute_iri("tag:casel.org,2022:1"));
  CHECK(is_absolute_iri("https://casel.org/\xC3\xA4"));
  CHECK_FALSE(is_absolute_iri("1234"));
  CHECK_FALSE(is_absolute_iri("C:\\news\\1.htm"));
  CHECK_FALSE(is_absolute_iri("tag:"));
  CHECK_FALSE(is_absolute_iri("http:///x"));
  CHECK_FALSE(is_absolute_iri("two words:x y"));
}
