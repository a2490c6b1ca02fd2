// SPDX-License-Identifier: MIT
#include "pipeline/append.h"

#include <catch2/catch.hpp>

#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

namespace append_test {

using namespace syndic;

namespace {

const std::string kBefore =
    "# Ours.\n[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n\n[[source]]\nid = \"a\"\n"
    "url = \"https://a.example/feed\"\n";

std::vector<std::string> lines_of(const Result<std::vector<pipeline::Appended>>& appended) {
  if (!appended) return {appended.error().message};
  std::vector<std::string> lines;
  for (const pipeline::Appended& each : *appended) {
    lines.push_back(each.id + " | " + each.name + " | " + each.url +
                    (each.is_new ? "" : " | known"));
  }
  return lines;
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("sources are appended together, those whose address is known left out") {
  const test::TempDir dir;
  const auto file = dir.write("syndic.toml", kBefore);
  const std::vector<config::NewSource> sources = {
      {.name = "A again", .url = "https://A.example/feed"},
      {.url = "https://www.b.example/rss"},
      {.name = "B twice", .url = "https://www.b.example/rss"},
      {.name = "A",
       .settings = {{"page.url", "https://c.example/news"}, {"page.item", "//article"}}}};
  CHECK(lines_of(pipeline::append_sources(file, sources)) ==
        Lines{"a |  | https://a.example/feed | known",
              "b-example | b.example | https://www.b.example/rss",
              "b-example | b.example | https://www.b.example/rss | known",
              "a-2 | A | https://c.example/news"});
  const std::string written = test::bytes_of(file);
  CHECK(written == kBefore +
                       "\n[[source]]\nid     = \"b-example\"\nname   = \"b.example\"\n"
                       "url    = \"https://www.b.example/rss\"\n"
                       "\n[[source]]\nid     = \"a-2\"\nname   = \"A\"\n\n[source.page]\n"
                       "url    = \"https://c.example/news\"\nitem   = \"//article\"\n");
  CHECK(lines_of(pipeline::append_sources(file, sources)).back() ==
        "a-2 | A | https://c.example/news | known");
  CHECK(test::bytes_of(file) == written);
}

TEST_CASE("where one source cannot be appended, none is") {
  const test::TempDir dir;
  const auto file = dir.write("syndic.toml", kBefore);
  const config::NewSource good{.name = "B", .url = "https://b.example/feed"};
  CHECK(lines_of(pipeline::append_sources(
            file, {good, {.id = "a", .name = "C", .url = "https://c.example/feed"}})) ==
        Lines{"the id a is taken; choose another with --id"});
  const auto wrong = lines_of(pipeline::append_sources(
      file,
      {good, {.settings = {{"page.url", "https://c.example/"}, {"page.item", "//article["}}}}));
  REQUIRE(wrong.size() == 1);
  CHECK(wrong.front().starts_with(
      "the configuration cannot take a [[source]] more; add it by hand: "));
  CHECK(test::bytes_of(file) == kBefore);
}

}  // namespace append_test
