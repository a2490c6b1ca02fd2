// SPDX-License-Identifier: MIT
#include "config/values.h"

#include <catch2/catch.hpp>

namespace values_test {

namespace {

using namespace std::chrono_literals;
using namespace syndic::config;

TEST_CASE("A duration is a number and its unit") {
  CHECK(parse_duration("90s") == 90s);
  CHECK(parse_duration("10m") == 10min);
  CHECK(parse_duration("6h") == 6h);
  CHECK(parse_duration("7d") == 168h);
  CHECK(parse_duration("2w") == 336h);
  CHECK(parse_duration("500ms") == 500ms);
  CHECK(parse_duration("0s") == 0s);
}

TEST_CASE("Durations of several units fall from the greater to the smaller") {
  CHECK(parse_duration("1h30m") == 90min);
  CHECK(parse_duration("1w2d3h4m5s6ms") == 216h + 3h + 4min + 5s + 6ms);
  CHECK_FALSE(parse_duration("30m1h"));
  CHECK_FALSE(parse_duration("1m1m"));
}

TEST_CASE("What is no duration is none") {
  for (const char* text : {"", " ", "10", "s", "-1s", "+1s", "1.5h", "1 h", "1H", "1y", "10m ",
                           "10mm", "1h30", "99999999999999999999s", "36501d", "5215w1d"}) {
    INFO(text);
    CHECK_FALSE(parse_duration(text));
  }
  CHECK(parse_duration("36500d") == kLongestDuration);
}

TEST_CASE("A size is bytes, thousands or powers of 1024") {
  CHECK(parse_size("4096") == 4096);
  CHECK(parse_size("4096B") == 4096);
  CHECK(parse_size("500kB") == 500'000);
  CHECK(parse_size("500KB") == 500'000);
  CHECK(parse_size("2MB") == 2'000'000);
  CHECK(parse_size("1GB") == 1'000'000'000);
  CHECK(parse_size("16KiB") == 16'384);
  CHECK(parse_size("16MiB") == 16'777'216);
  CHECK(parse_size("16mib") == 16'777'216);
  CHECK(parse_size("1GiB") == 1'073'741'824);
}

TEST_CASE("What is no size is none") {
  for (const char* text : {"", "MiB", "-1", "1.5MiB", "16 MiB", "16M", "16TiB", "16MiB16MiB",
                           "99999999999999999999", "9223372036854775808", "9000000000GiB"}) {
    INFO(text);
    CHECK_FALSE(parse_size(text));
  }
  CHECK(parse_size("9223372036854775807") == 9'223'372'036'854'775'807U);
}

TEST_CASE("An e-mail address has a local part and a domain") {
  for (const char* text : {"news@example.org", "a.b+c@example.org", "root@localhost"}) {
    INFO(text);
    CHECK(is_email(text));
  }
  for (const char* text : {"", "news", "@example.org", "news@", "news @example.org", "a..b@c.org",
                           "a@b..org", "TURN <news@example.org>", "a@b@c", "a@b.org\n"}) {
    INFO(text);
    CHECK_FALSE(is_email(text));
  }
}

TEST_CASE("A language tag is by the syntax of RFC 5646") {
  for (const char* text : {"en", "en-US", "de-CH-1996", "zh-Hant-TW", "es-419"}) {
    INFO(text);
    CHECK(is_language_tag(text));
  }
  for (const char* text :
       {"", "e", "english language", "en_US", "en-", "-en", "en--US", "12", "en-toolongsubtag"}) {
    INFO(text);
    CHECK_FALSE(is_language_tag(text));
  }
}

TEST_CASE("A source id is small letters, digits and hyphens") {
  CHECK(is_source_id("casel"));
  CHECK(is_source_id("great-lakes-2"));
  CHECK_FALSE(is_source_id(""));
  CHECK_FALSE(is_source_id("CASEL"));
  CHECK_FALSE(is_source_id("a_b"));
  CHECK_FALSE(is_source_id("a/b"));
  CHECK(is_source_id(std::string(64, 'a')));
  CHECK_FALSE(is_source_id(std::string(65, 'a')));
}

TEST_CASE("A feed name is a plain file name") {
  CHECK(is_feed_name("all"));
  CHECK(is_feed_name("News_2.0-x"));
  CHECK_FALSE(is_feed_name(""));
  CHECK_FALSE(is_feed_name(".hidden"));
  CHECK_FALSE(is_feed_name("../all"));
  CHECK_FALSE(is_feed_name("a b"));
  CHECK_FALSE(is_feed_name("-rf"));
}

TEST_CASE("An id made from a name keeps its letters and digits") {
  CHECK(id_from_name("CASEL") == "casel");
  CHECK(id_from_name("Great Lakes TURN") == "great-lakes-turn");
  CHECK(id_from_name("  Labor & Management (CA) ") == "labor-management-ca");
  CHECK(id_from_name("Café 21") == "caf-21");
  CHECK(id_from_name("日本").empty());
  CHECK(id_from_name(std::string(63, 'a') + " b") == std::string(63, 'a'));
  CHECK(id_from_name(std::string(100, 'a')) == std::string(64, 'a'));
}

}  // namespace

}  // namespace values_test
