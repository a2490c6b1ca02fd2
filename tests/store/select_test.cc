// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <ctime>

#include "base/hash.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace select_test {

using namespace syndic;
using test::also_in;
using test::at;
using test::feed;
using test::item;
using test::kNoon;
using test::kOneHourLater;
using test::linked;
using test::names;
using test::newest;
using Names = std::vector<std::string>;

TEST_CASE("Items come newest published first, then by id, over all sources") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("b", feed({item("2", "2022-02-04T00:00:00Z"), item("9", "2019-01-01T00:00:00Z")}),
               {}, kNoon);
  store->merge("a",
               feed({item("3", "2022-02-04T00:00:00Z"), item("1", "2022-02-04T00:00:00Z"),
                     item("8", "2023-01-01T00:00:00Z")}),
               {}, kNoon);
  const Names all = {"a/8", "a/1", "b/2", "a/3", "b/9"};
  CHECK(names(store->select(newest({"a", "b"}))) == all);
  CHECK(names(store->select(newest({"b", "a", "b"}))) == all);
  CHECK(names(store->select(newest({"a", "b"}, 3))) == Names{"a/8", "a/1", "b/2"});
  CHECK(store->select(newest({"a", "b"}, 0)).empty());
}

TEST_CASE("A selection holds the named sources alone") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
  store->merge("b", feed({item("2", "2022-01-02T00:00:00Z")}), {}, kNoon);
  CHECK(names(store->select(newest({"a", "unknown", "'; --"}))) == Names{"a/1"});
  CHECK(store->select(newest({})).empty());
}

TEST_CASE("A selection ends at its oldest date, which still counts") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a",
               feed({item("1", "2022-01-01T00:00:00Z"), item("2", "2022-01-02T00:00:00Z"),
                     item("3", "2022-01-03T00:00:00Z")}),
               {}, kNoon);
  store::Selection selection = newest({"a"});
  selection.not_before = at("2022-01-02T00:00:00Z");
  CHECK(names(store->select(selection)) == Names{"a/3", "a/2"});
}

TEST_CASE("An item that several sources carry comes once, from whoever had it first") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const link = "https://casel.example/1";

  SECTION("by its id") {
    store->merge("late", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kOneHourLater);
    store->merge("first", feed({item("x", "2022-03-01T00:00:00Z")}), {}, kNoon);
    const auto items = store->select(newest({"first", "late"}));
    CHECK(names(items) == Names{"first/x"});
    CHECK(also_in(items[0]) == Names{"late"});
    CHECK(names(store->select(newest({"late"}))) == Names{"late/x"});
  }
  SECTION("by its canonical link") {
    store->merge("late", feed({linked(item("x", "2022-01-01T00:00:00Z"), link)}), {},
                 kOneHourLater);
    store->merge("first", feed({linked(item("y", "2022-03-01T00:00:00Z"), link)}), {}, kNoon);
    const auto items = store->select(newest({"first", "late"}));
    CHECK(names(items) == Names{"first/y"});
    CHECK(also_in(items[0]) == Names{"late"});
  }
  SECTION("seen at once, the earlier published has it") {
    store->merge("a", feed({item("x", "2022-03-01T00:00:00Z")}), {}, kNoon);
    store->merge("b", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
    CHECK(names(store->select(newest({"a", "b"}))) == Names{"b/x"});
  }
  SECTION("and published at once, the source first by id") {
    store->merge("b", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
    store->merge("a", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
    store->merge("c", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
    const auto items = store->select(newest({"c", "b", "a"}));
    CHECK(names(items) == Names{"a/x"});
    CHECK(also_in(items[0]) == Names{"b", "c"});
  }
}

TEST_CASE("The first to have an item keeps it when it changes") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("first", feed({item("x", "2022-01-01T00:00:00Z", "Old")}), {}, kNoon);
  store->merge("late", feed({item("x", "2021-12-31T00:00:00Z", "Copy")}), {}, kOneHourLater);
  store->merge("first", feed({item("x", "2022-01-02T00:00:00Z", "New")}), {},
               at("2022-06-01T00:00:00Z"));
  const auto items = store->select(newest({"first", "late"}));
  REQUIRE(names(items) == Names{"first/x"});
  CHECK(items[0].item.title.value == "New");
}

TEST_CASE("A source that is not selected takes no item away and is not named") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("hidden", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
  store->merge("shown", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kOneHourLater);
  const auto items = store->select(newest({"shown"}));
  CHECK(names(items) == Names{"shown/x"});
  CHECK(items[0].copies.empty());
}

TEST_CASE("Two items with one link in one source are different items") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const link = "https://show.example/all";
  const auto episodes = feed({linked(item("1", "2022-01-01T00:00:00Z"), link),
                              linked(item("2", "2022-01-02T00:00:00Z"), link),
                              linked(item("3", "2022-01-03T00:00:00Z"), link)});
  const auto mention = feed({linked(item("m", "2022-01-04T00:00:00Z"), link)});

  SECTION("alone") {
    store->merge("show", episodes, {}, kNoon);
    const auto items = store->select(newest({"show"}));
    CHECK(names(items) == Names{"show/3", "show/2", "show/1"});
    CHECK(items[0].copies.empty());
  }
  SECTION("another source's item takes none of them away, whoever comes first") {
    const bool is_late = GENERATE(false, true);
    store->merge("show", episodes, {}, is_late ? kOneHourLater : kNoon);
    store->merge("other", mention, {}, is_late ? kNoon : kOneHourLater);
    const auto items = store->select(newest({"show", "other"}));
    CHECK(names(items) == Names{"other/m", "show/3", "show/2", "show/1"});
    for (const auto& each : items) CHECK(each.copies.empty());
  }
}

TEST_CASE("Items without a link have no link in common") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
  store->merge("b", feed({item("2", "2022-01-02T00:00:00Z")}), {}, kNoon);
  CHECK(store->select(newest({"a", "b"})).size() == 2);
}

TEST_CASE("A limit counts the items that are shown, not their copies") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  std::vector<model::Item> items;
  for (int i = 0; i < 20; ++i)
    items.push_back(item(std::to_string(10 + i), "2022-01-01T00:00:00Z"));
  store->merge("a", feed(items), {}, kNoon);
  store->merge("b", feed(items), {}, kOneHourLater);
  store->merge("c", feed({item("z", "2021-01-01T00:00:00Z")}), {}, kNoon);
  const auto shown = store->select(newest({"a", "b", "c"}, 21));
  REQUIRE(shown.size() == 21);
  CHECK(shown.back().source_id == "c");
}

TEST_CASE("The newest of ten thousand sources are found without reading them all") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto start = at("2022-01-01T00:00:00Z");
  store::Selection selection = newest({}, 50);
  store->begin_batch();
  for (int source = 0; source < 10'000; ++source) {
    selection.source_ids.push_back("s" + std::to_string(source));
    std::vector<model::Item> items;
    for (int i = 0; i < 4; ++i) {
      auto made = item(std::to_string(source) + "-" + std::to_string(i), "2022-01-01T00:00:00Z");
      made.published = start + boost::posix_time::minutes(i * 10'000 + source);
      items.push_back(std::move(made));
    }
    store->merge(selection.source_ids.back(), feed(std::move(items)), {}, kNoon);
  }
  store->commit();
  // The processor's time, which other programs on the machine do not lengthen.
  const std::clock_t before = std::clock();
  const auto items = store->select(selection);
  const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  REQUIRE(items.size() == 50);
  CHECK(items.front().item.id == "9999-3");
  CHECK(items.back().item.id == "9950-3");
  // It is a few milliseconds, and longer only where sanitizers watch.
  CHECK(seconds < 0.5);
}

namespace {

// An item on `link`, that `words` of text and its title say more of.
model::Item told(const std::string& id, const char* published, const std::string& link,
                 std::uint64_t fingerprint, std::uint32_t words = 200) {
  model::Item made = linked(item(id, published), link);
  made.lineage.title_key = "ten years of learning";
  made.lineage.fingerprint = fingerprint;
  made.lineage.words = words;
  return made;
}

// A feed that says where it is at home.
model::Feed at_home(const std::string& url, std::vector<model::Item> items) {
  model::Feed made = feed(std::move(items));
  made.home_page_url = url;
  return made;
}

constexpr std::uint64_t kText = 0x0123456789ABCDEF;
constexpr std::uint64_t kOtherText = ~kText;

}  // namespace

TEST_CASE("Within one run an item is the source's on whose host its link is, www aside") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const link = "https://www.casel.example/1";
  const auto partner = feed({linked(item("p", "2022-01-01T00:00:00Z"), link)});
  const auto owner =
      at_home("https://casel.example/", {linked(item("o", "2022-01-02T00:00:00Z"), link)});
  store->merge("a-partner", partner, {}, kNoon);

  SECTION("in the same run") {
    store->merge("owner", owner, {}, kNoon);
    CHECK(names(store->select(newest({"a-partner", "owner"}))) == Names{"owner/o"});
  }
  SECTION("a run later, the first keeps it") {
    store->merge("owner", owner, {}, kOneHourLater);
    CHECK(names(store->select(newest({"a-partner", "owner"}))) == Names{"a-partner/p"});
  }
}

TEST_CASE("What a rule makes of a text is kept, and is no news") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  model::Item said = told("1", "2022-01-01T00:00:00Z", "https://a.example/1", 0, 0);
  said.title.value = "Ten years";
  said.content = {"<p>Of learning.</p>", model::TextType::html, ""};
  said.summary.value = "Of it.";
  store->merge("a", feed({said}), {}, kNoon);
  auto selection = newest({"a"});
  std::vector<model::Item> texts;
  selection.same_story = [&](model::Candidates& candidates) -> model::Judge {
    return [&](model::ItemKey key) {
      const auto item = candidates.item(key);
      REQUIRE(item);
      if (item->words > 0) return model::Verdict();
      texts.push_back(candidates.text(key).value());
      model::Lineage lineage;
      lineage.fingerprint = kText;
      lineage.words = 2;
      candidates.keep_lineage(key, lineage);
      return model::Verdict();
    };
  };
  CHECK(names(store->select(selection)) == Names{"a/1"});
  REQUIRE(texts.size() == 1);
  CHECK(texts[0].title.value == "Ten years");
  CHECK(texts[0].content.value == "<p>Of learning.</p>");
  CHECK(texts[0].content.type == model::TextType::html);
  CHECK(texts[0].summary.value == "Of it.");
  const auto stored = store->select(selection);
  CHECK(texts.size() == 1);
  REQUIRE(stored.size() == 1);
  CHECK(stored[0].item.lineage.fingerprint == kText);
  CHECK(stored[0].item.lineage.words == 2);
}

TEST_CASE("One title with nearly the same text within three days is one item") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a", feed({told("1", "2022-01-01T00:00:00Z", "https://a.example/1", kText)}), {},
               kNoon);
  const auto other = [&](const char* published, std::uint64_t text) {
    store->merge("b", feed({told("2", published, "https://b.example/2", text)}), {}, kNoon);
    return names(store->select(newest({"a", "b"})));
  };
  SECTION("three days later") {
    CHECK(other("2022-01-04T00:00:00Z", kText) == Names{"a/1"});
    const auto items = store->select(newest({"a", "b"}));
    REQUIRE(items[0].copies.size() == 1);
    CHECK(items[0].copies[0].match == model::Match::words);
    CHECK(items[0].copies[0].id == "2");
    CHECK(items[0].copies[0].url == "https://b.example/2");
  }
  SECTION("three days before") { CHECK(other("2021-12-29T00:00:00Z", kText) == Names{"b/2"}); }
  SECTION("a second more") { CHECK(other("2022-01-04T00:00:01Z", kText).size() == 2); }
  SECTION("other text") { CHECK(other("2022-01-01T00:00:00Z", kOtherText).size() == 2); }
}

TEST_CASE("Copies of copies are one item that names them all") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const date = "2022-01-01T00:00:00Z";
  store->merge("b", feed({told("x", date, "https://b.example/1", kText)}), {}, kNoon);
  store->merge("a", feed({linked(item("x", date), "https://a.example/1")}), {}, kOneHourLater);
  store->merge("c", feed({told("y", date, "https://c.example/1", kText)}), {}, kOneHourLater);
  store->merge("d", feed({linked(item("z", date), "https://c.example/1")}), {}, kOneHourLater);
  const auto items = store->select(newest({"d", "c", "b", "a"}));
  REQUIRE(names(items) == Names{"b/x"});
  CHECK(also_in(items[0]) == Names{"a", "c", "d"});
}

TEST_CASE("No copy makes one of two items of a source") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const date = "2022-01-01T00:00:00Z";
  // The copy has the id of one and the link of the other.
  store->merge("a",
               feed({linked(item("1", date), "https://a.example/1"),
                     linked(item("2", date), "https://a.example/2")}),
               {}, kNoon);
  store->merge("b", feed({linked(item("1", date), "https://a.example/2")}), {}, kOneHourLater);
  const auto items = store->select(newest({"a", "b"}));
  REQUIRE(names(items) == Names{"a/1", "a/2"});
  CHECK(also_in(items[0]) == Names{"b"});
  CHECK(items[1].copies.empty());
}

TEST_CASE("An item that a rule dropped is neither shown nor named, and takes nothing away") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  model::Item dropped = item("x", "2022-01-01T00:00:00Z");
  dropped.lineage.dropped_by = "exclude \"sponsored\"";
  store->merge("a", feed({dropped, item("y", "2021-01-01T00:00:00Z")}), {}, kNoon);
  store->merge("b", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kOneHourLater);
  const auto items = store->select(newest({"a", "b"}));
  CHECK(names(items) == Names{"b/x", "a/y"});
  CHECK(items[0].copies.empty());
}

TEST_CASE("An echo of our own feeds or site never comes before another's") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  model::FetchState from_partner;
  from_partner.fetched_url = "https://partner.example/feed";
  store::Selection selection = newest({"partner", "own"});
  selection.same_story = normalize::same_story(
      {.site_url = "https://www.turn.example/", .feeds_url = "https://www.turn.example/feeds/"});
  model::Item echo = linked(item("x", "2022-01-01T00:00:00Z"), "https://partner.example/x");

  SECTION("by the feed that it names") { echo.origin.url = "http://turn.example/feeds/all.rss"; }
  SECTION("by its link") { echo.url = "https://turn.example/x"; }
  store->merge("partner", feed({echo}), from_partner, kNoon);
  CHECK(names(store->select(selection)) == Names{"partner/x"});
  store->merge("own", feed({linked(item("x", "2022-01-01T00:00:00Z"), "https://turn.example/x")}),
               {}, kOneHourLater);
  const auto items = store->select(selection);
  REQUIRE(names(items) == Names{"own/x"});
  CHECK(also_in(items[0]) == Names{"partner"});
}

TEST_CASE("Categories and enclosures of copies stand behind the item's own, each once") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  model::Item mine = item("x", "2022-01-01T00:00:00Z");
  mine.categories = {{"SEL", "", ""}};
  model::Item theirs = mine;
  theirs.categories = {{"sel", "", ""}, {"equity", "", ""}};
  theirs.enclosures = {{"https://a.example/talk.mp3", "audio/mpeg", "", {}, {}}};
  theirs.kind = model::Kind::listen;
  model::Item third = item("x", "2022-01-01T00:00:00Z");
  third.enclosures = {{"http://a.example/talk.mp3", "audio/mpeg", "", {}, {}}};
  for (int i = 0; i < 500; ++i) third.categories.push_back({"tag" + std::to_string(i), "", ""});
  store->merge("a", feed({mine}), {}, kNoon);
  store->merge("b", feed({theirs}), {}, kOneHourLater);
  store->merge("c", feed({third}), {}, kOneHourLater);
  const auto items = store->select(newest({"c", "a", "b"}));
  REQUIRE(names(items) == Names{"a/x"});
  REQUIRE(items[0].item.categories.size() == 50);
  CHECK(items[0].item.categories[0].term == "SEL");
  CHECK(items[0].item.categories[1].term == "equity");
  CHECK(items[0].item.categories[2].term == "tag0");
  REQUIRE(items[0].item.enclosures.size() == 1);
  CHECK(items[0].item.enclosures[0].url == "https://a.example/talk.mp3");
  CHECK(items[0].item.kind == model::Kind::listen);
}

TEST_CASE("A story whose best item is too old is shown by another one, under the same id") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const link = "https://a.example/1";
  store->merge("a", feed({linked(item("x", "2022-01-01T00:00:00Z"), link)}), {}, kNoon);
  store->merge("b", feed({linked(item("y", "2022-03-02T00:00:00Z"), link)}), {}, kOneHourLater);
  store->merge("c", feed({linked(item("z", "2022-03-03T00:00:00Z"), link)}), {},
               kOneHourLater + boost::posix_time::hours(1));
  store->merge("d", feed({item("1", "2022-02-02T00:00:00Z", "Other")}), {}, kNoon);
  store::Selection selection = newest({"a", "b", "c", "d"}, 2);

  SECTION("for the oldest date of the selection") {
    selection.not_before = at("2022-02-01T00:00:00Z");
    const auto items = store->select(selection);
    CHECK(names(items) == Names{"b/x", "d/1"});
    CHECK(items[0].item.published == at("2022-03-02T00:00:00Z"));
    CHECK(also_in(items[0]) == Names{"a", "c"});
  }
  SECTION("for its limit") {
    selection.limit = 1;
    CHECK(names(store->select(selection)) == Names{"b/x"});
  }
  SECTION("and by none other while it can be shown, whatever comes between") {
    CHECK(names(store->select(selection)) == Names{"d/1", "a/x"});
  }
}

TEST_CASE("Without dedupe every source's item stands, under an id of its own") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const link = "https://a.example/1";
  store->merge("b", feed({linked(item("x", "2022-01-01T00:00:00Z"), link)}), {}, kNoon);
  store->merge("a", feed({linked(item("x", "2022-01-01T00:00:00Z"), link)}), {}, kOneHourLater);
  store->merge("c", feed({linked(item("y", "2021-01-01T00:00:00Z"), link)}), {}, kOneHourLater);
  store::Selection selection = newest({"a", "b", "c"});
  selection.same_story = normalize::same_story({}, normalize::Sameness::never);
  const auto items = store->select(selection);
  REQUIRE(names(items) == Names{"a/" + base::name_based_urn("a", "x"), "b/x", "c/y"});
  for (const auto& each : items) CHECK(each.copies.empty());
}

TEST_CASE("What a thousand sources carry is one item, found without a look at all pairs") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store::Selection selection = newest({}, 50);
  store->begin_batch();
  for (int i = 0; i < 1'000; ++i) {
    selection.source_ids.push_back("s" + std::to_string(i));
    store->merge(selection.source_ids.back(),
                 feed({told("x", "2022-01-01T00:00:00Z", "https://a.example/1", kText)}), {},
                 kNoon);
  }
  store->commit();
  const std::clock_t before = std::clock();
  const auto items = store->select(selection);
  const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  REQUIRE(names(items) == Names{"s0/x"});
  CHECK(items[0].copies.size() == 999);
  CHECK(seconds < 3);
}

}  // namespace select_test
