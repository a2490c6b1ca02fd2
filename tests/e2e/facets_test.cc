// SPDX-License-Identifier: MIT
//
// The feeds that a partner or subscriber chooses from, with the real program: read over HTTP, as
// they would be.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "tests/e2e/network.h"
#include "tests/support/files.h"

namespace facets_e2e_test {

using namespace syndic;
using nlohmann::json;
using Titles = std::vector<std::string>;

namespace {

std::string feed(const std::string& name, int items) {
  std::string feed = "<rss version='2.0'><channel><title>" + name + "</title>";
  for (int i = items; i > 0; --i) {
    const std::string number = std::to_string(i);
    feed += "<item><guid isPermaLink='false'>" + name + number + "</guid><title>" + name + " " +
            number + "</title><pubDate>" + number + " Jan 2026 12:00:00 GMT</pubDate><category>" +
            (i % 2 == 0 ? "Even" : "Odd") + "</category></item>";
  }
  return feed + "</channel></rss>";
}

Titles titles(const test::Network& network, const std::string& file) {
  Titles titles;
  const json parsed = json::parse(test::bytes_of(network.published(file)));
  for (const json& item : parsed.at("items")) titles.push_back(item.at("title"));
  return titles;
}

}  // namespace

TEST_CASE("a partner embeds all but its own news, and a subscriber one tag of all") {
  test::Network network;
  network.add_source("casel", "/casel");
  network.add_source("cec", "/cec");
  network.configure(
      "[[feed]]\nname = \"all\"\nitems = 2\n"
      "[[feed]]\nname = \"without\"\neach = \"all-but\"\n"
      "[[feed]]\nname = \"tag\"\neach = \"tag\"\ntags = [\"even\"]\nitems = 1\n");
  network.server().reply("/casel", {.body = feed("casel", 4)});
  network.server().reply("/cec", {.body = feed("cec", 1)});
  REQUIRE(network.refresh().exit_code == 0);
  CHECK(titles(network, "without-casel.json") == Titles{"cec 1"});
  CHECK(titles(network, "without-cec.json") == Titles{"casel 4", "casel 3", "casel 2", "casel 1"});
  CHECK(titles(network, "tag-even.json") == Titles{"casel 4"});

  // What is older is in the archive that the document leads to, and it leads back.
  pugi::xml_document archive;
  REQUIRE(archive.load_file(network.published("tag-even-archive-1.atom").c_str()));
  const pugi::xml_node entry = archive.child("feed").child("entry");
  CHECK(entry.child_value("title") == std::string("casel 2"));
  CHECK_FALSE(entry.next_sibling("entry"));
  CHECK(archive.child("feed").child("fh:archive"));
}

}  // namespace facets_e2e_test
