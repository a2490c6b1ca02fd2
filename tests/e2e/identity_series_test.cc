// SPDX-License-Identifier: MIT
//
// Feeds whose ids cannot be relied on, fetched over days: what subscribers see after each fetch. An
// item that comes under another id is one that every reader shows as new.
#include <signal.h>

#include <catch2/catch.hpp>
#include <string>
#include <thread>

#include "tests/e2e/series.h"
#include "tests/support/files.h"

namespace identity_series_test {

using namespace syndic::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kMonday = "2026-03-02T12:00:00Z";
constexpr const char* kTuesday = "2026-03-03T12:00:00Z";
constexpr const char* kWednesday = "2026-03-04T12:00:00Z";
constexpr const char* kThursday = "2026-03-05T12:00:00Z";
constexpr const char* kFriday = "2026-03-06T12:00:00Z";
constexpr const char* kSaturday = "2026-03-07T12:00:00Z";

std::string on_day(int day) { return "2026-02-0" + std::to_string(day) + "T09:30:00Z"; }

std::string link(const std::string& name) { return "https://partner.example/" + name; }

}  // namespace

TEST_CASE("a site that gives its items other ids republishes nothing") {
  Series series;
  series.serve("partner", {{"tag:old.example,2026:2", link("bridges"), "Bridges", on_day(2)},
                           {"tag:old.example,2026:1", link("budgets"), "Budgets", on_day(1)}});
  CHECK(series.fetch(kMonday) == Lines{"2026-02-02T09:30:00Z tag:old.example,2026:2 Bridges",
                                       "2026-02-01T09:30:00Z tag:old.example,2026:1 Budgets"});

  series.serve("partner", {{"tag:new.example,2026:c", link("contracts"), "Contracts", on_day(3)},
                           {"tag:new.example,2026:b", link("bridges"), "Bridges", on_day(2)},
                           {"tag:new.example,2026:a", link("budgets"), "Budgets", on_day(1)}});
  const Lines after = {"2026-02-03T09:30:00Z tag:new.example,2026:c Contracts",
                       "2026-02-02T09:30:00Z tag:old.example,2026:2 Bridges",
                       "2026-02-01T09:30:00Z tag:old.example,2026:1 Budgets"};
  CHECK(series.fetch(kTuesday) == after);
  CHECK(series.counts("partner") == "1 new, 0 changed");

  series.serve("partner", {{"tag:new.example,2026:c", link("contracts"), "Contracts", on_day(3)},
                           {"tag:new.example,2026:b", link("rivers"), "Rivers", on_day(2)},
                           {"tag:new.example,2026:a", link("budgets"), "Budgets", on_day(1)}});
  CHECK(series.fetch(kWednesday) == Lines{"2026-02-03T09:30:00Z tag:new.example,2026:c Contracts",
                                          "2026-02-02T09:30:00Z tag:old.example,2026:2 Rivers",
                                          "2026-02-01T09:30:00Z tag:old.example,2026:1 Budgets"});
  CHECK(series.counts("partner") == "0 new, 1 changed");
}

TEST_CASE("a site that goes from http to https republishes nothing") {
  const auto feed = [](const std::string& site) {
    return std::vector<Post>{{site + "/b", site + "/b", "Bridges", on_day(2)},
                             {site + "/a", site + "/a", "Budgets", on_day(1)},
                             {"", site + "/c", "Contracts", on_day(1)}};
  };
  Series series;
  series.serve("partner", feed("http://partner.example"));
  const Lines before = {"2026-02-02T09:30:00Z http://partner.example/b Bridges",
                        "2026-02-01T09:30:00Z http://partner.example/a Budgets",
                        "2026-02-01T09:30:00Z http://partner.example/c Contracts"};
  CHECK(series.fetch(kMonday) == before);
  series.serve("partner", feed("https://partner.example"));
  CHECK(series.fetch(kTuesday) == before);
  // Their links are spelled otherwise, and published as they are now.
  CHECK(series.counts("partner") == "0 new, 0 changed");
  CHECK(bytes_of(series.network().published("all.json")).find("https://partner.example/b") !=
        std::string::npos);
  CHECK(series.fetch(kWednesday) == before);
}

TEST_CASE("a new CMS with other ids and links republishes nothing") {
  Series series;
  series.serve("partner",
               {{"https://partner.example/?p=3", link("?p=3"), "Labor's “three frames”", on_day(3)},
                {"https://partner.example/?p=2", link("?p=2"), "Bridges", on_day(2)},
                {"https://partner.example/?p=1", link("?p=1"), "Budgets", on_day(1)}});
  const Lines before = {"2026-02-03T09:30:00Z https://partner.example/?p=3 Labor's “three frames”",
                        "2026-02-02T09:30:00Z https://partner.example/?p=2 Bridges",
                        "2026-02-01T09:30:00Z https://partner.example/?p=1 Budgets"};
  CHECK(series.fetch(kMonday) == before);
  // Quotes in another way, one date without its time of day.
  series.serve("partner", {{"node/13", link("node/13"), "Labor's \"three frames\"", on_day(3)},
                           {"node/12", link("node/12"), "Bridges", "2026-02-02T00:00:00Z"},
                           {"node/11", link("node/11"), "Budgets", on_day(1)}});
  CHECK(series.fetch(kTuesday) ==
        Lines{"2026-02-03T09:30:00Z https://partner.example/?p=3 Labor's \"three frames\"",
              "2026-02-02T09:30:00Z https://partner.example/?p=2 Bridges",
              "2026-02-01T09:30:00Z https://partner.example/?p=1 Budgets"});
  CHECK(series.counts("partner") == "0 new, 3 changed");
}

TEST_CASE("a new CMS that has other ids, links and time zone, and dates for what had none") {
  Series series;
  series.serve("partner", {{"1", link("1"), "Bridges", on_day(2)},
                           {"2", link("2"), "Budgets", on_day(1)},
                           {"3", link("3"), "Contracts", ""}});
  const Lines before = {"2026-02-02T09:30:00Z made-1 Bridges",
                        "2026-02-01T09:30:00Z made-2 Budgets",
                        "2026-02-01T09:29:59Z made-3 Contracts"};
  CHECK(series.fetch(kMonday) == before);
  series.serve("partner", {{"a", link("a"), "Bridges", "2026-02-02T14:30:00Z"},
                           {"b", link("b"), "Budgets", "2026-02-01T14:30:00Z"},
                           {"c", link("c"), "Contracts", "2025-11-11T14:30:00Z"}});
  CHECK(series.fetch(kTuesday) == before);
  CHECK(series.counts("partner") == "0 new, 3 changed");
}

TEST_CASE("ids that change at each fetch are seen through, and links count from then on") {
  Series series;
  const auto fetch = [&](const std::string& when, const std::string& stamp, bool with_news) {
    std::vector<Post> posts = {
        {"https://partner.example/?t=" + stamp + "&amp;n=2", link("b"), "Bridges", on_day(2)},
        {"https://partner.example/?t=" + stamp + "&amp;n=1", link("a"), "Budgets", on_day(1)}};
    if (with_news) {
      posts.insert(posts.begin(), Post{"https://partner.example/?t=" + stamp + "&amp;n=3",
                                       link("c"), "Contracts", on_day(3)});
    }
    series.serve("partner", posts);
    return series.fetch(when);
  };
  const Lines before = {"2026-02-02T09:30:00Z https://partner.example/?t=1&n=2 Bridges",
                        "2026-02-01T09:30:00Z https://partner.example/?t=1&n=1 Budgets"};
  CHECK(fetch(kMonday, "1", false) == before);
  CHECK(fetch(kTuesday, "2", false) == before);
  CHECK(fetch(kWednesday, "3", false) == before);
  const Lines after = {"2026-02-03T09:30:00Z https://partner.example/c Contracts", before[0],
                       before[1]};
  CHECK(fetch(kThursday, "4", true) == after);
  CHECK(series.counts("partner") == "1 new, 0 changed");
  CHECK(fetch(kFriday, "5", true) == after);
  CHECK(series.counts("partner") == "0 new, 0 changed");

  // What is known by its link may change its title and date.
  series.serve("partner", {{"6", link("c"), "Treaties", on_day(5)}});
  CHECK(series.fetch(kSaturday) ==
        Lines{"2026-02-03T09:30:00Z https://partner.example/c Treaties", before[0], before[1]});
}

TEST_CASE("where ids and links change at each fetch, title and date count") {
  Series series;
  const auto fetch = [&](const std::string& when, const std::string& stamp, bool with_news) {
    std::vector<Post> posts = {
        {"https://p.example/" + stamp + "/2", link("b?session=" + stamp), "Bridges", on_day(2)},
        {"https://p.example/" + stamp + "/1", link("a?session=" + stamp), "Budgets", on_day(1)}};
    if (with_news) {
      posts.push_back({"https://p.example/" + stamp + "/3", link("c?session=" + stamp), "Contracts",
                       on_day(3)});
    }
    series.serve("partner", posts);
    return series.fetch(when);
  };
  const Lines before = {"2026-02-02T09:30:00Z https://p.example/1/2 Bridges",
                        "2026-02-01T09:30:00Z https://p.example/1/1 Budgets"};
  CHECK(fetch(kMonday, "1", false) == before);
  CHECK(fetch(kTuesday, "2", false) == before);
  CHECK(fetch(kWednesday, "3", false) == before);
  const Lines after = {"2026-02-03T09:30:00Z made-1 Contracts", before[0], before[1]};
  CHECK(fetch(kThursday, "4", true) == after);
  CHECK(series.counts("partner") == "1 new, 2 changed");  // Their links are others.
  CHECK(fetch(kFriday, "5", true) == after);
  CHECK(series.counts("partner") == "0 new, 3 changed");
}

TEST_CASE("a feed that gives every item the same id has as many items as it shows") {
  Series series;
  const Post a{"https://partner.example/", link("a"), "Budgets", on_day(1)};
  const Post b{"https://partner.example/", link("b"), "Bridges", on_day(2)};
  const Post c{"https://partner.example/", link("c"), "Contracts", on_day(3)};
  series.serve("partner", {b, a});
  CHECK(series.fetch(kMonday) ==
        Lines{"2026-02-02T09:30:00Z made-1 Bridges", "2026-02-01T09:30:00Z made-2 Budgets"});
  const Lines after = {"2026-02-03T09:30:00Z https://partner.example/c Contracts",
                       "2026-02-02T09:30:00Z made-1 Bridges",
                       "2026-02-01T09:30:00Z made-2 Budgets"};
  series.serve("partner", {c, b, a});
  CHECK(series.fetch(kTuesday) == after);
  CHECK(series.counts("partner") == "1 new, 0 changed");
  series.serve("partner", {a});
  CHECK(series.fetch(kWednesday) == after);
  series.serve("partner", {c, b, a});
  CHECK(series.fetch(kThursday) == after);
  CHECK(series.counts("partner") == "0 new, 0 changed");
}

TEST_CASE("items that start and stop to share an id stay the items that they are") {
  Series series;
  const std::string shared = "tag:partner.example,2026:news";
  const Post a{shared, link("a"), "Budgets", on_day(1)};
  const Post b{shared, link("b"), "Bridges", on_day(2)};
  const Post other{"tag:partner.example,2026:other", link("o"), "Others", on_day(4)};
  const std::string kOther = "2026-02-04T09:30:00Z tag:partner.example,2026:other Others";
  series.serve("partner", {other, a});
  CHECK(series.fetch(kMonday) ==
        Lines{kOther, "2026-02-01T09:30:00Z tag:partner.example,2026:news Budgets"});
  const Lines after = {kOther, "2026-02-02T09:30:00Z made-1 Bridges",
                       "2026-02-01T09:30:00Z tag:partner.example,2026:news Budgets"};
  series.serve("partner", {other, b, a});
  CHECK(series.fetch(kTuesday) == after);
  CHECK(series.counts("partner") == "1 new, 0 changed");
  series.serve("partner", {other, b});
  CHECK(series.fetch(kWednesday) == after);
  series.serve("partner", {other, a});
  CHECK(series.fetch(kThursday) == after);
  series.serve("partner", {other, b, a});
  CHECK(series.fetch(kFriday) == after);
  CHECK(series.counts("partner") == "0 new, 0 changed");
}

TEST_CASE("a feed of one item that reuses its id for the next one has a history") {
  Series series;
  const auto post = [](const std::string& name, const std::string& title, int day) {
    return std::vector<Post>{{"https://partner.example/latest", link(name), title, on_day(day)}};
  };
  series.serve("partner", post("a", "Budgets", 1));
  CHECK(series.fetch(kMonday) ==
        Lines{"2026-02-01T09:30:00Z https://partner.example/latest Budgets"});
  series.serve("partner", post("a", "Budgets, corrected", 1));
  CHECK(series.fetch(kTuesday) ==
        Lines{"2026-02-01T09:30:00Z https://partner.example/latest Budgets, corrected"});
  series.serve("partner", post("b", "Bridges", 2));
  CHECK(series.fetch(kWednesday) ==
        Lines{"2026-02-02T09:30:00Z made-1 Bridges",
              "2026-02-01T09:30:00Z https://partner.example/latest Budgets, corrected"});
  series.serve("partner", post("b", "Bridges, corrected", 2));
  CHECK(series.fetch(kThursday) ==
        Lines{"2026-02-02T09:30:00Z made-1 Bridges, corrected",
              "2026-02-01T09:30:00Z https://partner.example/latest Budgets, corrected"});
  series.serve("partner", post("c", "Contracts", 3));
  CHECK(series.fetch(kFriday) ==
        Lines{"2026-02-03T09:30:00Z made-2 Contracts",
              "2026-02-02T09:30:00Z made-1 Bridges, corrected",
              "2026-02-01T09:30:00Z https://partner.example/latest Budgets, corrected"});
}

TEST_CASE("an item that keeps its id while title, link and hour change is one item") {
  Series series;
  series.serve("partner", {{"tag:partner.example,2026:1", link("draft"), "A draft", on_day(1)},
                           {"tag:partner.example,2026:2", link("two"), "Two", on_day(2)}});
  series.fetch(kMonday);
  series.serve("partner", {{"tag:partner.example,2026:1", link("agreed"), "All is agreed",
                            "2026-02-01T10:30:00Z", "The board has signed."},
                           {"tag:partner.example,2026:2", link("two"), "Two", on_day(2)}});
  CHECK(series.fetch(kTuesday) ==
        Lines{"2026-02-02T09:30:00Z tag:partner.example,2026:2 Two",
              "2026-02-01T09:30:00Z tag:partner.example,2026:1 All is agreed"});
  CHECK(series.counts("partner") == "0 new, 1 changed");
}

TEST_CASE("a feed whose items are replaced within hours by others of the same titles loses none") {
  Series series;
  const auto issue = [&](const std::string& hour, const std::string& text) {
    const std::string date = "2026-03-02T" + hour + ":00:00Z";
    series.serve("partner", {{"tag:p.example,2026:north-" + hour, link("n" + hour), "North", date,
                              "In the north " + text},
                             {"tag:p.example,2026:south-" + hour, link("s" + hour), "South", date,
                              "In the south " + text}});
    return series.fetch("2026-03-02T" + hour + ":30:00Z");
  };
  const Lines morning = {"2026-03-02T06:00:00Z tag:p.example,2026:north-06 North",
                         "2026-03-02T06:00:00Z tag:p.example,2026:south-06 South"};
  CHECK(issue("06", "there will be rain from the west all morning long.") == morning);
  const Lines noon = {"2026-03-02T12:00:00Z tag:p.example,2026:north-12 North",
                      "2026-03-02T12:00:00Z tag:p.example,2026:south-12 South", morning[0],
                      morning[1]};
  CHECK(issue("12", "nobody sees a cloud until the sun goes down at six.") == noon);
  CHECK(series.counts("partner") == "2 new, 0 changed");
  CHECK(issue("18", "fog comes up from the lakes and stays until midnight.") ==
        Lines{"2026-03-02T18:00:00Z tag:p.example,2026:north-18 North",
              "2026-03-02T18:00:00Z tag:p.example,2026:south-18 South", noon[0], noon[1], noon[2],
              noon[3]});
}

TEST_CASE("one item of a feed that reuses its id changes nothing for the others") {
  Series series;
  const auto feed = [](const std::string& name, const std::string& title, int day) {
    return std::vector<Post>{{"tag:partner.example,2026:pinned", link(name), title, on_day(day)},
                             {"tag:partner.example,2026:1", link("one"), "One", on_day(1)},
                             {"tag:partner.example,2026:2", link("two"), "Two", on_day(2)}};
  };
  const std::string kTwo = "2026-02-02T09:30:00Z tag:partner.example,2026:2 Two";
  const std::string kOne = "2026-02-01T09:30:00Z tag:partner.example,2026:1 One";
  series.serve("partner", feed("a", "Budgets", 3));
  CHECK(series.fetch(kMonday) ==
        Lines{"2026-02-03T09:30:00Z tag:partner.example,2026:pinned Budgets", kTwo, kOne});
  series.serve("partner", feed("b", "Bridges", 4));
  const Lines both = {"2026-02-04T09:30:00Z made-1 Bridges",
                      "2026-02-03T09:30:00Z tag:partner.example,2026:pinned Budgets", kTwo, kOne};
  CHECK(series.fetch(kTuesday) == both);
  CHECK(series.fetch(kWednesday) == both);
  series.serve("partner", feed("c", "Contracts", 5));
  CHECK(series.fetch(kThursday) ==
        Lines{"2026-02-05T09:30:00Z made-2 Contracts", both[0], both[1], kTwo, kOne});
  CHECK(series.counts("partner") == "1 new, 0 changed");
}

TEST_CASE("ids that are an item's place in the feed are seen through") {
  Series series;
  series.serve("partner",
               {{"1", link("b"), "Bridges", on_day(2)}, {"2", link("a"), "Budgets", on_day(1)}});
  const Lines before = {"2026-02-02T09:30:00Z made-1 Bridges",
                        "2026-02-01T09:30:00Z made-2 Budgets"};
  CHECK(series.fetch(kMonday) == before);
  series.serve("partner", {{"1", link("c"), "Contracts", on_day(3)},
                           {"2", link("b"), "Bridges", on_day(2)},
                           {"3", link("a"), "Budgets", on_day(1)}});
  const Lines after = {"2026-02-03T09:30:00Z made-3 Contracts", before[0], before[1]};
  CHECK(series.fetch(kTuesday) == after);
  CHECK(series.counts("partner") == "1 new, 0 changed");
  series.serve("partner", {{"1", link("d"), "Debts", on_day(4)},
                           {"2", link("c"), "Contracts", on_day(3)},
                           {"3", link("b"), "Bridges", on_day(2)}});
  CHECK(series.fetch(kWednesday) == Lines{"2026-02-04T09:30:00Z https://partner.example/d Debts",
                                          after[0], before[0], before[1]});
}

TEST_CASE("different ids with one link are different items, in one feed and over time") {
  Series series;
  const Post first{"tag:partner.example,2026:w1", link("newsletter"), "Week 1", on_day(1)};
  const Post second{"tag:partner.example,2026:w2", link("newsletter"), "Week 2", on_day(2)};
  const Post third{"tag:partner.example,2026:w3", link("newsletter"), "Week 3", on_day(3)};
  series.serve("partner", {second, first});
  const Lines before = {"2026-02-02T09:30:00Z tag:partner.example,2026:w2 Week 2",
                        "2026-02-01T09:30:00Z tag:partner.example,2026:w1 Week 1"};
  CHECK(series.fetch(kMonday) == before);
  series.serve("partner", {third});
  CHECK(series.fetch(kTuesday) ==
        Lines{"2026-02-03T09:30:00Z tag:partner.example,2026:w3 Week 3", before[0], before[1]});
}

TEST_CASE("items of one title are different items as long as their dates are") {
  Series series;
  const auto week = [](int day) {
    const std::string n = std::to_string(day);
    return Post{"tag:partner.example,2026:" + n, link(n), "Weekly update", on_day(day)};
  };
  series.serve("partner", {week(1)});
  series.fetch(kMonday);
  series.serve("partner", {week(8)});
  CHECK(series.fetch(kTuesday) ==
        Lines{"2026-02-08T09:30:00Z tag:partner.example,2026:8 Weekly update",
              "2026-02-01T09:30:00Z tag:partner.example,2026:1 Weekly update"});
}

TEST_CASE("a source that is taken out and added again is the one that it was") {
  Series series;
  const std::vector<Post> posts = {{"1", link("b"), "Bridges", on_day(2)},
                                   {"2", link("a"), "Budgets", ""}};
  series.serve("partner", posts);
  const Lines before = {"2026-02-02T09:30:00Z made-1 Bridges",
                        "2026-02-02T09:29:59Z made-2 Budgets"};
  CHECK(series.fetch(kMonday) == before);
  series.network().remove_sources();
  series.serve("other", {{"tag:o.example,2026:1", "https://o.example/", "Other", on_day(5)}});
  CHECK(series.fetch(kTuesday) == Lines{"2026-02-05T09:30:00Z tag:o.example,2026:1 Other"});
  series.network().add_source("partner", "/partner");
  CHECK(series.fetch(kWednesday) ==
        Lines{"2026-02-05T09:30:00Z tag:o.example,2026:1 Other", before[0], before[1]});
  CHECK(series.counts("partner") == "0 new, 0 changed");
}

TEST_CASE("a run that is killed and repeated publishes what a whole one does") {
  const auto feeds = [](Series& series, std::chrono::milliseconds patience) {
    series.serve("quick", {{"", "https://q.example/1", "Quick one", ""},
                           {"", "https://q.example/2", "Quick two", ""}});
    series.serve("slow", {{"x", "https://s.example/1", "Slow one", ""},
                          {"x", "https://s.example/2", "Slow two", ""}});
    series.network().server().reply("/slow",
                                    {.body = rss_of({{"x", "https://s.example/1", "Slow one", ""},
                                                     {"x", "https://s.example/2", "Slow two", ""}}),
                                     .delay = patience});
  };
  Series whole;
  feeds(whole, 0ms);
  const Lines expected = {
      "2026-03-02T12:00:00Z https://q.example/1 Quick one", "2026-03-02T12:00:00Z made-1 Slow one",
      "2026-03-02T11:59:59Z https://q.example/2 Quick two", "2026-03-02T11:59:59Z made-2 Slow two"};
  CHECK(whole.fetch(kMonday) == expected);
  CHECK(whole.fetch(kMonday) == expected);
  CHECK(whole.counts("slow") == "0 new, 0 changed");

  Series killed;
  feeds(killed, kForever);
  {
    Process run(killed.network().refresh_command(), {{"SYNDIC_NOW", kMonday}});
    killed.network().await_items_of("quick");
    run.send_signal(SIGKILL);
    CHECK(run.wait().exit_code == 128 + SIGKILL);
  }
  feeds(killed, 0ms);
  CHECK(killed.fetch(kMonday) == expected);
  CHECK(killed.counts("quick") == "0 new, 0 changed");
}

}  // namespace identity_series_test
