// SPDX-License-Identifier: MIT
//
// A list of sources compared to what is remembered of it.
#include "pipeline/lists/compared.h"

#include <catch2/catch.hpp>

#include "config/listed.h"

namespace compared_test {

using namespace syndic;
using pipeline::IdRegistry;
using pipeline::Joining;
using Strings = std::vector<std::string>;

namespace {

const model::Timestamp kStart(boost::gregorian::date(2026, 2, 1));

model::Timestamp day(int number) { return kStart + boost::gregorian::days(number - 1); }

model::SourceList list_of(const Strings& hosts) {
  model::SourceList list;
  for (const std::string& host : hosts) {
    list.sources.push_back({.name = "The " + host,
                            .url = "https://" + host + ".example/feed",
                            .site = {},
                            .groups = {},
                            .settings = {}});
  }
  return list;
}

/// "ID", "ID (since DAY)" of one that is not listed, "ID (left)", with "+" where it joined quietly.
Strings told(const std::vector<model::ListMember>& members) {
  Strings lines;
  for (const model::ListMember& member : members) {
    std::string line = member.id + (member.joined ? "+" : "");
    if (member.has_left) {
      line += " (left)";
    } else if (member.unlisted_since) {
      line += " (since " + std::to_string((*member.unlisted_since - kStart).hours() / 24 + 1) + ")";
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("A list is remembered in its order, and what is out of it leaves after a week") {
  IdRegistry ids;
  const auto read = [&](const auto& before, const Strings& hosts, int at) {
    auto members = pipeline::compared(before, list_of(hosts), "list", {day(at), at > 1}, ids);
    pipeline::see_off(members, day(at));
    return members;
  };
  auto members = read(std::vector<model::ListMember>(), {"a", "b", "c"}, 1);
  CHECK(told(members) == Strings{"the-a", "the-b", "the-c"});
  members = read(members, {"d", "c", "a"}, 2);
  CHECK(told(members) == Strings{"the-d+", "the-c", "the-a", "the-b (since 2)"});
  members = read(members, {"c"}, 8);
  CHECK(told(members) ==
        Strings{"the-c", "the-d+ (since 8)", "the-a (since 8)", "the-b (since 2)"});
  // It is back within its week, as if it had been there.
  members = read(members, {"c", "a"}, 9);
  CHECK(told(members) == Strings{"the-c", "the-a", "the-d+ (since 8)", "the-b (left)"});
  CHECK(read(members, {}, 9).empty());
  // It is back after that, and joins again.
  members = read(members, {"b"}, 10);
  CHECK(told(members) ==
        Strings{"the-b+", "the-c (since 10)", "the-a (since 10)", "the-d+ (since 8)"});
  CHECK(members[0].joined == day(10));
}

TEST_CASE("A list that is as it was sees off what was out of it for a week") {
  IdRegistry ids;
  auto members = pipeline::compared({}, list_of({"a", "b"}), "list", {day(1), false}, ids);
  members = pipeline::compared(members, list_of({"a"}), "list", {day(1), false}, ids);
  CHECK_FALSE(pipeline::see_off(members, day(8) - boost::posix_time::seconds(1)));
  CHECK(pipeline::see_off(members, day(8)));
  CHECK(told(members) == Strings{"the-a", "the-b (left)"});
  CHECK_FALSE(pipeline::see_off(members, day(9)));
}

TEST_CASE("An address in other words is the same source") {
  IdRegistry ids;
  const auto members = pipeline::compared({}, list_of({"a"}), "list", {day(1), false}, ids);
  model::SourceList other = list_of({"a", "a"});
  other.sources[0].url = "http://www.a.example/feed/";
  other.sources[0].name = "Another name";
  const auto after = pipeline::compared(members, other, "list", {day(2), true}, ids);
  CHECK(told(after) == Strings{"the-a"});
}

TEST_CASE("A source whose address changes in its list stays the same one") {
  IdRegistry ids;
  auto members = pipeline::compared({}, list_of({"a", "b"}), "list", {day(1), true}, ids);
  model::SourceList list = list_of({"a", "b"});
  list.sources[1].url = "https://b.example/news/rss.xml";
  members = pipeline::compared(members, list, "list", {day(2), true}, ids);
  CHECK(told(members) == Strings{"the-a+", "the-b+"});
  CHECK(members[1].joined == day(1));
  CHECK(members[1].address == config::listed_address(list.sources[1]));
  CHECK(members[1].table.find("https://b.example/news/rss.xml") != std::string::npos);
  // It may go back, and one that comes beside it at its old address is another.
  IdRegistry same = ids;
  const auto back = pipeline::compared(members, list_of({"a", "b"}), "list", {day(3), true}, same);
  CHECK(told(back) == Strings{"the-a+", "the-b+"});
  list.sources.push_back(list_of({"b"}).sources[0]);
  members = pipeline::compared(members, list, "list", {day(4), true}, ids);
  CHECK(told(members) == Strings{"the-a+", "the-b+", "the-b-2+"});
}

TEST_CASE("Which source has another address is not guessed") {
  const auto after = [](const Strings& names, const Strings& urls, const std::string& own = {}) {
    IdRegistry ids;
    model::SourceList list;
    for (const char* url : {"https://n.example/1", "https://n.example/2", "https://n.example/3"}) {
      list.sources.push_back({.name = names[list.sources.size()],
                              .url = url,
                              .site = {},
                              .groups = {},
                              .settings = {}});
    }
    const auto members = pipeline::compared({}, list, "list", {day(1), false}, ids);
    for (std::size_t i = 0; i < urls.size(); ++i) list.sources[i].url = urls[i];
    if (!own.empty()) ids.note("own", config::listed_address(list.sources[0]));
    return told(pipeline::compared(members, list, "list", {day(2), true}, ids));
  };
  const std::string x = "https://x.example/";
  const std::string y = "https://y.example/";
  CHECK(after({"N", "N", "O"}, {x}) == Strings{"n", "n-2", "o"});
  CHECK(after({"N", "N", "O"}, {x, y}) ==
        Strings{"n-3+", "n-4+", "o", "n (since 2)", "n-2 (since 2)"});
  // One that has an id by its address keeps it.
  CHECK(after({"N", "M", "O"}, {x}, "own") == Strings{"own+", "m", "o", "n (since 2)"});
}

TEST_CASE("A wrong source does not hide a right one at the same address") {
  IdRegistry ids;
  model::SourceList list;
  for (const char* item : {"//a[", "//b[", "//article", "//li"}) {
    list.sources.push_back({.name = "P",
                            .url = {},
                            .site = {},
                            .groups = {},
                            .settings = {{"page.url", "https://p.example/"}, {"page.item", item}}});
  }
  const auto members = pipeline::compared({}, list, "list", {day(1), false}, ids);
  REQUIRE(members.size() == 1);
  CHECK(members[0].table.find("\"//article\"") != std::string::npos);
}

TEST_CASE("An id is made of the name, is nobody else's, and is that of its address") {
  IdRegistry ids;
  ids.note("casel", "casel.example/feed");
  CHECK(ids.id_for("CASEL", "casel.example/feed") == "casel");
  CHECK(ids.id_for("Anything", "casel.example/feed") == "casel");
  CHECK(ids.id_for("CASEL", "else.example") == "casel-2");
  CHECK(ids.id_for("Casel!", "third.example") == "casel-3");
  CHECK(ids.id_for("Новости", "news.example/feed") == "news-example-feed");
  CHECK(ids.id_for("", "") == "source");
  CHECK(ids.id_for(std::string(100, 'a'), "long.example") == std::string(56, 'a'));
  CHECK(ids.id_for(std::string(100, 'a'), "longer.example") == std::string(56, 'a') + "-2");
}

}  // namespace compared_test
