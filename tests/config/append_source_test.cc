// SPDX-License-Identifier: MIT
#include "config/append_source.h"

#include <catch2/catch.hpp>

#include "config/config.h"

namespace append_source_test {

using namespace syndic;
using config::with_source;

namespace {

const config::NewSource kSource{.id = "a", .name = "The \"A\"", .url = "https://a.example/feed"};
const std::string kTable =
    "[[source]]\nid     = \"a\"\nname   = \"The \\\"A\\\"\"\nurl    = \"https://a.example/feed\"\n";

}  // namespace

TEST_CASE("a source is put behind the last one, above the comments of the next table") {
  const std::string before =
      "# mine\n[site]\ntitle=\"T\"   # kept\n\n[[source]]\nid = \"x\"\nurl = "
      "\"https://x.example/\"\n"
      "  # of x\n[source.page]\nurl = \"https://x.example/\"\nitem = \"//a\"\n";
  const std::string behind = "\n# The feeds.\n\n# all\n[[feed]]\nname = \"all\"\n";
  CHECK(with_source(before + behind, kSource) == before + "\n" + kTable + behind);
}

TEST_CASE("without a table behind it, or without a source, it comes at the end") {
  CHECK(with_source("[site]\ntitle = \"T\"", kSource) == "[site]\ntitle = \"T\"\n\n" + kTable);
  const std::string text =
      "[site]\ntitle = \"T\"\n[[source]]\nid = \"x\"\nurl = \"https://x.example/\"\n# end\n";
  CHECK(with_source(text, kSource) == text + "\n" + kTable);
}

TEST_CASE("lines end as they do in the file, and groups are listed") {
  config::NewSource source = kSource;
  source.groups = {"turn", "a\\b"};
  const std::string text = with_source("[site]\r\ntitle = \"T\"\r\n", source);
  CHECK(text.find("groups = [\"turn\", \"a\\\\b\"]\r\n") != std::string::npos);
  CHECK(text.find("\r\n\r\n[[source]]\r\nid ") != std::string::npos);
}

TEST_CASE("what comes of it can be read and says the same") {
  config::NewSource source = kSource;
  source.name = "Tab\there \xE2\x80\x94 \\ \"quoted\"";
  source.name.erase(3, 1);
  const auto read = config::read(
      with_source("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n", source), "syndic.toml");
  REQUIRE(read);
  CHECK(read->sources.at(0).name == source.name);
  CHECK(read->sources.at(0).fetch.url == source.url);
}

TEST_CASE("every setting is written as its key has it, those of a page in their own table") {
  const config::NewSource source{.id = "p",
                                 .name = "P",
                                 .url = {},
                                 .groups = {},
                                 .settings = {{"page.url", "https://p.example/"},
                                              {"interval", "6h"},
                                              {"page.item", "//li[@class=\"n\"]"},
                                              {"include", "['/a\\b/', \"c\"]"},
                                              {"max_items", "20"},
                                              {"enabled", "false"},
                                              {"page.detail", "true"}}};
  CHECK(config::source_table(source) ==
        "[[source]]\nid     = \"p\"\nname   = \"P\"\ninterval = \"6h\"\n"
        "include = ['/a\\b/', \"c\"]\nmax_items = 20\nenabled = false\n\n"
        "[source.page]\nurl    = \"https://p.example/\"\n"
        "item   = \"//li[@class=\\\"n\\\"]\"\ndetail = true\n");
  const auto read = config::read(
      with_source("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n", source), "syndic.toml");
  REQUIRE(read);
  CHECK(read->sources.at(0).page->rules.item == "//li[@class=\"n\"]");
  CHECK(read->sources.at(0).page->detail);
  CHECK_FALSE(read->sources.at(0).enabled);
}

}  // namespace append_source_test
