// SPDX-License-Identifier: MIT
#include "config/feeds.h"

#include <catch2/catch.hpp>

namespace feeds_test {

using namespace syndic::config;
using Names = std::vector<std::string>;

namespace {

std::vector<Source> sources() {
  return {{.id = "casel", .name = "CASEL", .groups = {"partners"}},
          {.id = "cec", .groups = {"partners", "SEL & more"}},
          {.id = "turn", .name = "TURN", .groups = {"turn"}}};
}

Names names(const std::vector<Feed>& feeds) {
  Names names;
  for (const Feed& feed : feeds) names.push_back(feed.name + " | " + feed.title);
  return names;
}

Names taken(const Feed& feed) {
  Names taken;
  for (const Source& source : sources()) {
    if (takes_from(feed, source)) taken.push_back(source.id);
  }
  return taken;
}

}  // namespace

TEST_CASE("A feed takes in groups and sources, but none that it excepts") {
  CHECK(taken({.name = "all"}) == Names{"casel", "cec", "turn"});
  CHECK(taken({.name = "all", .except = {"cec"}}) == Names{"casel", "turn"});
  CHECK(taken({.name = "some", .groups = {"partners"}, .except = {"cec"}}) == Names{"casel"});
  CHECK(taken({.name = "some", .groups = {"turn"}, .sources = {"cec"}}) == Names{"cec", "turn"});
}

TEST_CASE("A feed of each source, and one of all others for each") {
  const auto each = each_feed(
      {.name = "by", .title = "News", .groups = {"partners"}, .each = Each::source}, sources());
  CHECK(names(each) == Names{"by-casel | News: CASEL", "by-cec | News: cec"});
  CHECK(taken(each[1]) == Names{"cec"});

  const auto others =
      each_feed({.name = "without", .title = "News without {}", .each = Each::all_but}, sources());
  CHECK(names(others) == Names{"without-casel | News without CASEL",
                               "without-cec | News without cec",
                               "without-turn | News without TURN"});
  CHECK(taken(others[0]) == Names{"cec", "turn"});
  CHECK(names(each_feed({.name = "x", .title = "T", .sources = {"cec"}, .each = Each::all_but},
                        sources())) == Names{"x-cec | T (all but cec)"});
}

TEST_CASE("A feed of each group has those of its sources that are in it") {
  const auto each =
      each_feed({.name = "of", .title = "T", .except = {"casel"}, .each = Each::group}, sources());
  CHECK(names(each) ==
        Names{"of-partners | T: partners", "of-sel-more | T: SEL & more", "of-turn | T: turn"});
  CHECK(taken(each[0]) == Names{"cec"});
  CHECK(names(each_feed({.name = "of", .title = "T", .groups = {"turn"}, .each = Each::group},
                        sources())) == Names{"of-turn | T: turn"});
}

TEST_CASE("A feed of each tag is named in letters that file names have") {
  const auto each = each_feed(
      {.name = "tag", .title = "T", .tags = {"Labor & management", "教育"}, .each = Each::tag},
      sources());
  REQUIRE(each.size() == 2);
  CHECK(each[0].name == "tag-labor-management");
  CHECK(each[0].tags == Names{"Labor & management"});
  CHECK(each[1].name.size() == 12);
  CHECK(each[1].title == "T: 教育");
}

}  // namespace feeds_test
