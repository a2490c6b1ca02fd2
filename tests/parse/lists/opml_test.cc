// SPDX-License-Identifier: MIT
#include "parse/lists/opml.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace opml_reader_test {

using namespace syndic;

namespace {

using Groups = std::vector<std::string>;
using Settings = std::vector<std::pair<std::string, std::string>>;

model::SourceList list_of(const std::string& body,
                          const std::string& root = "<opml version='2.0'>") {
  auto list = parse::read_opml(root + "<head><title> Our  list </title></head><body>" + body +
                               "</body></opml>");
  REQUIRE(list);
  return *std::move(list);
}

}  // namespace

TEST_CASE("outlines with an address are sources, the others folders") {
  const auto list = list_of(
      "<outline text='Casel' xmlUrl='https://casel.example/feed' htmlUrl='https://casel.example/'/>"
      "<outline text='Regions'><outline title='East &amp; more' text='x' type='rss' "
      "xmlUrl='feed://east.example/rss'/><outline text='Far'>"
      "<outline text='West' xmlurl='feed:https://west.example/atom'/></outline></outline>");
  CHECK(list.title == "Our list");
  REQUIRE(list.sources.size() == 3);
  CHECK(list.sources[0].name == "Casel");
  CHECK(list.sources[0].url == "https://casel.example/feed");
  CHECK(list.sources[0].site == "https://casel.example/");
  CHECK(list.sources[0].groups.empty());
  CHECK(list.sources[1].name == "East & more");
  CHECK(list.sources[1].url == "http://east.example/rss");
  CHECK(list.sources[1].groups == Groups{"Regions"});
  CHECK(list.sources[2].url == "https://west.example/atom");
  CHECK(list.sources[2].groups == Groups{"Regions", "Far"});
}

TEST_CASE("a source in several folders comes once, in all their groups") {
  const auto list = list_of(
      "<outline text='A'><outline text='S' xmlUrl='https://s.example/'/></outline>"
      "<outline text='B'><outline text='S' xmlUrl='https://s.example/'/></outline>");
  REQUIRE(list.sources.size() == 1);
  CHECK(list.sources[0].groups == Groups{"A", "B"});
}

TEST_CASE("attributes of our namespace are settings, by whatever prefix") {
  const auto list =
      list_of("<outline text='P' s:id='p' s:page.item='//li' other:id='x'/>",
              "<opml version='2.0' xmlns:s='urn:syndic:source' xmlns:other='urn:other'>");
  REQUIRE(list.sources.size() == 1);
  CHECK(list.sources[0].url.empty());
  CHECK(list.sources[0].settings == Settings{{"id", "p"}, {"page.item", "//li"}});
}

TEST_CASE("what is no address is left out with a note, and ill-formed lists are read") {
  const auto list = list_of(
      "<outline text='J' xmlUrl='javascript:alert(1)'/>"
      "<outline text='A & B' xmlUrl='https://a.example/?x=1&y=2'><outline text=broken");
  REQUIRE(list.sources.size() == 1);
  CHECK(list.sources[0].name == "A & B");
  CHECK(list.sources[0].url == "https://a.example/?x=1&y=2");
  CHECK(list.notes ==
        std::vector<std::string>{"J is at javascript:alert(1), which is no http or https address"});
}

TEST_CASE("what names no source is no list") {
  for (const char* text : {"", "<rss/>", "<opml/>", "<opml><body/></opml>",
                           "<opml><body><outline text='a'/></body></opml>", "plain words"}) {
    CAPTURE(text);
    const auto list = parse::read_opml(text);
    REQUIRE_FALSE(list);
    CHECK(list.error().code == Errc::unknown_format);
  }
}

TEST_CASE("deep and endless lists end") {
  std::string deep = "<opml><body>";
  for (int i = 0; i < 100'000; ++i) deep += "<outline text='a'>";
  CHECK_FALSE(parse::read_opml(deep));
  std::string many = "<opml><body>";
  for (int i = 0; i < 6'000; ++i) {
    many += "<outline text='a' xmlUrl='https://a.example/" + std::to_string(i) + "'/>";
  }
  const auto list = parse::read_opml(many + "</body></opml>");
  REQUIRE(list);
  CHECK(list->sources.size() == 5'000);
  CHECK(list->notes.size() == 1);
}

}  // namespace opml_reader_test
