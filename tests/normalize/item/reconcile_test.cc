// SPDX-License-Identifier: MIT
//
// Which fetched item is which stored one. tests/e2e/identity_series_test.cc tells the same as
// subscribers see it.
#include "normalize/item/reconcile.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "base/time_format.h"
#include "normalize/item/identity.h"
#include "normalize/link/canonical_url.h"

namespace syndic::normalize::reconcile_test {
namespace {

using model::IdentityScheme;
using Lines = std::vector<std::string>;

constexpr std::string_view kSource = "https://partner.example/feed";

model::Timestamp at(std::string_view text) { return *base::parse_rfc3339_utc(text); }

model::Item item(const std::string& id, const std::string& link, const std::string& title,
                 std::string_view date = "2022-05-16T09:30:00Z", const std::string& text = "") {
  model::Item made;
  made.id = made.lineage.given_id = id;
  made.url = link;
  made.canonical_url = canonical_url(link);
  made.title.value = title;
  made.content.value = text;
  made.content_hash = title + "|" + link + "|" + text;
  made.dated_by_first_sight = date.empty();
  made.published = at(date.empty() ? "2022-06-01T12:00:00Z" : date);
  return made;
}

// A source's stored items, as a store would recall them.
class Memory {
 public:
  // Takes in what a fetch brings; gives "id" of each item that was known, "new id" of the others.
  Lines fetch(std::vector<model::Item> items) {
    identify(items, kSource);
    const std::vector<model::Item> given = items;
    const Reconciled result = reconcile(
        items, kSource, identity,
        [&](const model::Clues& clues) {
          asked.push_back(clues);
          return recall(clues);
        },
        [&](std::int64_t key) { return text(key); });
    identity = result.memory;
    completed.clear();
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].content_hash != given[i].content_hash) completed.push_back(i);
    }
    Lines lines;
    for (model::Item& each : items) {
      const auto same = std::find_if(known.begin(), known.end(),
                                     [&](const auto& any) { return any.id == each.id; });
      lines.push_back((same == known.end() ? "new " : "") + each.id);
      if (same != known.end()) {
        same->feed_id = each.lineage.feed_id;
        same->canonical_url = each.canonical_url;
        same->title = each.title.value;
      } else {
        known.push_back({static_cast<std::int64_t>(known.size() + 1), each.id, each.lineage.feed_id,
                         each.canonical_url, each.title.value, *each.published,
                         each.dated_by_first_sight, each.content_hash, 0, 0});
        texts_.push_back(each);
      }
    }
    return lines;
  }

  std::vector<model::KnownItem> known;
  model::IdentityMemory identity;
  std::vector<std::size_t> completed;  // Places of the items whose words were hashed.
  std::vector<model::Clues> asked;

 private:
  [[nodiscard]] std::vector<model::KnownItem> recall(const model::Clues& clues) const {
    const auto has = [](const auto& list, const auto& value) {
      return std::find(list.begin(), list.end(), value) != list.end();
    };
    std::vector<model::KnownItem> found;
    for (const model::KnownItem& each : known) {
      if (has(clues.ids, each.id) || has(clues.ids, each.feed_id) ||
          has(clues.links, each.canonical_url) || has(clues.titles, each.title) ||
          has(clues.days, model::Timestamp(each.published.date())) || clues.newest > 0) {
        found.push_back(each);
      }
    }
    return found;
  }

  // Keys count from 1.
  [[nodiscard]] std::optional<model::Item> text(std::int64_t key) const {
    const model::Item& item = texts_.at(static_cast<std::size_t>(key) - 1);
    model::Item text;
    text.title = item.title;
    text.content = item.content;
    text.summary = item.summary;
    return text;
  }

  std::vector<model::Item> texts_;  // As they were stored first.
};

TEST_CASE(
    "What is known by its ids costs one question, and its words are hashed only where it changed") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "A"), item("urn:x:2", "https://p/2", "B")});
  CHECK(memory.completed == std::vector<std::size_t>{0, 1});
  memory.asked.clear();
  CHECK(memory.fetch({item("urn:x:1", "https://p/1", "A"), item("urn:x:2", "https://p/2", "C")}) ==
        Lines{"urn:x:1", "urn:x:2"});
  CHECK(memory.completed == std::vector<std::size_t>{1});
  REQUIRE(memory.asked.size() == 1);
  CHECK(memory.asked[0].ids.size() == 2);
  CHECK(memory.asked[0].links.empty());
}

TEST_CASE("A link is known by one of title and date, and by neither is another item's") {
  Memory memory;
  memory.fetch({item("urn:x:1", "http://p/1", "A"), item("urn:x:2", "http://p/2", "B"),
                item("urn:x:3", "http://p/3", "C")});
  CHECK(memory.fetch({item("urn:y:1", "https://p/1/", "A"), item("urn:y:2", "https://p/2", "Other"),
                      item("urn:y:3", "https://p/3", "Other", "2022-07-01T00:00:00Z")}) ==
        Lines{"urn:x:1", "urn:x:2", "new urn:y:3"});
}

TEST_CASE("One title at one link, dated days apart, is that of two items") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "Digest"), item("urn:x:2", "https://p/2", "B")});
  CHECK(memory.fetch({item("urn:y:1", "https://p/1", "Digest", "2022-07-01T00:00:00Z"),
                      item("urn:x:2", "https://p/2", "B")}) == Lines{"new urn:y:1", "urn:x:2"});
}

TEST_CASE("A link that two fetched items share tells neither") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "A")});
  CHECK(memory.fetch({item("urn:y:1", "https://p/1", "Other"), item("urn:y:2", "https://p/1", "B"),
                      item("urn:x:9", "https://p/9", "Z")}) ==
        Lines{"new urn:y:1", "new urn:y:2", "new urn:x:9"});
}

TEST_CASE("An item that stands in the feed under its own id is no other's") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "A")});
  CHECK(memory.fetch({item("urn:x:1", "https://p/1", "A"), item("urn:x:2", "https://p/2", "A")}) ==
        Lines{"urn:x:1", "new urn:x:2"});
  // Not even where it gave its link away.
  CHECK(memory.fetch({item("urn:x:1", "https://p/3", "A"), item("urn:x:3", "https://p/1", "A"),
                      item("urn:x:2", "https://p/2", "A")}) ==
        Lines{"urn:x:1", "new urn:x:3", "urn:x:2"});
}

TEST_CASE("Titles are compared by their words, dates to the second or the day") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "Don’t “go”!"), item("urn:x:2", "https://p/2", "B"),
                item("urn:x:3", "https://p/3", "C"), item("urn:x:4", "https://p/4", "!")});
  CHECK(memory.fetch({item("urn:x:9", "https://p/9", "Z"),
                      item("urn:y:1", "https://q/1", "don't \"Go\""),
                      item("urn:y:2", "https://q/2", "B", "2022-05-16T00:00:00Z"),
                      item("urn:y:3", "https://q/3", "C", "2022-05-16T09:30:01Z"),
                      item("urn:x:4", "https://p/4", "!")}) ==
        Lines{"new urn:x:9", "urn:x:1", "urn:x:2", "new urn:y:3", "urn:x:4"});
}

TEST_CASE("A title and date that several items have tell none of them") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "A"), item("urn:x:2", "https://p/2", "A"),
                item("urn:x:3", "https://p/3", "B")});
  CHECK(memory.fetch({item("urn:y:1", "https://q/1", "A"), item("urn:y:3", "https://q/3", "B"),
                      item("urn:y:4", "https://q/4", "B")}) ==
        Lines{"new urn:y:1", "new urn:y:3", "new urn:y:4"});
}

TEST_CASE("A feed that changed as a whole is known by titles where all dates are off alike") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "A", ""), item("urn:x:2", "https://p/2", "B"),
                item("urn:x:3", "https://p/3", "C", "2022-05-18T09:30:00Z"),
                item("urn:x:4", "https://p/4", "D", "2022-05-19T09:30:00Z")});
  const auto moved = [&](const std::string& second, const std::string& third) {
    return memory.fetch({item("urn:y:1", "https://q/1", "A"),
                         item("urn:y:2", "https://q/2", "B", second),
                         item("urn:y:3", "https://q/3", "C", third),
                         item("urn:y:4", "https://q/4", "D", "2022-05-29T09:30:00Z")});
  };
  SECTION("by a time zone, on several days") {
    CHECK(moved("2022-05-16T23:30:00Z", "2022-05-18T23:30:00Z") ==
          Lines{"urn:x:1", "urn:x:2", "urn:x:3", "new urn:y:4"});
    CHECK(memory.identity == model::IdentityMemory{});
  }
  SECTION("but not each by another") {
    CHECK(moved("2022-05-16T22:30:00Z", "2022-05-18T23:30:00Z") ==
          Lines{"new urn:y:1", "new urn:y:2", "new urn:y:3", "new urn:y:4"});
  }
  SECTION("nor by what no zone is") {
    CHECK(moved("2022-05-16T12:31:00Z", "2022-05-18T12:31:00Z") ==
          Lines{"new urn:y:1", "new urn:y:2", "new urn:y:3", "new urn:y:4"});
  }
  SECTION("nor where one item is known by its id") {
    CHECK(memory.fetch({item("urn:y:2", "https://q/2", "B", "2022-05-16T23:30:00Z"),
                        item("urn:y:3", "https://q/3", "C", "2022-05-18T23:30:00Z"),
                        item("urn:x:4", "https://p/4", "D")}) ==
          Lines{"new urn:y:2", "new urn:y:3", "urn:x:4"});
  }
}

TEST_CASE("An undated item of a feed whose links all changed is known with the dated ones") {
  Memory memory;
  memory.fetch({item("", "https://p/1", "Undated", "", "Few words"), item("", "https://p/2", "B"),
                item("", "https://p/3", "C", "2022-05-18T09:30:00Z")});
  const Lines ids = memory.fetch({item("", "https://p/1?v=2", "Undated", "", "Few words"),
                                  item("", "https://p/2?v=2", "B"),
                                  item("", "https://p/3?v=2", "C", "2022-05-18T09:30:00Z")});
  CHECK(ids == Lines{"https://p/1", "https://p/2", "https://p/3"});
}

constexpr const char* kRain = "Rain from the west, with strong winds at the coast and snow above";
constexpr const char* kSun = "Sun all day long, and not a cloud in the sky over all valleys";

TEST_CASE("The next issue of a feed of the same titles is no migration") {
  Memory memory;
  const auto issue = [](const std::string& hour, const std::string& text) {
    const std::string date = "2022-05-16T" + hour + ":00:00Z";
    return std::vector<model::Item>{
        item("urn:a:" + hour, "https://p/a" + hour, "North", date, "North: " + text),
        item("urn:b:" + hour, "https://p/b" + hour, "South", date, "South: " + text)};
  };
  CHECK(memory.fetch(issue("06", kRain)) == Lines{"new urn:a:06", "new urn:b:06"});
  CHECK(memory.fetch(issue("12", kSun)) == Lines{"new urn:a:12", "new urn:b:12"});
  CHECK(memory.fetch(issue("18", kRain + std::string(" a thousand metres"))) !=
        Lines{"urn:a:12", "urn:b:12"});
  CHECK(memory.identity == model::IdentityMemory{});
}

TEST_CASE("A feed that says the same under other ids, links and dates says nothing new") {
  Memory memory;
  const auto fetch = [&](const std::string& day) {
    const std::string date = "2022-05-" + day + "T00:00:00Z";
    return memory.fetch({item("urn:a:" + day, "https://p/a" + day, "North", date, kRain),
                         item("urn:b:" + day, "https://p/b" + day, "South", date, kSun)});
  };
  CHECK(fetch("16") == Lines{"new urn:a:16", "new urn:b:16"});
  for (const std::string day : {"17", "19", "25"}) {
    CHECK(fetch(day) == Lines{"urn:a:16", "urn:b:16"});
    CHECK(memory.identity == model::IdentityMemory{});
  }
}

TEST_CASE("Each day's digest at one link is an item of its own, and no change of ids") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/digest", "Digest", "2022-05-16T06:00:00Z", kRain)});
  CHECK(memory.fetch({item("urn:x:2", "https://p/digest", "Digest", "2022-05-16T18:00:00Z",
                           kSun)}) == Lines{"new urn:x:2"});
  CHECK(memory.fetch({item("urn:x:3", "https://p/digest", "Digest", "2022-05-16T20:00:00Z",
                           kSun)}) == Lines{"urn:x:2"});
}

TEST_CASE("What has neither id nor link of its own is known by title and text, whatever its date") {
  Memory memory;
  const auto fetch = [&](const std::string& day, const Lines& titles) {
    std::vector<model::Item> items;
    for (const std::string& title : titles) {
      items.push_back(item("", "https://p/news", title, "2022-05-" + day + "T00:00:00Z",
                           title == "A" ? kRain : "Words."));
    }
    std::size_t news = 0;
    for (const std::string& line : memory.fetch(items)) news += line.starts_with("new ") ? 1 : 0;
    return news;
  };
  CHECK(fetch("16", {"A", "B"}) == 2);
  CHECK(fetch("17", {"A", "B"}) == 0);
  CHECK(fetch("20", {"C", "A", "B"}) == 1);
  CHECK(fetch("21", {"C"}) == 0);
  CHECK(fetch("22", {"C", "A"}) == 0);
  CHECK(memory.known.size() == 3);
}

TEST_CASE("An item without an id at another link of its own is another one, whatever it says") {
  Memory memory;
  memory.fetch({item("", "https://p/1", "Meeting", "2022-05-16T09:30:00Z", kRain)});
  CHECK(memory.fetch({item("", "https://p/2", "Meeting", "2022-05-23T09:30:00Z", kRain)}) ==
        Lines{"new https://p/2"});
}

TEST_CASE("An id stands for another item only where link, title, date and text all say so") {
  const model::Item first = item("urn:x:now", "https://p/1", "A", "2022-05-16T09:30:00Z", kRain);
  const auto next = [&](const model::Item& second) {
    Memory memory;
    memory.fetch({first});
    return memory.fetch({second}).at(0) == "urn:x:now";
  };
  const std::string_view later = "2022-06-16T09:30:00Z";
  CHECK(next(item("urn:x:now", "https://p/2", "B")));
  CHECK(next(item("urn:x:now", "https://p/2", "a.", later)));
  CHECK(next(item("urn:x:now", "https://p/1?utm_source=x", "B", later)));
  CHECK(next(item("urn:x:now", "", "B", later)));
  CHECK(next(item("urn:x:now", "https://p/2", "B", "")));
  CHECK(next(item("urn:x:now", "https://p/2", "B", "2022-05-16T10:30:00Z", kSun)));
  CHECK(next(item("urn:x:now", "https://p/2", "B", "2022-05-16T23:30:00Z", kSun)));
  CHECK(next(item("urn:x:now", "https://p/2", "B", later, kRain)));
  CHECK_FALSE(next(item("urn:x:now", "https://p/2", "B", "2022-05-16T23:30:01Z", kSun)));
  CHECK_FALSE(next(item("urn:x:now", "https://p/2", "B", later)));
}

TEST_CASE("Ids that are places in a feed are seen through within a day too") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/b", "B", "2022-05-16T10:00:00Z"),
                item("urn:x:2", "https://p/a", "A", "2022-05-16T09:00:00Z")});
  const Lines lines = memory.fetch({item("urn:x:1", "https://p/c", "C", "2022-05-16T11:00:00Z"),
                                    item("urn:x:2", "https://p/b", "B", "2022-05-16T10:00:00Z")});
  CHECK(lines[0].starts_with("new "));
  CHECK(lines[1] == "urn:x:1");
  CHECK(memory.identity.scheme == IdentityScheme::links);
}

TEST_CASE("One id that is used again says nothing of the others") {
  Memory memory;
  memory.fetch({item("urn:x:now", "https://p/1", "A")});
  memory.fetch({item("urn:x:now", "https://p/2", "B", "2022-06-16T09:30:00Z")});
  CHECK(memory.known.size() == 2);
  CHECK(memory.identity == model::IdentityMemory{});
}

TEST_CASE("A migration is no habit, two changes in a row are") {
  Memory memory;
  const auto fetch = [&](const std::string& prefix) {
    memory.fetch({item(prefix + "1", "https://p/1", "A"), item(prefix + "2", "https://p/2", "B"),
                  item(prefix + "3", "https://p/3", "C")});
    return memory.identity;
  };
  CHECK(fetch("urn:a:") == model::IdentityMemory{});
  CHECK(fetch("urn:b:") == model::IdentityMemory{IdentityScheme::ids, 1});
  CHECK(fetch("urn:b:") == model::IdentityMemory{IdentityScheme::ids, 0});
  CHECK(fetch("urn:c:") == model::IdentityMemory{IdentityScheme::ids, 1});
  CHECK(fetch("urn:d:") == model::IdentityMemory{IdentityScheme::links, 0});
  CHECK(fetch("urn:e:") == model::IdentityMemory{IdentityScheme::links, 0});
  CHECK(memory.known.size() == 3);
}

TEST_CASE("Where links change as well, twice in a row, titles are what is left") {
  Memory memory;
  for (const char* const turn : {"1", "2", "3", "4", "5"}) {
    memory.fetch({item("urn:x:" + std::string(turn), "https://p/?t=" + std::string(turn), "A")});
  }
  CHECK(memory.identity == model::IdentityMemory{IdentityScheme::titles, 0});
  CHECK(memory.known.size() == 1);
}

TEST_CASE("Links that turn out to change after ids give way to titles") {
  Memory memory;
  memory.identity = {IdentityScheme::links, 0};
  for (const char* const turn : {"1", "2", "3", "4"}) {
    memory.fetch({item("", "https://p/?t=" + std::string(turn), "A"),
                  item("", "https://p/?u=" + std::string(turn), "B")});
  }
  CHECK(memory.identity == model::IdentityMemory{IdentityScheme::titles, 0});
  CHECK(memory.known.size() == 2);
}

TEST_CASE("A fetch of new items alone says nothing of ids") {
  Memory memory;
  memory.identity = {IdentityScheme::ids, 1};
  memory.fetch({item("urn:x:1", "https://p/1", "A")});
  CHECK(memory.identity.id_changes == 1);
}

TEST_CASE("What every item shares is no id, and one item alone shares nothing") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "A")});
  CHECK(memory.identity.scheme == IdentityScheme::ids);
  Memory without;
  without.fetch({item("", "https://p/1", "A"), item("", "https://p/2", "B")});
  CHECK(without.identity.scheme == IdentityScheme::ids);
  Memory shared;
  const auto first = shared.fetch({item("x", "https://p/1", "A"), item("x", "https://p/2", "B")});
  CHECK(shared.identity.scheme == IdentityScheme::links);
  CHECK(first[0].starts_with("new urn:uuid:"));
  shared.fetch({item("x", "https://p/2", "B"), item("x", "https://p/3", "C")});
  CHECK(shared.known.size() == 3);
  CHECK(shared.known[2].id == "https://p/3");
  shared.fetch({item("x", "https://p/2", "B"), item("x", "https://p/3", "C")});
  CHECK(shared.completed.empty());
}

TEST_CASE("No two fetched items end up as one") {
  Memory memory;
  // The id of the first was given to the second meanwhile, and the first has another one.
  memory.fetch({item("urn:x:1", "https://p/1", "A"), item("urn:x:9", "https://p/9", "Z")});
  memory.fetch({item("urn:x:2", "https://p/1", "A"), item("urn:x:9", "https://p/9", "Z")});
  const auto lines =
      memory.fetch({item("urn:x:2", "https://p/1", "A"), item("urn:x:1", "https://p/3", "C"),
                    item("urn:x:9", "https://p/9", "Z")});
  CHECK(lines[0] == "urn:x:1");
  CHECK(lines[1].starts_with("new urn:uuid:"));
  CHECK(memory.fetch({item("urn:x:1", "https://p/3", "C"), item("urn:x:9", "https://p/9", "Z")}) ==
        Lines{lines[1].substr(4), "urn:x:9"});
  CHECK(memory.fetch({item("urn:x:2", "https://p/1", "A"), item("urn:x:1", "https://p/3", "C"),
                      item("urn:x:9", "https://p/9", "Z")}) ==
        Lines{"urn:x:1", lines[1].substr(4), "urn:x:9"});
}

TEST_CASE("What is stored under an id of earlier rules stays that item") {
  const std::string link = "https://example.org/a[1]?b[]=2";
  for (const auto& [id, stored] :
       {std::pair<std::string, std::string>{"urn:uuid:nope", "urn:uuid:nope"},
        std::pair<std::string, std::string>{"https://example.org/guid[7]",
                                            "https://example.org/guid[7]"},
        std::pair<std::string, std::string>{"", link}}) {
    CAPTURE(stored);
    Memory memory;
    model::KnownItem known;
    known.key = 1;
    known.id = known.feed_id = stored;
    known.canonical_url = canonical_url(link);
    known.title = "One";
    known.published = at("2022-05-16T09:30:00Z");
    memory.known.push_back(known);
    const model::Item fetched = item(id, link, "One, edited", "2022-05-17T09:30:00Z");
    CHECK(memory.fetch({fetched}) == Lines{stored});
    CHECK(memory.fetch({fetched}) == Lines{stored});
    CHECK(memory.identity.id_changes == 0);
    CHECK(memory.known.size() == 1);
  }
}

TEST_CASE("What is published under its first id, and came under one of earlier rules since, too") {
  Memory memory;
  memory.fetch({item("urn:x:1", "https://p/1", "A"), item("urn:x:2", "https://p/2", "B")});
  memory.known[0].feed_id = "urn:uuid:nope";
  CHECK(memory.fetch({item("urn:uuid:nope", "https://p/3", "C, edited"),
                      item("urn:x:2", "https://p/2", "B")}) == Lines{"urn:x:1", "urn:x:2"});
}

}  // namespace
}  // namespace syndic::normalize::reconcile_test
