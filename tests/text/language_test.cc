// SPDX-License-Identifier: MIT
#include "text/language.h"

#include <catch2/catch.hpp>

namespace syndic::text::language_test {
namespace {

TEST_CASE("A language tag is kept as it is, but for blanks and underscores") {
  CHECK(language_tag("en") == "en");
  CHECK(language_tag("en-US") == "en-US");
  CHECK(language_tag("en-us") == "en-us");
  CHECK(language_tag(" en_US ") == "en-US");
  CHECK(language_tag("zh-Hant-TW") == "zh-Hant-TW");
  CHECK(language_tag("sl-rozaj-biske-1994") == "sl-rozaj-biske-1994");
  CHECK(language_tag("x-private") == "x-private");
  CHECK(language_tag("i-klingon") == "i-klingon");
}

TEST_CASE("What has not the shape of a language tag is none") {
  for (const char* const tag :
       {"", " ", "-", "en-", "-en", "en--US", "e", "1", "english language", "en;q=0.5", "en/US",
        "javascript:x", "<b>", "toolongsubtag", "deutsch-österreich",
        "a-very-long-tag-of-many-short-parts-that-goes-on"}) {
    CAPTURE(tag);
    CHECK(language_tag(tag) == "");
  }
}

}  // namespace
}  // namespace syndic::text::language_test
