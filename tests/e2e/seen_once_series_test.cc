// SPDX-License-Identifier: MIT
//
// Fetches over days in which several partners carry the same items: what subscribers see.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "tests/e2e/network.h"

namespace seen_once_series_test {

using namespace syndic::test;
using nlohmann::json;

namespace {

constexpr const char* kDay1 = "2026-01-31T12:00:00Z";
constexpr const char* kDay2 = "2026-02-01T12:00:00Z";
constexpr const char* kDay3 = "2026-02-02T12:00:00Z";

constexpr const char* kStory =
    "After nine months of talks the teachers of Portland and their district have agreed on how new "
    "colleagues are to be welcomed. Each of them will have a mentor for two years, and the mentors "
    "will have one day a week for it. The plan is paid for from what the district saves when fewer "
    "teachers leave in their first years.";
constexpr const char* kOtherStory =
    "The bus drivers of Portland have signed a contract for the next three years. It brings higher "
    "wages for early shifts and an end to shifts that are split in two. Parents had feared a "
    "strike "
    "in the first week of school, which the board could avert by a vote at midnight.";

// An item of an RSS feed; `more` are further elements.
std::string item(const std::string& link, const std::string& title, const std::string& day,
                 const std::string& text, const std::string& more = "") {
  return "<item><title>" + title + "</title><link>" + link + "</link><guid>" + link +
         "</guid><pubDate>" + day + " 08:00:00 GMT</pubDate><description>" + text +
         "</description>" + more + "</item>";
}

std::string channel(const std::string& home, const std::string& items) {
  return "<rss version=\"2.0\"><channel><title>" + home + "</title><link>" + home +
         "</link><description>News</description>" + items + "</channel></rss>";
}

// Each item of NAME.json on a line: link, source, who else has it, tags, attachments.
std::string seen(const Network& network, const std::string& name = "all") {
  std::string lines;
  const json feed = json::parse(bytes_of(network.published(name + ".json")));
  for (const json& item : feed.at("items")) {
    const json& facts = item.at("_syndic");
    lines += item.at("url").get<std::string>() + " from " +
             facts.at("source").at("id").get<std::string>();
    if (facts.contains("also_in")) lines += " also_in " + facts.at("also_in").dump();
    json tags = item.at("tags");
    const std::string kind = tags.back();  // Which every item has.
    CHECK((kind == "Read" || kind == "Listen"));
    tags.erase(tags.size() - 1);
    if (!tags.empty()) lines += " tags " + tags.dump();
    if (item.contains("attachments")) {
      for (const json& file : item.at("attachments")) {
        lines += " file " + file.at("url").get<std::string>();
      }
    }
    lines += "\n";
  }
  return lines;
}

// Where the entries of NAME.atom say that they come by.
std::string vias(const Network& network, const std::string& name = "all") {
  pugi::xml_document atom;
  REQUIRE(atom.load_file(network.published(name + ".atom").c_str()));
  std::string lines;
  for (const auto& link : atom.select_nodes("/feed/entry/link[@rel='via']")) {
    lines += std::string(link.node().attribute("title").value()) + " " +
             link.node().attribute("href").value() + "\n";
  }
  return lines;
}

void refresh(Network& network, const char* when) {
  const Finished run = network.refresh({"--force"}, when);
  INFO(run.out + run.err);
  REQUIRE(run.exit_code == 0);
}

const std::string kLink = "https://owner.example/mentors";
const std::string kTitle = "An agreement in Portland";
const std::string kDate = "Fri, 30 Jan 2026";
const std::string kOwner = channel("https://owner.example/", item(kLink, kTitle, kDate, kStory));
const std::string kPartner =
    channel("https://partner.example/",
            item(kLink + "?utm_source=feed", kTitle, kDate, "What our friends are up to."));

}  // namespace

TEST_CASE("who had an item first keeps it when its owner comes a day later") {
  Network network;
  network.add_source("partner", "/partner");
  network.add_source("owner", "/owner");
  network.server().reply("/partner", {.body = kPartner});
  network.server().reply("/owner", {.body = channel("https://owner.example/", "")});
  refresh(network, kDay1);
  CHECK(seen(network) == "https://owner.example/mentors from partner\n");
  CHECK(vias(network).empty());

  network.server().reply("/owner", {.body = kOwner});
  refresh(network, kDay2);
  CHECK(seen(network) == "https://owner.example/mentors from partner also_in [\"owner\"]\n");
  // The page is the same, so the way leads to the owner's feed.
  CHECK(vias(network) == "owner " + network.server().url("/owner") + "\n");

  refresh(network, kDay3);
  CHECK(seen(network) == "https://owner.example/mentors from partner also_in [\"owner\"]\n");
}

TEST_CASE("in one run the owner of the link's host wins, in whatever order the sources stand") {
  for (const bool owner_first : {true, false}) {
    CAPTURE(owner_first);
    Network network;
    if (owner_first) network.add_source("z-owner", "/owner");
    network.add_source("a-partner", "/partner");
    if (!owner_first) network.add_source("z-owner", "/owner");
    network.server().reply("/partner", {.body = kPartner});
    network.server().reply("/owner", {.body = kOwner});
    refresh(network, kDay1);
    CHECK(seen(network) == "https://owner.example/mentors from z-owner also_in [\"a-partner\"]\n");
  }
}

TEST_CASE("an aggregator's copy that comes a day after its owner's never takes its place") {
  Network network;
  network.add_source("a-partner", "/partner");
  network.add_source("z-owner", "/owner");
  network.server().reply("/partner", {.body = channel("https://partner.example/", "")});
  network.server().reply("/owner", {.body = kOwner});
  refresh(network, kDay1);
  CHECK(seen(network) == "https://owner.example/mentors from z-owner\n");
  network.server().reply("/partner", {.body = kPartner});
  refresh(network, kDay2);
  CHECK(seen(network) == "https://owner.example/mentors from z-owner also_in [\"a-partner\"]\n");
  // Nor where it has left its owner's feed.
  network.server().reply("/owner", {.body = channel("https://owner.example/", "")});
  refresh(network, kDay3);
  CHECK(seen(network) == "https://owner.example/mentors from z-owner also_in [\"a-partner\"]\n");
}

TEST_CASE("nearly the same text under one title is one item within days, and not after a week") {
  Network network;
  network.add_source("east", "/east");
  network.add_source("west", "/west");
  const std::string east = item("https://east.example/1", kTitle, kDate, kStory);
  network.server().reply("/east", {.body = channel("https://east.example/", east)});
  network.server().reply("/west", {.body = channel("https://west.example/", "")});
  refresh(network, kDay1);

  const std::string west = item("https://west.example/a", "An Agreement in Portland!",
                                "Sun, 01 Feb 2026", std::string(kStory) + " Read more at east.");
  network.server().reply("/west", {.body = channel("https://west.example/", west)});
  refresh(network, kDay2);
  CHECK(seen(network) == "https://east.example/1 from east also_in [\"west\"]\n");
  CHECK(vias(network) == "west https://west.example/a\n");

  const std::string again = item("https://west.example/b", kTitle, "Sat, 07 Feb 2026", kStory);
  network.server().reply("/west", {.body = channel("https://west.example/", again + west)});
  refresh(network, "2026-02-07T12:00:00Z");
  CHECK(seen(network) ==
        "https://west.example/b from west\n"
        "https://east.example/1 from east also_in [\"west\"]\n");
}

TEST_CASE("other text under the same title is another item") {
  Network network;
  network.add_source("east", "/east");
  network.add_source("west", "/west");
  network.server().reply("/east",
                         {.body = channel("https://east.example/",
                                          item("https://east.example/1", kTitle, kDate, kStory))});
  network.server().reply(
      "/west", {.body = channel("https://west.example/",
                                item("https://west.example/1", kTitle, kDate, kOtherStory))});
  refresh(network, kDay1);
  CHECK(seen(network) == "https://east.example/1 from east\nhttps://west.example/1 from west\n");
}

TEST_CASE("our own item that comes back through a partner stays ours") {
  Network network;
  network.add_source("planet", "/planet");
  network.server().reply(
      "/planet",
      {.body = channel("https://planet.example/",
                       item("https://casel.example/1", kTitle, kDate, kStory,
                            "<source url=\"https://www.example.org/feeds/all.rss\">Us</source>"))});
  refresh(network, kDay1);
  CHECK(seen(network) == "https://casel.example/1 from planet\n");

  // Whoever else has it comes before the echo, though later.
  network.add_source("reprint", "/reprint");
  network.server().reply("/reprint",
                         {.body = channel("https://reprint.example/",
                                          item("https://casel.example/1", kTitle, kDate, kStory))});
  refresh(network, kDay2);
  CHECK(seen(network) == "https://casel.example/1 from reprint also_in [\"planet\"]\n");
}

TEST_CASE("when a source leaves the configuration another takes its items over") {
  Network before;
  before.server().reply("/partner", {.body = kPartner});
  before.server().reply("/owner", {.body = kOwner});
  before.add_source("partner", "/partner");
  before.add_source("owner", "/owner");
  before.configure(
      "[[feed]]\nname = \"all\"\n[[feed]]\nname = \"some\"\nsources = [\"partner\"]\n");
  refresh(before, kDay1);
  CHECK(seen(before) == "https://owner.example/mentors from owner also_in [\"partner\"]\n");
  CHECK(seen(before, "some") == "https://owner.example/mentors from partner\n");

  const std::string all = bytes_of(before.config_file());
  const std::size_t owner = all.find("[[source]]\nid = \"owner\"");
  const std::size_t feeds = all.find("[[feed]]");
  REQUIRE((owner != std::string::npos && feeds != std::string::npos));
  before.dir().write("without.toml", all.substr(0, owner) + all.substr(feeds));
  const Finished run = Process({syndic_binary(), "refresh", "--offline", "-c",
                                (before.dir() / "without.toml").string()},
                               {{"SYNDIC_NOW", kDay2}})
                           .wait();
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(seen(before) == "https://owner.example/mentors from partner\n");
}

TEST_CASE("what the others say of an item is joined to it") {
  Network network;
  network.add_source("owner", "/owner");
  network.add_source("partner", "/partner");
  network.server().reply(
      "/owner", {.body = channel("https://owner.example/", item(kLink, kTitle, kDate, kStory,
                                                                "<category>Mentors</category>"))});
  network.server().reply(
      "/partner",
      {.body = channel("https://partner.example/",
                       item(kLink, kTitle, kDate, kStory,
                            "<category>mentors</category><category>Portland</category><enclosure "
                            "url=\"https://partner.example/talk.mp3\" type=\"audio/mpeg\" "
                            "length=\"1\"/>"))});
  refresh(network, kDay1);
  CHECK(seen(network) ==
        "https://owner.example/mentors from owner also_in [\"partner\"] "
        "tags [\"Mentors\",\"Portland\"] file https://partner.example/talk.mp3\n");
}

TEST_CASE("dedupe = false lets every source's item stand, under ids that are unique") {
  Network network;
  network.add_source("owner", "/owner");
  network.add_source("partner", "/partner");
  network.server().reply("/owner", {.body = kOwner});
  network.server().reply("/partner", {.body = channel("https://partner.example/",
                                                      item(kLink, kTitle, kDate, kStory))});
  network.configure("[[feed]]\nname = \"all\"\n[[feed]]\nname = \"raw\"\ndedupe = false\n");
  refresh(network, kDay1);
  CHECK(seen(network) == "https://owner.example/mentors from owner also_in [\"partner\"]\n");
  const std::string raw = seen(network, "raw");
  CHECK(raw ==
        "https://owner.example/mentors from owner\nhttps://owner.example/mentors from partner\n");
  CHECK(vias(network, "raw").empty());
  const json feed = json::parse(bytes_of(network.published("raw.json")));
  CHECK(feed.at("items").at(0).at("id") == "https://owner.example/mentors");
  CHECK(feed.at("items").at(1).at("id").get<std::string>().starts_with("urn:uuid:"));
}

}  // namespace seen_once_series_test
