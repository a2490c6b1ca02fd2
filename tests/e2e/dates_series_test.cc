// SPDX-License-Identifier: MIT
//
// Feeds whose dates cannot be relied on, fetched over days: what subscribers see after each fetch.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/e2e/series.h"

namespace dates_series_test {

using namespace syndic::test;

namespace {

constexpr const char* kMonday = "2026-03-02T12:00:00Z";
constexpr const char* kTuesday = "2026-03-03T12:00:00Z";
constexpr const char* kWednesday = "2026-03-04T12:00:00Z";

Post post(const std::string& name, const std::string& title, const std::string& date,
          const std::string& text = "Words.") {
  return {"https://partner.example/" + name, "https://partner.example/" + name, title, date, text};
}

// Others' news, of which the oldest is of 2026-01-10.
void serve_others(Series& series) {
  series.serve("others", {{"https://o.example/2", "https://o.example/2", "Newer", "2026-02-20"},
                          {"https://o.example/1", "https://o.example/1", "Older", "2026-01-10"}});
}
const std::string kNewer = "2026-02-20T00:00:00Z https://o.example/2 Newer";
const std::string kOlder = "2026-01-10T00:00:00Z https://o.example/1 Older";

std::string modified(Series& series, std::size_t place) {
  const auto feed = nlohmann::json::parse(bytes_of(series.network().published("all.json")));
  return feed.at("items").at(place).value("date_modified", "");
}

// Runs SQL on the store; gives its rows, without their last end of line.
std::string sql(Series& series, const std::string& text) {
  std::string rows = series.network().sql(text);
  if (rows.ends_with('\n')) rows.pop_back();
  return rows;
}

}  // namespace

TEST_CASE("a date that moves at each fetch stays at its first value") {
  Series series;
  const Lines first = {"2026-03-02T09:00:00Z https://partner.example/b Bridges",
                       "2026-02-01T09:00:00Z https://partner.example/a Budgets"};
  series.serve("partner", {post("b", "Bridges", "2026-03-02T09:00:00Z"),
                           post("a", "Budgets", "2026-02-01T09:00:00Z")});
  CHECK(series.fetch(kMonday) == first);
  series.serve("partner", {post("b", "Bridges", "2026-03-03T09:00:00Z"),
                           post("a", "Budgets", "2026-03-03T08:00:00Z")});
  CHECK(series.fetch(kTuesday) == first);
  CHECK(series.counts("partner") == "0 new, 0 changed");
  CHECK(modified(series, 0).empty());
}

TEST_CASE("items without id or link of their own, dated anew each day, are published once") {
  const auto news = [](const std::string& title, const std::string& day) {
    return Post{"", "https://partner.example/news", title, day + "T00:00:00Z"};
  };
  Series series;
  series.serve("partner", {news("Bridges", "2026-03-02"), news("Budgets", "2026-03-02")});
  const Lines before = series.fetch(kMonday);  // Of one date, in the order of their made ids.
  REQUIRE(before.size() == 2);
  for (const std::string& line : before) CHECK(line.starts_with("2026-03-02T00:00:00Z made-"));
  series.serve("partner", {news("Bridges", "2026-03-03"), news("Budgets", "2026-03-03")});
  CHECK(series.fetch(kTuesday) == before);
  CHECK(series.counts("partner") == "0 new, 0 changed");
  series.serve("partner", {news("Contracts", "2026-03-04"), news("Bridges", "2026-03-04"),
                           news("Budgets", "2026-03-04")});
  CHECK(series.fetch(kWednesday) ==
        Lines{"2026-03-04T00:00:00Z made-3 Contracts", before[0], before[1]});
  CHECK(series.counts("partner") == "1 new, 0 changed");
}

TEST_CASE("a feed of one item that is always of now has it at its first fetch") {
  Series series;
  series.serve("partner", {post("a", "Budgets", kMonday)});
  CHECK(series.fetch(kMonday) == Lines{"2026-03-02T12:00:00Z https://partner.example/a Budgets"});
  series.serve("partner", {post("a", "Budgets", kTuesday)});
  CHECK(series.fetch(kTuesday) == Lines{"2026-03-02T12:00:00Z https://partner.example/a Budgets"});
}

TEST_CASE("items that are all dated by the fetch are undated, and keep the feed's order") {
  Series series;
  series.serve("partner", {post("c", "Contracts", "2026-03-02T12:00:01Z"),
                           post("a", "Budgets", "2026-03-02T12:00:00Z"),
                           post("b", "Bridges", "2026-03-02T11:58:00Z")});
  const Lines first = {"2026-03-02T12:00:00Z https://partner.example/c Contracts",
                       "2026-03-02T11:59:59Z https://partner.example/a Budgets",
                       "2026-03-02T11:59:58Z https://partner.example/b Bridges"};
  CHECK(series.fetch(kMonday) == first);
  series.serve(
      "partner",
      {post("d", "Debts", "2026-03-03T12:00:02Z"), post("c", "Contracts", "2026-03-03T12:00:01Z"),
       post("a", "Budgets", "2026-03-03T12:00:00Z"), post("b", "Bridges", "2026-03-03T12:00:00Z")});
  CHECK(series.fetch(kTuesday) == Lines{"2026-03-03T12:00:00Z https://partner.example/d Debts",
                                        first[0], first[1], first[2]});
  CHECK(series.counts("partner") == "1 new, 0 changed");
}

TEST_CASE("a changed item stays where it is, and says when it changed") {
  Series series;
  const std::string line = "2026-02-01T09:00:00Z https://partner.example/a Budgets";
  series.serve("partner", {post("a", "Budgets", "2026-02-01T09:00:00Z", "Few words.")});
  CHECK(series.fetch(kMonday) == Lines{line});
  CHECK(modified(series, 0).empty());
  series.serve("partner", {post("a", "Budgets", "2026-03-03T09:00:00Z", "Other words.")});
  CHECK(series.fetch(kTuesday) == Lines{line});
  CHECK(series.counts("partner") == "0 new, 1 changed");
  CHECK(modified(series, 0) == kTuesday);
}

TEST_CASE("the feed's own time of a change counts where it is a newer one") {
  const auto feed = [](const std::string& words, const std::string& updated) {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>P</title><id>urn:p:feed</id>"
           "<updated>2026-02-01T09:00:00Z</updated><entry><title>Budgets</title><id>urn:p:1</id>"
           "<published>2026-02-01T09:00:00Z</published><updated>" +
           updated + "</updated><content>" + words + "</content></entry></feed>";
  };
  Series series;
  const Lines always = {"2026-02-01T09:00:00Z urn:p:1 Budgets"};
  series.serve("partner", feed("One.", "2026-02-02T09:00:00Z"));
  CHECK(series.fetch(kMonday) == always);
  CHECK(modified(series, 0) == "2026-02-02T09:00:00Z");
  series.serve("partner", feed("One.", "2026-02-03T09:00:00Z"));
  CHECK(series.fetch(kMonday) == always);
  CHECK(series.counts("partner") == "0 new, 0 changed");
  CHECK(modified(series, 0) == "2026-02-02T09:00:00Z");
  series.serve("partner", feed("Two.", "2026-03-01T09:00:00Z"));
  CHECK(series.fetch(kTuesday) == always);
  CHECK(modified(series, 0) == "2026-03-01T09:00:00Z");
  series.serve("partner", feed("Three.", "2026-03-01T09:00:00Z"));
  CHECK(series.fetch(kWednesday) == always);
  CHECK(modified(series, 0) == kWednesday);
}

TEST_CASE("a source newly added has its undated items below its dated ones, in the feed's order") {
  Series series;
  serve_others(series);
  CHECK(series.fetch(kMonday) == Lines{kNewer, kOlder});
  series.serve("partner", {post("z", "Undated one", ""), post("c", "Contracts", "2026-02-25"),
                           post("a", "Undated two", "last spring"),
                           post("b", "Bridges", "2026-02-01"), post("y", "Undated three", "")});
  const Lines after = {"2026-02-25T00:00:00Z https://partner.example/c Contracts",
                       kNewer,
                       "2026-02-01T00:00:00Z https://partner.example/b Bridges",
                       "2026-01-31T23:59:59Z https://partner.example/z Undated one",
                       "2026-01-31T23:59:58Z https://partner.example/a Undated two",
                       "2026-01-31T23:59:57Z https://partner.example/y Undated three",
                       kOlder};
  CHECK(series.fetch(kTuesday) == after);
  CHECK(series.fetch(kWednesday) == after);
}

TEST_CASE("a source newly added that dates nothing comes below everyone's news") {
  Series series;
  serve_others(series);
  series.fetch(kMonday);
  SECTION("and below the fiftieth item where there are more") {
    std::vector<Post> many;
    for (int i = 0; i < 60; ++i) {
      const std::string n = std::to_string(i);
      many.push_back(
          {"https://o.example/m" + n, "https://o.example/m" + n, "Item " + n,
           "2026-02-28T10:" + std::to_string(10 + i % 50) + ":" + (i < 50 ? "30Z" : "00Z")});
    }
    series.serve("others", many);
    series.fetch(kMonday);
    series.serve("partner", {post("z", "First", ""), post("a", "Second", "")});
    for (const std::string& line : series.fetch(kTuesday)) {
      CHECK(line.find("partner.example") == std::string::npos);
    }
  }
  SECTION("in the feed's order") {
    series.serve("partner", {post("z", "First", ""), post("a", "Second", "")});
    CHECK(series.fetch(kTuesday) == Lines{kNewer, kOlder,
                                          "2026-01-09T23:59:59Z https://partner.example/z First",
                                          "2026-01-09T23:59:58Z https://partner.example/a Second"});
  }
  SECTION("unless its feed says when it was last changed") {
    series.serve("partner", rss_of({post("z", "First", ""), post("a", "Second", "")},
                                   "<lastBuildDate>2026-02-10</lastBuildDate>"));
    CHECK(series.fetch(kTuesday) ==
          Lines{kNewer, "2026-02-10T00:00:00Z https://partner.example/z First",
                "2026-02-09T23:59:59Z https://partner.example/a Second", kOlder});
  }
  SECTION("which is not when it was fetched") {
    series.serve("partner", rss_of({post("z", "First", ""), post("a", "Second", "")},
                                   "<lastBuildDate>2026-03-03T12:00:00Z</lastBuildDate>"));
    CHECK(series.fetch(kTuesday) == Lines{kNewer, kOlder,
                                          "2026-01-09T23:59:59Z https://partner.example/z First",
                                          "2026-01-09T23:59:58Z https://partner.example/a Second"});
  }
}

TEST_CASE("an undated item that a known source comes up with is of the time it was first seen") {
  Series series;
  serve_others(series);
  series.serve("partner", {post("a", "Budgets", "")});
  series.fetch(kMonday);
  series.serve("partner", {post("b", "Bridges", ""), post("a", "Budgets", "")});
  CHECK(series.fetch(kTuesday) == Lines{"2026-03-03T12:00:00Z https://partner.example/b Bridges",
                                        kNewer, kOlder,
                                        "2026-01-09T23:59:59Z https://partner.example/a Budgets"});
  // A date that the feed has later is no reason to move it.
  series.serve("partner",
               {post("b", "Bridges", "2026-02-01"), post("a", "Budgets, new", "2025-12-24")});
  CHECK(series.fetch(kWednesday) ==
        Lines{"2026-03-03T12:00:00Z https://partner.example/b Bridges", kNewer, kOlder,
              "2026-01-09T23:59:59Z https://partner.example/a Budgets, new"});
}

TEST_CASE("the first item of a feed that was empty is news") {
  Series series;
  serve_others(series);
  series.serve("partner", rss_of({}));
  CHECK(series.fetch(kMonday) == Lines{kNewer, kOlder});
  series.serve("partner", {post("a", "Budgets", "")});
  CHECK(series.fetch(kTuesday) ==
        Lines{"2026-03-03T12:00:00Z https://partner.example/a Budgets", kNewer, kOlder});
}

TEST_CASE("a source whose first answers failed is new when it answers") {
  Series series;
  serve_others(series);
  series.serve("partner", std::string("<html>Down</html>"));
  CHECK(series.fetch(kMonday) == Lines{kNewer, kOlder});
  series.serve("partner", {post("a", "Budgets", "")});
  CHECK(series.fetch(kTuesday) ==
        Lines{kNewer, kOlder, "2026-01-09T23:59:59Z https://partner.example/a Budgets"});
}

TEST_CASE("a new source's item that is dated ahead comes below its others") {
  Series series;
  serve_others(series);
  series.fetch(kMonday);
  series.serve("partner", {post("b", "Bridges", "2027-01-01"), post("a", "Budgets", "2026-02-01"),
                           post("c", "Contracts", "")});
  const Lines after = {kNewer, "2026-02-01T00:00:00Z https://partner.example/a Budgets",
                       "2026-01-31T23:59:59Z https://partner.example/b Bridges",
                       "2026-01-31T23:59:58Z https://partner.example/c Contracts", kOlder};
  CHECK(series.fetch(kTuesday) == after);
  CHECK(series.fetch(kWednesday) == after);
}

TEST_CASE("a known source's items that are dated ahead or not at all stand a second apart") {
  Series series;
  serve_others(series);
  series.serve("partner", {post("z", "Zebras", "2026-02-01")});
  series.fetch(kMonday);
  series.serve("partner", {post("b", "Bridges", "2027-01-01"), post("a", "Budgets", ""),
                           post("c", "Contracts", ""), post("z", "Zebras", "2026-02-01")});
  const Lines after = {"2026-03-03T12:00:00Z https://partner.example/b Bridges",
                       "2026-03-03T11:59:59Z https://partner.example/a Budgets",
                       "2026-03-03T11:59:58Z https://partner.example/c Contracts",
                       kNewer,
                       "2026-02-01T00:00:00Z https://partner.example/z Zebras",
                       kOlder};
  CHECK(series.fetch(kTuesday) == after);
  CHECK(series.fetch(kWednesday) == after);
}

TEST_CASE("in a network's first run undated items come below all others, whoever answers first") {
  const std::string undated = GENERATE(as<std::string>{}, "a", "z");
  Series series;
  serve_others(series);
  series.serve(undated, {post("x", "One", ""), post("y", "Two", "2027-01-01")});
  const Lines after = {kNewer, kOlder, "2026-01-09T23:59:59Z https://partner.example/y Two",
                       "2026-01-09T23:59:58Z https://partner.example/x One"};
  CHECK(series.fetch(kMonday) == after);
  CHECK(series.fetch(kTuesday) == after);
}

TEST_CASE("one undated item in a store without others is of the time it was first seen") {
  Series series;
  series.serve("partner", {post("a", "Budgets", "")});
  CHECK(series.fetch(kMonday) == Lines{"2026-03-02T12:00:00Z https://partner.example/a Budgets"});
  CHECK(series.fetch(kTuesday) == Lines{"2026-03-02T12:00:00Z https://partner.example/a Budgets"});
}

TEST_CASE("half an item overwrites no whole one, and a new one waits for the whole file") {
  Series series;
  const std::string whole = rss_of({post("c", "Contracts", "2026-02-03", "All of contracts."),
                                    post("b", "Bridges", "2026-02-02", "All of bridges."),
                                    post("a", "Budgets", "2026-02-01", "All of budgets.")});
  const auto words = [&] { return sql(series, "SELECT content FROM item ORDER BY key"); };
  series.serve("partner", whole.substr(0, whole.find(" of bridges")));
  series.fetch(kMonday);
  CHECK(words() == "All of contracts.");
  CHECK_THAT(series.report(),
             Catch::Contains("its file ends in the middle of an item, which waits "
                             "for the whole file; if that lasts, tell its operator"));
  CHECK(sql(series, "SELECT etag || body_hash FROM source WHERE id = 'partner'").empty());
  series.serve("partner", whole);
  series.fetch(kTuesday);
  CHECK(words() == "All of contracts.\nAll of bridges.\nAll of budgets.");
  series.serve("partner", whole.substr(0, whole.find(" of bridges")));
  series.fetch(kWednesday);
  CHECK(words() == "All of contracts.\nAll of bridges.\nAll of budgets.");
  CHECK(series.counts("partner") == "0 new, 0 changed");
}

TEST_CASE("a store of older rules is brought up to date and calls nothing changed") {
  Series series;
  series.serve("partner",
               {post("a", "Budgets of ten schools", "2026-02-01T09:00:00Z", "Few words.")});
  const Lines before = series.fetch(kMonday);
  sql(series,
      "UPDATE item SET content = 'Few <i>words</i>.', content_hash = 'of another time', "
      "canonical_url = '', title_key = '', fingerprint = 5, words = 7");
  // Its bytes are others, or nobody would look into it.
  series.serve("partner",
               rss_of({post("a", "Budgets of ten schools", "2026-02-01T09:00:00Z", "Few words.")},
                      "<ttl>60</ttl>"));
  CHECK(series.fetch(kTuesday) == before);
  CHECK(series.counts("partner") == "0 new, 0 changed");
  CHECK(modified(series, 0).empty());
  // The text is described anew when it is next compared.
  CHECK(sql(series,
            "SELECT content || ' ' || words || ' ' || fingerprint || ' ' || title_key "
            "FROM item") == "Few words. 0 0 budgets of ten schools");
  CHECK_FALSE(sql(series, "SELECT canonical_url FROM item").empty());
}

}  // namespace dates_series_test
