// SPDX-License-Identifier: MIT
//
// After an outage, what a feed has dropped is read from its own archives (RFC 5005 §4).
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"
#include "tests/support/files.h"

namespace archive_test {

using namespace syndic;
using nlohmann::json;

namespace {

// A document of a feed with the items `first` to `last`, a day apart.
std::string document(int first, int last, const std::string& prev_archive) {
  std::string feed =
      "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x:feed</id><title>A</title>"
      "<updated>2026-01-30T00:00:00Z</updated>";
  if (!prev_archive.empty()) feed += "<link rel='prev-archive' href='" + prev_archive + "'/>";
  for (int i = last; i >= first; --i) {
    const std::string two = (i < 10 ? "0" : "") + std::to_string(i);
    feed += "<entry><id>urn:x:" + two + "</id><title>Item " + two + "</title><updated>2026-01-" +
            two + "T00:00:00Z</updated></entry>";
  }
  return feed + "</feed>";
}

std::size_t published(const test::Network& network) {
  return json::parse(test::bytes_of(network.published("all.json"))).at("items").size();
}

}  // namespace

TEST_CASE("a gap is filled from a partner's archives, up to the first that brings nothing new") {
  test::Network network;
  network.add_source("a", "/a");
  network.server().reply("/a", {.body = document(5, 6, "/archive-2")});
  network.server().reply("/archive-0", {.body = document(1, 2, "")});
  network.server().reply("/archive-1", {.body = document(3, 4, "/archive-0")});
  network.server().reply("/archive-2", {.body = document(5, 6, "/archive-1")});
  network.server().reply("/archive-3", {.body = document(7, 8, "/archive-2")});
  network.server().reply("/archive-4", {.body = document(9, 10, "/archive-3")});
  REQUIRE(network.refresh().exit_code == 0);
  CHECK(network.server().requests("/archive-2").empty());  // Nothing is known to be missing.
  CHECK(published(network) == 2);

  network.server().reply("/a", {.body = document(11, 12, "/archive-4")});
  const auto report = network.refresh({"--force"}, "2026-01-31T13:00:00Z");
  REQUIRE(report.exit_code == 0);
  CHECK(json::parse(report.out).at("sources").at(0).at("new") == 6);
  CHECK(published(network) == 8);
  CHECK(network.server().requests("/archive-4").size() == 1);
  CHECK(network.server().requests("/archive-3").size() == 1);
  CHECK(network.server().requests("/archive-2").size() == 1);
  CHECK(network.server().requests("/archive-1").empty());
}

TEST_CASE("without a gap no archive is asked, and one on another host never is") {
  test::Network network;
  test::FaultServer other("127.0.0.2");
  other.reply("/archive", {.body = document(1, 2, "")});
  network.add_source("a", "/a");
  network.server().reply("/a", {.body = document(5, 6, "/archive")});
  network.server().reply("/archive", {.body = document(3, 4, "")});
  REQUIRE(network.refresh().exit_code == 0);
  network.server().reply("/a", {.body = document(6, 7, "/archive")});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T13:00:00Z").exit_code == 0);
  CHECK(network.server().requests("/archive").empty());
  const std::string elsewhere = "http://127.0.0.2:" + std::to_string(other.port()) + "/archive";
  network.server().reply("/a", {.body = document(20, 21, elsewhere)});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T14:00:00Z").exit_code == 0);
  CHECK(other.requests().empty());
}

TEST_CASE("archives that lead to one another in a circle, or for ever, come to an end") {
  test::Network network;
  network.add_source("a", "/a");
  network.server().reply("/a", {.body = document(1, 1, "")});
  REQUIRE(network.refresh().exit_code == 0);
  network.server().reply("/a", {.body = document(30, 30, "/1")});
  network.server().reply("/1", {.body = document(28, 29, "/2")});
  network.server().reply("/2", {.body = document(26, 27, "/1")});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T13:00:00Z").exit_code == 0);
  CHECK(network.server().requests("/1").size() == 1);
  CHECK(published(network) == 6);
}

TEST_CASE("new items of archives count in max_new_per_day, and what is too many is said") {
  test::Network network;
  network.add_source("a", "/a");
  network.configure("max_new_per_day = 5");
  network.server().reply("/a", {.body = document(1, 1, "")});
  REQUIRE(network.refresh({}, "2026-01-30T12:00:00Z").exit_code == 0);
  network.server().reply("/a", {.body = document(30, 30, "/1")});
  network.server().reply("/1", {.body = document(26, 29, "/2")});
  network.server().reply("/2", {.body = document(22, 25, "/3")});
  const auto report = network.refresh({"--force"}, "2026-01-31T13:00:00Z");
  CHECK(json::parse(report.out).at("sources").at(0).at("new") == 5);
  CHECK(published(network) == 6);
  CHECK_THAT(report.out, Catch::Contains("left out 4 items of its archives, which are too many new "
                                         "ones for a day (max_new_per_day)"));
  CHECK(network.server().requests("/3").empty());

  network.server().reply("/a", {.body = document(31, 31, "/4")});
  network.server().reply("/4", {.body = document(20, 21, "")});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T14:00:00Z").exit_code == 0);
  CHECK(published(network) == 6);
}

}  // namespace archive_test
