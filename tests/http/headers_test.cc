// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "http/transport.h"

namespace headers_test {

TEST_CASE("a header field is found in any case, the first of several, its bytes untouched") {
  syndic::http::Headers headers;
  headers.add("ETag", "W/\"a b\"");
  headers.add("etag", "second");
  CHECK(headers.get("eTaG") == "W/\"a b\"");
  CHECK(headers.get("Last-Modified").empty());
  CHECK(headers.all().size() == 2);
  headers.clear();
  CHECK(headers.get("ETag").empty());
}

}  // namespace headers_test
