// SPDX-License-Identifier: MIT
//
// What readers see while files change: whole documents that belong together, and never worse ones.
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <thread>

#include "tests/e2e/network.h"
#include "tests/support/files.h"

namespace publish_safely_test {

using namespace syndic;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

std::string feed_of(int round) {
  std::string feed = "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x:f</id><title>A</title>";
  for (int i = 0; i < 8; ++i) {
    feed += "<entry><id>urn:x:" + std::to_string(i) + "</id><title>Round " + std::to_string(round) +
            "</title><updated>2026-01-0" + std::to_string(i + 1) + "T00:00:00Z</updated></entry>";
  }
  return feed + "</feed>";
}

// Whether all of a document is of one round, and it is well-formed.
bool is_whole_json(const std::string& bytes) {
  const auto feed = nlohmann::json::parse(bytes, nullptr, false);
  if (feed.is_discarded() || feed.at("items").size() != 8) return false;
  for (const auto& item : feed.at("items")) {
    if (item.at("title") != feed.at("items").at(0).at("title")) return false;
  }
  return true;
}

bool is_whole_atom(const std::string& bytes) {
  pugi::xml_document document;
  if (!document.load_string(bytes.c_str())) return false;
  const std::string first = document.child("feed").child("entry").child_value("title");
  int entries = 0;
  for (const pugi::xml_node entry : document.child("feed").children("entry")) {
    if (entry.child_value("title") != first) return false;
    ++entries;
  }
  return entries == 8;
}

}  // namespace

TEST_CASE("a reader never sees a partial or mixed document while refresh runs again and again") {
  test::Network network;
  network.add_source("a", "/a");
  network.server().reply("/a", {.body = feed_of(0)});
  REQUIRE(network.refresh().exit_code == 0);
  std::atomic<bool> done = false;
  std::atomic<int> reads = 0;
  std::atomic<int> faults = 0;
  std::thread reader([&] {
    while (!done) {
      if (!is_whole_json(test::bytes_of(network.published("all.json")))) ++faults;
      if (!is_whole_atom(test::bytes_of(network.published("all.atom")))) ++faults;
      ++reads;
    }
  });
  for (int round = 1; round <= 20; ++round) {
    network.server().reply("/a", {.body = feed_of(round)});
    const std::string hour = (round < 10 ? "0" : "") + std::to_string(round);
    CHECK(network.refresh({"--force"}, "2026-02-01T" + hour + ":00:00Z").exit_code == 0);
  }
  done = true;
  reader.join();
  CHECK(reads > 20);
  CHECK(faults == 0);
  CHECK_THAT(test::bytes_of(network.published("all.json")), Contains("Round 20"));
  for (const auto& entry : fs::directory_iterator(network.dir().path() / "public")) {
    CHECK_THAT(entry.path().filename().string(), !Contains(".tmp"));
  }
}

TEST_CASE("a feed that would lose most of its items keeps them until it is accepted") {
  test::Network network;
  network.add_source("a", "/a");
  network.add_source("b", "/b");
  network.server().reply("/a", {.body = feed_of(1)});
  network.server().reply("/b", {.body = test::rss_feed("b", {"B1"})});
  REQUIRE(network.refresh().exit_code == 0);
  const std::string before = test::bytes_of(network.published("all.atom"));
  network.remove_sources();
  network.add_source("b", "/b");
  const auto held = network.refresh({"--force"}, "2026-01-31T13:00:00Z");
  CHECK(held.exit_code == 1);
  CHECK_THAT(held.err,
             Contains("the feed all would lose 8 of its 9 items at once; see syndic why urn:x:") &&
                 Contains("every file is as it was"));
  CHECK(nlohmann::json::parse(held.out).at("withheld").size() == 1);
  CHECK(nlohmann::json::parse(held.out).at("feeds").at(0).at("written") == false);
  CHECK(test::bytes_of(network.published("all.atom")) == before);
  const auto again = network.refresh({"--quiet"}, "2026-01-31T13:15:00Z");
  CHECK(again.exit_code == 1);
  CHECK(again.err.empty());
  CHECK(network.refresh({"--accept"}, "2026-01-31T14:00:00Z").exit_code == 0);
  CHECK(test::bytes_of(network.published("all.atom")) != before);
}

TEST_CASE("a feed that would lose most of its items holds up no other feed and no page") {
  test::Network network;
  network.add_source("a", "/a");
  network.add_source("b", "/b");
  network.configure("[[feed]]\nname = \"all\"\n[[feed]]\nname = \"flt\"\nitems = 5");
  network.server().reply("/a", {.body = feed_of(1)});
  network.server().reply("/b", {.body = test::rss_feed("b", {"B1"})});
  REQUIRE(network.refresh().exit_code == 0);
  const std::vector<std::string> files = {"flt.atom", "flt.json", "flt.rss", "flt-archive-1.json"};
  const auto bytes_of_flt = [&] {
    std::string bytes;
    for (const std::string& name : files) bytes += test::bytes_of(network.published(name));
    return bytes;
  };
  const std::string before = bytes_of_flt();
  network.server().reply("/b", {.body = test::rss_feed("b", {"B2", "B1"})});
  network.configure("include = [\"B2\"]\narchive = false");
  const auto held = network.refresh({"--force"}, "2026-01-31T13:00:00Z");
  CHECK(held.exit_code == 1);
  CHECK_THAT(held.err, Contains("the feed flt would lose 5 of its 5 items at once; ") &&
                           Contains(", and take it with syndic refresh --accept flt\n") &&
                           Contains("; all else is published\n") &&
                           !Contains("nothing was published"));
  CHECK(bytes_of_flt() == before);
  CHECK_THAT(test::bytes_of(network.published("all.json")), Contains("B2"));
  CHECK_THAT(test::bytes_of(network.published("index.html")), Contains("B2"));
  const auto report = nlohmann::json::parse(held.out);
  CHECK(report.at("feeds").at(0).at("written") == true);
  CHECK(report.at("feeds").at(1).at("written") == false);
  CHECK_FALSE(report.contains("unused_files"));

  const auto again = network.refresh({"--quiet"}, "2026-01-31T13:15:00Z");
  CHECK(again.exit_code == 1);
  CHECK(again.err.empty());
  const auto unknown = network.refresh({"--accept", "flz"}, "2026-01-31T13:30:00Z");
  CHECK(unknown.exit_code == 2);
  CHECK_THAT(unknown.err, Contains("error: --accept flz: ") &&
                              Contains(" has no feed of that name; did you mean flt?\n"));
  CHECK(network.refresh({"--accept", "all"}, "2026-01-31T14:00:00Z").exit_code == 1);
  CHECK(bytes_of_flt() == before);
  CHECK(network.refresh({"--accept", "flt"}, "2026-01-31T15:00:00Z").exit_code == 0);
  const auto flt = nlohmann::json::parse(test::bytes_of(network.published("flt.json")));
  REQUIRE(flt.at("items").size() == 1);
  CHECK(flt.at("items").at(0).at("title") == "B2");
}

TEST_CASE("the archives of a feed that was held back are written once it is not") {
  test::Network network;
  network.add_source("a", "/a");
  network.configure("[[feed]]\nname = \"all\"\nitems = 5");
  network.server().reply("/a", {.body = feed_of(1)});
  REQUIRE(network.refresh().exit_code == 0);
  const std::string archive = test::bytes_of(network.published("all-archive-1.json"));
  network.remove_sources();
  network.add_source("b", "/b");
  network.server().reply("/b",
                         {.body = test::rss_feed("b", {"B7", "B6", "B5", "B4", "B3", "B2", "B1"})});
  CHECK(network.refresh({"--force"}, "2026-01-31T13:00:00Z").exit_code == 1);
  CHECK(test::bytes_of(network.published("all-archive-1.json")) == archive);
  CHECK(network.refresh({"--accept"}, "2026-01-31T14:00:00Z").exit_code == 0);
  const auto after = nlohmann::json::parse(test::bytes_of(network.published("all-archive-1.json")));
  REQUIRE(after.at("items").size() == 2);
  CHECK(after.at("items").at(0).at("title") == "B2");
}

TEST_CASE("where every source fails the files stay, and what is cut is restored") {
  test::Network network;
  network.add_source("a", "/a");
  network.configure("[[feed]]\nname = \"all\"\nmax_age = \"27d\"\narchive = false");
  network.server().reply("/a", {.body = feed_of(1)});
  REQUIRE(network.refresh().exit_code == 0);
  const std::string before = test::bytes_of(network.published("all.atom"));
  network.server().reply("/a", {.status = 500});
  fs::resize_file(network.published("all.rss"), 10);
  // By its age, another item would go now.
  const auto run = network.refresh({"--force"}, "2026-02-01T13:00:00Z");
  CHECK(run.exit_code == 1);
  CHECK(run.err.find("error: the only source that was asked failed: ") != std::string::npos);
  CHECK(test::bytes_of(network.published("all.atom")) == before);
  CHECK(test::bytes_of(network.published("all.rss")).size() > 100);
}

}  // namespace publish_safely_test
