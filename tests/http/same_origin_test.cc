// SPDX-License-Identifier: MIT
//
// Credentials go to one origin alone (fetch/access, http/redirect), and base::url_origin() says
// what that is. Here it is held beside the host and port that curl makes of the same URL.
#include <curl/curl.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "base/ascii.h"
#include "base/url.h"

namespace same_origin_test {

using namespace syndic;

namespace {

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  return std::unique_ptr<char, decltype(&curl_free)>(text, curl_free).get();
}

// The origin that curl asks; "refused" where it would not.
std::string origin_for_curl(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle(curl_url(), curl_url_cleanup);
  if (curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return "refused";
  return part(handle.get(), CURLUPART_SCHEME) + "://" +
         base::lower(part(handle.get(), CURLUPART_HOST)) + ":" + part(handle.get(), CURLUPART_PORT);
}

}  // namespace

TEST_CASE("curl asks the origin that a URL is said to have") {
  struct Row {
    const char* url;
    const char* origin;
  };
  constexpr Row kRows[] = {
      {"http://casel.org/a", "http://casel.org:80"},
      {"HTTPS://Casel.ORG/a", "https://casel.org:443"},
      {"https://casel.org:0443/a", "https://casel.org:443"},
      {"https://casel.org:/a", "https://casel.org:443"},
      {"https://casel.org?a@evil.example", "https://casel.org:443"},
      {"https://casel.org#@evil.example/", "https://casel.org:443"},
      {"https://casel.org/@evil.example/", "https://casel.org:443"},
      {"https://casel.org@evil.example/", "https://evil.example:443"},
      {"https://casel.org:80@evil.example/", "https://evil.example:443"},
      {"https://a@b@evil.example/", "https://evil.example:443"},
      {"https://casel.org%40evil.example/", "https://casel.org%40evil.example:443"},
      {"https://%63asel.org/", "https://casel.org:443"},
      {"https://casel.org./", "https://casel.org.:443"},
      {"http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080"},
      {"http://u:p@[2001:db8::1]/", "http://[2001:db8::1]:80"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.url);
    CHECK(base::url_origin(row.url) == row.origin);
    const std::string asked = origin_for_curl(row.url);
    CHECK((asked == row.origin || asked == "refused"));
  }
}

TEST_CASE(
    "a URL that is not asked, or that curl reads otherwise, shares no origin with an honest one") {
  constexpr const char* kHostile[] = {
      "http://a@b:80\\@casel.org/",
      "http://evil.example\\@casel.org/",
      "http://casel.org\\.evil.example/",
      "http://casel.org:80:81/",
      "http://casel.org:99999/",
      "http:casel.org",
      "http:///casel.org/",
      "//casel.org/",
      "http://casel.org\t.evil.example/",
      "http://[::1]casel.org/",
      "http://casel .org/",
      "http://2130706433\\@casel.org/",
  };
  for (const char* const url : kHostile) {
    CAPTURE(url);
    const std::string asked = origin_for_curl(url);
    CHECK((!base::is_http_url(url) || asked == "refused" || asked == base::url_origin(url)));
  }
}

// curl counts numbers in a host's place as an address of IPv4 in any of its spellings.
TEST_CASE("an address in an odd form is no other origin to curl than what it is written as") {
  for (const char* const url : {"http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/"}) {
    CAPTURE(url);
    CHECK(base::url_origin(url) != "http://127.0.0.1:80");  // Different spellings, no shared login.
  }
}

}  // namespace same_origin_test
