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

std::vector<Feed> feeds_of(const Feed& feed, const std::vector<Source>& from) {
  std::vector<Feed> feeds;
  for (const MadeFeed& made : each_feed(feed, from)) feeds.push_back(made.feed);
  return feeds;
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
  const auto each = feeds_of(
      {.name = "by", .title = "News", .groups = {"partners"}, .each = Each::source}, sources());
  CHECK(names(each) == Names{"by-casel | News: CASEL", "by-cec | News: cec"});
  CHECK(taken(each[1]) == Names{"cec"});

  const auto others =
      feeds_of({.name = "without", .title = "News without {}", .each = Each::all_but}, sources());
  CHECK(names(others) == Names{"without-casel | News without CASEL",
                               "without-cec | News without cec",
                               "without-turn | News without TURN"});
  CHECK(taken(others[0]) == Names{"cec", "turn"});
  CHECK(names(feeds_of({.name = "x", .title = "T", .sources = {"cec"}, .each = Each::all_but},
                       sources())) == Names{"x-cec | T (all but cec)"});
}

TEST_CASE("A feed of each group has those of its sources that are in it") {
  const auto each =
      feeds_of({.name = "of", .title = "T", .except = {"casel"}, .each = Each::group}, sources());
  CHECK(names(each) ==
        Names{"of-partners | T: partners", "of-sel-more | T: SEL & more", "of-turn | T: turn"});
  CHECK(taken(each[0]) == Names{"cec"});
  CHECK(names(feeds_of({.name = "of", .title = "T", .groups = {"turn"}, .each = Each::group},
                       sources())) == Names{"of-turn | T: turn"});
}

TEST_CASE("A feed of each tag is named in letters that file names have") {
  const auto each = feeds_of(
      {.name = "tag", .title = "T", .tags = {"Labor & management", "教育"}, .each = Each::tag},
      sources());
  REQUIRE(each.size() == 2);
  CHECK(each[0].name == "tag-labor-management");
  CHECK(each[0].tags == Names{"Labor & management"});
  CHECK(each[1].name.size() == 12);
  CHECK(each[1].title == "T: 教育");
}

TEST_CASE("Latin letters are those of ASCII in the name of a feed of each") {
  const auto each = feeds_of({.name = "tag",
                              .title = "T",
                              .tags = {"Ärzte", "A\u0308rztinnen", "Łódź & Straße", "Þing"},
                              .each = Each::tag},
                             sources());
  CHECK(names(each) == Names{"tag-arzte | T: Ärzte", "tag-arztinnen | T: A\u0308rztinnen",
                             "tag-lodz-strasse | T: Łódź & Straße", "tag-thing | T: Þing"});
}

TEST_CASE("Values that differ in case alone make one feed, called as the first") {
  CHECK(names(feeds_of(
            {.name = "tag", .title = "T", .tags = {"labor", "LABOR", "Labor "}, .each = Each::tag},
            sources())) == Names{"tag-labor | T: labor"});
  const auto each =
      feeds_of({.name = "of", .title = "T", .each = Each::group},
               {{.id = "a", .groups = {"Labor"}}, {.id = "b", .groups = {"LABOR"}}, {.id = "c"}});
  CHECK(names(each) == Names{"of-labor | T: Labor"});
  CHECK(each[0].sources == Names{"a", "b"});
}

}  // namespace feeds_test
