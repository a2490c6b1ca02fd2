// SPDX-License-Identifier: MIT
//
// What the message about a value says to write in its stead.
#include "config/reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/config/load.h"

namespace reader_test {

using syndic::config::test::mistakes_in;

namespace {

// What is wrong with a source that is otherwise right; `text` begins in line 6.
std::string wrong_in_source(std::string_view text) {
  return mistakes_in(
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid = \"a\"\n" +
      std::string(text));
}

std::string wrong_age(std::string_view age) {
  return mistakes_in(
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[feed]]\nname = \"a\"\nmax_age = \"" +
      std::string(age) + "\"\n");
}

}  // namespace

TEST_CASE("a duration in years or months is told its days") {
  const std::string expected =
      "syndic.toml:6:11: feed.max_age must be a duration in quotes, such as \"90s\", \"10m\", "
      "\"6h\", \"7d\" or \"1h30m\", not ";
  CHECK(wrong_age("1y") == expected + "\"1y\"; a year is \"365d\"\n");
  CHECK(wrong_age("2 Years") == expected + "\"2 Years\"; a year is \"365d\"\n");
  CHECK(wrong_age("6months") == expected + "\"6months\"; a month is \"30d\"\n");
  CHECK(wrong_age("1x") == expected + "\"1x\"\n");
  CHECK(wrong_age("365d").empty());
}

TEST_CASE("a word where a list is due is shown in brackets, an address or a long text is not") {
  const std::string source = "url = \"https://a.example/\"\n";
  const std::string expected =
      "syndic.toml:7:10: source.groups must be a list in brackets, such as ";
  CHECK(wrong_in_source(source + "groups = \"turn\"\n") == expected + "[\"turn\"], not a text\n");
  CHECK(wrong_in_source(source + "groups = \"a, b\"\n") == expected + "[\"…\"], not a text\n");
  CHECK(wrong_in_source(source + "groups = \"\"\n") == expected + "[\"…\"], not a text\n");
  CHECK(wrong_in_source(source + "groups = \"https://u:secret@a.example/\"\n") ==
        expected + "[\"…\"], not a text\n");
  CHECK(wrong_in_source(source + "groups = 7\n") == expected + "[\"…\"], not an integer\n");
  CHECK(wrong_in_source(source + "[publish]\nhubs = \"secret\"\n") ==
        "syndic.toml:8:8: publish.hubs must be a list in brackets, such as [\"…\"], not a text\n");
}

TEST_CASE("a feed's URL may be one of webcal, that of a site may not") {
  const std::string head =
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid = \"a\"\n";
  const syndic::config::test::ConfigFile file(head + "url = \"webcal://c.example/c.ics\"\n");
  const auto config = syndic::config::load(file.path());
  REQUIRE(config);
  CHECK(config->sources.at(0).fetch.url == "https://c.example/c.ics");
  CHECK(wrong_in_source("site = \"webcal://c.example/\"\n") != "");
}

TEST_CASE("a URL with a blank in it is refused and never shown") {
  CHECK(wrong_in_source("url = \"https://a.example/my feed\"\n") ==
        "syndic.toml:6:7: source.url has a blank in it; write %20 for it, or take it out\n");
  CHECK(wrong_in_source("url = \" https://a.example/my%20feed \"\n").empty());
}

TEST_CASE("a path between double quotes whose backslashes became line breaks says so") {
  CHECK(wrong_in_source("path = \"C:\\new\\feeds\"\n") ==
        "syndic.toml:6:8: source.path must be one line; write each backslash as \\\\, or the path "
        "between '…'\n");
  CHECK(wrong_in_source("path = 'feeds\\new'\n").empty());
}

}  // namespace reader_test
