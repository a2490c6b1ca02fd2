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

TEST_CASE("A language's name is its tag, in English or its own words") {
  const auto check = [](const char* name, const char* tag) {
    CAPTURE(name);
    CHECK(language_tag(name) == tag);
  };
  check("English", "en");
  check("german", "de");
  check(" GERMAN ", "de");
  check("Deutsch", "de");
  check("fran\u00E7ais", "fr");
  check("Espa\u00F1ol", "es");
  check("\u0420\u0443\u0441\u0441\u043A\u0438\u0439", "ru");
  check("\u65E5\u672C\u8A9E", "ja");
  check("Hawaiian", "haw");
  check("English (United States)", "en-US");
  check("Deutsch (\u00D6sterreich)", "de-AT");
  check("English-US", "en-US");
  check("german_AT", "de-AT");
}

TEST_CASE("No language has 4 to 8 letters: a word that names none is no tag") {
  for (const char* const word : {"none", "default", "unknown", "news", "Maple", "news-US"}) {
    CAPTURE(word);
    CHECK(language_tag(word) == "");
  }
}

TEST_CASE("Two letters that are no language of ISO 639-1 are none") {
  for (const char* const tag : {"us", "gb", "jp", "cn", "US", "us-en", "cn_CN", "zz"}) {
    CAPTURE(tag);
    CHECK(language_tag(tag) == "");
  }
  for (const char* const tag : {"uk", "kr", "no", "EN", "iw", "in", "sh", "ji"}) {
    CAPTURE(tag);
    CHECK(language_tag(tag) == tag);
  }
}

TEST_CASE("The name of a charset is no language") {
  for (const char* const tag : {"utf-8", "UTF-8", "utf8", "utf-16", "iso-8859-1", "us-ascii"}) {
    CAPTURE(tag);
    CHECK(language_tag(tag) == "");
  }
  CHECK(language_tag("de-x-1") == "de-x-1");
  CHECK(language_tag("x-12") == "x-12");
  CHECK(language_tag("de-DE-u-co-phonebk") == "de-DE-u-co-phonebk");
  CHECK(language_tag("es-419") == "es-419");
}

TEST_CASE("A language's name may have its region's code in parentheses") {
  CHECK(language_tag("english (US)") == "en-US");
  CHECK(language_tag("English (United States)") == "en-US");
  CHECK(language_tag("Deutsch (at)") == "de-AT");
  CHECK(language_tag("english (xq)") == "");
  CHECK(language_tag("news (US)") == "");
  CHECK(language_tag("(US)") == "");
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
