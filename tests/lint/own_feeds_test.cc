// SPDX-License-Identifier: MIT
//
// What syndic itself publishes has none of the faults that it finds in others' feeds.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "tests/write/sample.h"
#include "write/feed_writer.h"

namespace own_feeds_test {

using namespace syndic;

namespace {

std::vector<std::string> ids_of(const std::string& bytes, std::string_view url) {
  std::vector<std::string> ids;
  for (const lint::Finding& finding : lint::lint_document({.bytes = bytes,
                                      .content_type = {},
                                      .url = url,
                                      .now = test::at("2022-02-01T12:00:00Z")})) {
    ids.push_back(std::string(finding.rule->id) + ": " + finding.example);
  }
  return ids;
}

}  // namespace

TEST_CASE("nothing is found in a feed of our own, in any format") {
  constexpr std::string_view kUrl = "https://turn.example/feed";
  write::Document document = test::full_document();
  document.is_published = true;
  for (const write::Format format :
       {write::Format::rss, write::Format::atom, write::Format::json}) {
    const std::string bytes = write::render(document, format, kUrl);
    INFO(bytes);
    CHECK(ids_of(bytes, kUrl) == std::vector<std::string>());
  }
}

TEST_CASE("of a feed of our own without items only that is found") {
  constexpr std::string_view kUrl = "https://turn.example/feed";
  write::Document document = test::full_document();
  document.is_published = true;
  document.entries.clear();
  document.updated.reset();
  for (const write::Format format :
       {write::Format::rss, write::Format::atom, write::Format::json}) {
    const std::string bytes = write::render(document, format, kUrl);
    INFO(bytes);
    CHECK(ids_of(bytes, kUrl) == std::vector<std::string>{"feed-empty: "});
  }
}

}  // namespace own_feeds_test
