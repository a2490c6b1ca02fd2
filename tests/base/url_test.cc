// SPDX-License-Identifier: MIT
#include "base/url.h"

#include <catch2/catch.hpp>

namespace url_test {

using namespace syndic::base;

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
  CHECK(public_url("https://a.org/f?key=1#!/g?token=2&b=3") == "https://a.org/f#!/g?b=3");
  CHECK(public_url("https://a.org/f?feed=rss2&author=7&empty&=") ==
        "https://a.org/f?feed=rss2&author=7&empty&=");
  CHECK(public_url("https://a.org/f?") == "https://a.org/f?");
}

TEST_CASE("a calendar's URL is one of https") {
  CHECK(without_calendar_scheme("webcal://a.org/c?x#y") == "https://a.org/c?x#y");
  CHECK(without_calendar_scheme("WebCals://u:p@a.org:8443") == "https://u:p@a.org:8443");
  for (const char* const other :
       {"https://a.org/webcal://", "webcal:a.org", "webcal", "", "webcalx://a"}) {
    CHECK(without_calendar_scheme(other) == other);
  }
}

TEST_CASE("http URLs and IRIs are told from what only looks like them") {
  CHECK(is_http_url("https://casel.org"));
  CHECK_FALSE(is_http_url("ftp://casel.org"));
  CHECK_FALSE(is_http_url("https:///path"));
  CHECK(is_http_url("HTTPS://u@casel.org:8443/"));
  CHECK_FALSE(is_http_url("https://casel.org:port/"));
  CHECK_FALSE(is_http_url("https://[::1/"));
  CHECK_FALSE(is_http_url("https://casel.org/a b"));
  CHECK(is_absolute_iri("tag:casel.org,2022:1"));
  CHECK(is_absolute_iri("https://casel.org/\xC3\xA4"));
  CHECK_FALSE(is_absolute_iri("1234"));
  CHECK_FALSE(is_absolute_iri("C:\\news\\1.htm"));
  CHECK_FALSE(is_absolute_iri("tag:"));
  CHECK_FALSE(is_absolute_iri("http:///x"));
  CHECK_FALSE(is_absolute_iri("two words:x y"));
}

TEST_CASE("The host of a URL with nothing else in its authority is found at once") {
  CHECK(plain_http_host("https://www.example.org") == "www.example.org");
  CHECK(plain_http_host("http://a.example/b?c#d") == "a.example");
  CHECK(plain_http_host("http://a.example?c") == "a.example");
  for (const char* other : {"", "https://", "https:///a", "HTTPS://a.example/", "ftp://a.example/",
                            "https://a.example:81/", "https://me@a.example/", "https://[::1]/",
                            "https://a%2Eb/", "https://caf\u00E9.example/", "/a", "a.example"}) {
    CAPTURE(other);
    CHECK(plain_http_host(other).empty());
  }
}

TEST_CASE("A URL is plain by each of the characters after its host, at every place") {
  CHECK(is_plain_http_url("https://a.example"));
  CHECK(is_plain_http_url("https://a.example/a?b=c#d"));
  CHECK(is_plain_http_url("https://a.example/a/long/path/of/more/than/sixteen/%41"));
  CHECK_FALSE(is_plain_http_url("https://a.example/a/long/path/of/more/than/sixteen/%4"));
  const std::string host = "https://a.example";
  for (int c = 0; c < 256; ++c) {
    const auto character = static_cast<char>(c);
    const bool is_plain =
        is_url_character(character) && character != '[' && character != ']' && character != '%';
    for (const std::size_t at : {1U, 15U, 16U, 17U, 38U}) {
      CAPTURE(c, at);
      std::string url = host + "/" + std::string(39, 'x');
      url[host.size() + at] = character;
      CHECK(is_plain_http_url(url) == is_plain);
      url.resize(host.size() + at + 1);
      CHECK(is_plain_http_url(url) == is_plain);
    }
  }
}

}  // namespace url_test
