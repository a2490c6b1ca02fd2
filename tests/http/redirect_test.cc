// SPDX-License-Identifier: MIT
#include "http/redirect.h"

#include <catch2/catch.hpp>

namespace redirect_test {

using namespace syndic;
using http::redirect_target;

TEST_CASE("a Location is resolved against the URL that sent it") {
  CHECK(redirect_target("http://a.example/x/feed", "/rss") == "http://a.example/rss");
  CHECK(redirect_target("http://a.example/x/feed", "rss?y#frag") == "http://a.example/x/rss?y");
  CHECK(redirect_target("https://a.example/feed", "//b.example/") == "https://b.example/");
  CHECK(redirect_target("http://a.example/feed", "https://a.example/feed") ==
        "https://a.example/feed");
}

TEST_CASE("a user name and password go to their own origin alone") {
  CHECK(redirect_target("https://u:p@a.example/feed", "/rss") == "https://u:p@a.example/rss");
  CHECK(redirect_target("https://u:p@a.example/feed", "https://a.example:443/rss") ==
        "https://u:p@a.example:443/rss");
  CHECK(redirect_target("https://u:p@a.example/feed", "https://b.example/rss") ==
        "https://b.example/rss");
  CHECK(redirect_target("https://u:p@a.example/feed", "https://a.example:444/rss") ==
        "https://a.example:444/rss");
  CHECK(redirect_target("http://u:p@a.example/feed", "https://a.example/rss") ==
        "https://a.example/rss");
}

TEST_CASE("a user name and password that a server makes up are not used") {
  CHECK(redirect_target("https://a.example/feed", "https://u:p@b.example/rss") ==
        "https://b.example/rss");
  CHECK(redirect_target("https://u:p@a.example/feed", "https://x:y@a.example/rss") ==
        "https://u:p@a.example/rss");
}

TEST_CASE("https never leads to http") {
  const auto target = redirect_target("https://a.example/feed", "http://b.example/rss");
  REQUIRE_FALSE(target);
  CHECK(target.error().code == Errc::too_many_redirects);
  CHECK(target.error().message ==
        "a.example redirects from https to http (http://b.example/rss), which is not followed");
}

TEST_CASE("only http and https are followed") {
  for (const char* const location :
       {"file:///etc/passwd", "ftp://b.example/", "gopher://b.example/", "javascript:alert(1)",
        "data:text/xml,<rss/>"}) {
    CAPTURE(location);
    const auto target = redirect_target("http://a.example/feed", location);
    REQUIRE_FALSE(target);
    CHECK(target.error().code == Errc::bad_url);
  }
}

TEST_CASE("a redirect to nowhere is an error") {
  for (const char* const location : {"", "  ", "http://", "http:///"}) {
    CAPTURE(location);
    const auto target = redirect_target("http://a.example/feed", location);
    REQUIRE_FALSE(target);
    CHECK(
        (target.error().code == Errc::too_many_redirects || target.error().code == Errc::bad_url));
    CHECK(target.error().message.find("a.example") == 0);
  }
}

TEST_CASE("of the 3xx, five send on") {
  CHECK(http::is_redirect(301));
  CHECK(http::is_redirect(302));
  CHECK(http::is_redirect(303));
  CHECK(http::is_redirect(307));
  CHECK(http::is_redirect(308));
  CHECK_FALSE(http::is_redirect(300));
  CHECK_FALSE(http::is_redirect(304));
  CHECK_FALSE(http::is_redirect(200));
}

TEST_CASE("A redirect that is not followed is said without the secrets in its address") {
  for (const char* target : {"ftp://a.example/f?token=SECRET", "http://a.example/f?token=SECRET"}) {
    const auto refused = http::redirect_target("https://a.example/f?token=SECRET", target);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("a.example/f") != std::string::npos);
    CHECK(refused.error().message.find("SECRET") == std::string::npos);
  }
}

}  // namespace redirect_test
