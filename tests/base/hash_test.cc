// SPDX-License-Identifier: MIT
#include "base/hash.h"

#include <catch2/catch.hpp>

namespace hash_test {

using namespace syndic::base;

TEST_CASE("content_hash is the same from run to run and machine to machine") {
  CHECK(content_hash("") == "99aa06d3014798d86001c324468d497f");
  CHECK(content_hash("feed") != content_hash("feeD"));
  CHECK(content_hash("feed").size() == 32);
}

TEST_CASE("fnv1a is the hash of that name, with its leading zeros") {
  CHECK(fnv1a("") == "cbf29ce484222325");
  CHECK(fnv1a("a") == "af63dc4c8601ec8c");
  CHECK(fnv1a("foobar") == "85944171f73967e8");
  CHECK(fnv1a("\xC3\xA9") == "0ac21707b7181e01");
}

TEST_CASE("a name-based URN is RFC 4122's version 5 of its two names") {
  // python3: uuid5(uuid5(NAMESPACE_URL, "https://casel.org/feed/"), "1")
  CHECK(name_based_urn("https://casel.org/feed/", "1") ==
        "urn:uuid:8d838d94-c8fa-5864-a19b-4be30d68b4b1");
  CHECK(name_based_urn("https://www.cecweb.org/feed/", "1") !=
        name_based_urn("https://casel.org/feed/", "1"));
}

TEST_CASE("append_content_hash appends what content_hash returns") {
  std::string out = "4:";
  append_content_hash("feed", out);
  CHECK(out == "4:" + content_hash("feed"));
}

}  // namespace hash_test
