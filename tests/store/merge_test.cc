// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "base/error.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace merge_test {

using namespace syndic;
using test::at;
using test::feed;
using test::item;
using test::kNoon;
using test::kOneHourLater;

namespace {

model::Item by_first_sight(model::Item made) {
  made.dated_by_first_sight = true;
  return made;
}

store::StoredItem only(store::Store& store) {
  auto items = store.select(test::newest({"casel"}));
  REQUIRE(items.size() == 1);
  return items[0];
}

}  // namespace

TEST_CASE("A merge counts what it added and changed, and an unchanged feed is neither") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto one = item("1", "2022-01-01T00:00:00Z");
  const auto two = item("2", "2022-01-02T00:00:00Z");
  auto change = store->merge("casel", feed({one, two}), {}, kNoon);
  CHECK(change.added == 2);
  CHECK(change.changed == 0);
  CHECK(store->fetch_states().at("casel").last_change == kNoon);

  model::FetchState state = store->fetch_states().at("casel");
  change = store->merge("casel", feed({one, two}), state, kOneHourLater);
  CHECK(change.added == 0);
  CHECK(change.changed == 0);
  CHECK(store->fetch_states().at("casel").last_change == kNoon);

  const auto three = item("3", "2022-01-03T00:00:00Z");
  change = store->merge("casel", feed({item("1", "2022-01-01T00:00:00Z", "New"), two, three}),
                        state, kOneHourLater);
  CHECK(change.added == 1);
  CHECK(change.changed == 1);
  CHECK(store->fetch_states().at("casel").last_change == kOneHourLater);
}

TEST_CASE("An item whose words changed was corrected; a new file or new rules correct nothing") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto with_hash = [](const char* hash) {
    auto made = item("1", "2022-01-01T00:00:00Z");
    made.content_hash = hash;
    return feed({made});
  };
  store->merge("casel", with_hash("2:message:addresses:words"), {}, kNoon);
  CHECK_FALSE(only(*store).corrected);
  store->merge("casel", with_hash("2:file:addresses:words"), {}, kOneHourLater);
  store->merge("casel", with_hash("3:file:addresses:other"), {}, kOneHourLater);
  CHECK_FALSE(only(*store).corrected);
  store->merge("casel", with_hash("3:new:addresses:new"), {}, kOneHourLater);
  CHECK(only(*store).corrected == kOneHourLater);
}

TEST_CASE("An item that is first seen six hours after its date came late, in a known source") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto six_hours = [](model::Timestamp time) { return time - boost::posix_time::hours(6); };
  auto first = item("1", "2022-01-01T00:00:00Z");
  store->merge("casel", feed({first}), {}, kNoon);
  CHECK_FALSE(only(*store).came_late);
  auto late = item("2", "2022-01-01T00:00:00Z");
  late.published = six_hours(kOneHourLater);
  auto soon = item("3", "2022-01-01T00:00:00Z");
  soon.published = six_hours(kOneHourLater) + boost::posix_time::seconds(1);
  store->merge("casel", feed({first, late, soon}), {}, kOneHourLater);
  const auto items = store->select(test::newest({"casel"}));
  REQUIRE(items.size() == 3);
  CHECK_FALSE(items[0].came_late);
  CHECK(items[1].came_late);
  CHECK_FALSE(items[2].came_late);
}

TEST_CASE("An item that only our own rules made another is stored anew and has not changed") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto made_by = [](const std::string& version, const std::string& text) {
    model::Item made = item("1", "2022-01-01T00:00:00Z");
    made.content = {text, model::TextType::html, {}};
    made.content_hash = version + text;
    made.updated = at("2022-01-02T00:00:00Z");
    return made;
  };
  store->merge("casel", feed({made_by("", "<p>Long</p>")}), {}, kNoon);
  model::Item again = made_by("1:", "<p lang=\"en\">Long</p>");
  again.updated = at("2022-05-16T13:00:00Z");
  again.canonical_url = "https://c.example/1";
  again.lineage.title_key = "a long title";
  again.lineage.fingerprint = 42;
  again.lineage.words = 8;
  const auto change = store->merge("casel", feed({again}), {}, kOneHourLater);
  CHECK(change.changed == 0);
  CHECK_FALSE(store->fetch_states().at("casel").last_change.has_value());
  const model::Item stored = only(*store).item;
  CHECK(stored.content.value == "<p lang=\"en\">Long</p>");
  CHECK(stored.updated == at("2022-01-02T00:00:00Z"));
  CHECK(stored.canonical_url == "https://c.example/1");
  CHECK(stored.lineage.title_key == "a long title");
  CHECK(stored.lineage.fingerprint == 42);
  CHECK(stored.lineage.words == 8);

  // An edit under the same rules is one.
  model::Item edited = made_by("1:", "<p>Longer</p>");
  CHECK(store->merge("casel", feed({edited}), {}, kOneHourLater).changed == 1);
  CHECK(only(*store).item.updated == kOneHourLater);
}

TEST_CASE("An item of which only addresses changed is stored anew and has not changed") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  model::Item one = item("1", "2022-01-01T00:00:00Z");
  one.content_hash = "4:message:one:words";
  store->merge("casel", feed({one}), {}, kNoon);
  one.image = "https://i2.example/1.jpg";
  one.updated = at("2022-05-16T13:00:00Z");
  one.content_hash = "4:message:two:words";
  CHECK(store->merge("casel", feed({one}), {}, kOneHourLater).changed == 0);
  CHECK(only(*store).item.image == "https://i2.example/1.jpg");
  CHECK_FALSE(only(*store).item.updated.has_value());
  CHECK_FALSE(store->fetch_states().at("casel").last_change == kOneHourLater);
}

TEST_CASE("Only other words date a change") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  model::Item one = item("1", "2022-01-01T00:00:00Z");
  one.content_hash = "4:message:one:words";
  store->merge("casel", feed({one}), {}, kNoon);
  one.categories = {{"term", "", ""}};
  one.updated = at("2022-05-16T13:00:00Z");
  one.content_hash = "4:other:two:words";
  CHECK(store->merge("casel", feed({one}), {}, kOneHourLater).changed == 1);
  CHECK_FALSE(only(*store).item.updated.has_value());
  one.content_hash = "4:another:three:more";
  CHECK(store->merge("casel", feed({one}), {}, kOneHourLater).changed == 1);
  CHECK(only(*store).item.updated == at("2022-05-16T13:00:00Z"));
}

TEST_CASE("A link that counts otherwise than before is noted, and is no change") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel", feed({test::linked(item("1", "2022-01-01T00:00:00Z"), "https://c/a")}), {},
               kNoon);
  const auto again = test::linked(item("1", "2022-01-01T00:00:00Z"), "https://c/a#one");
  CHECK(store->merge("casel", feed({again}), {}, kOneHourLater).changed == 0);
  CHECK(only(*store).item.canonical_url == "https://c/a#one");
}

TEST_CASE("An item stays when it has left its feed") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
  store->merge("casel", feed({item("2", "2022-01-02T00:00:00Z")}), {}, kOneHourLater);
  store->merge("casel", feed({}), {}, kOneHourLater);
  CHECK(test::names(store->select(test::newest({"casel"}))) ==
        std::vector<std::string>{"casel/2", "casel/1"});
  CHECK(store->sources().at("casel").items == 2);
}

TEST_CASE("A changed item keeps the time it was first seen and published") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel", feed({item("1", "2022-01-01T00:00:00Z", "Old")}), {}, kNoon);
  store->merge("casel", feed({item("1", "2022-01-05T00:00:00Z", "New")}), {}, kOneHourLater);
  const auto stored = only(*store);
  CHECK(stored.first_seen == kNoon);
  CHECK(stored.item.title.value == "New");
  CHECK(stored.item.published == at("2022-01-01T00:00:00Z"));
}

TEST_CASE("A date by first sight never changes again") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel", feed({by_first_sight(item("1", "2022-05-16T12:00:00Z", "Old"))}), {},
               kNoon);

  SECTION("not to a later sight") {
    store->merge("casel", feed({by_first_sight(item("1", "2022-05-16T13:00:00Z", "New"))}), {},
                 kOneHourLater);
  }
  SECTION("nor to one that the feed comes up with") {
    store->merge("casel", feed({item("1", "2020-01-01T00:00:00Z", "New")}), {}, kOneHourLater);
  }
  const auto stored = only(*store);
  CHECK(stored.item.title.value == "New");
  CHECK(stored.item.published == kNoon);
  CHECK(stored.item.dated_by_first_sight);
}

TEST_CASE("A date that no calendar has, in a file that others wrote, is the Unix epoch") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel", feed({by_first_sight(item("1", "2022-05-16T12:00:00Z", "Old"))}), {},
               kNoon);
  store->commit();
  test::change(dir.path(), "UPDATE item SET published = -99999999999");
  store->merge("casel", feed({by_first_sight(item("1", "2022-05-16T13:00:00Z", "New"))}), {},
               kOneHourLater);
  CHECK(only(*store).item.published == at("1970-01-01T00:00:00Z"));
}

TEST_CASE("A date that the feed once gave stays when the feed loses it") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel", feed({item("1", "2020-01-01T00:00:00Z", "Old")}), {}, kNoon);
  store->merge("casel", feed({by_first_sight(item("1", "2022-05-16T13:00:00Z", "New"))}), {},
               kOneHourLater);
  CHECK(only(*store).item.published == at("2020-01-01T00:00:00Z"));
  CHECK_FALSE(only(*store).item.dated_by_first_sight);
}

TEST_CASE("An item without any date is dated when it is first seen") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  auto undated = item("1", "2020-01-01T00:00:00Z");
  undated.published.reset();
  store->merge("casel", feed({undated}), {}, kNoon);
  CHECK(only(*store).item.published == kNoon);
  CHECK(only(*store).item.dated_by_first_sight);
}

TEST_CASE("Changed words are dated now where the feed names no time of the change") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  auto first = item("1", "2020-01-01T00:00:00Z", "Old");
  first.content_hash = "4:old:old:old";
  store->merge("casel", feed({first}), {}, kNoon);
  CHECK(only(*store).item.updated == std::nullopt);
  auto next = first;
  next.content_hash = "4:other:other:other";

  SECTION("the title") {
    next.title.value = "New";
    store->merge("casel", feed({next}), {}, kOneHourLater);
    CHECK(only(*store).item.updated == kOneHourLater);
    CHECK(store->sources().at("casel").about.updated == kOneHourLater);
  }
  SECTION("the body") {
    next.content.value = "New";
    store->merge("casel", feed({next}), {}, kOneHourLater);
    CHECK(only(*store).item.updated == kOneHourLater);
  }
  SECTION("but the feed's own time counts where it gives one") {
    next.title.value = "New";
    next.updated = at("2021-01-01T00:00:00Z");
    store->merge("casel", feed({next}), {}, kOneHourLater);
    CHECK(only(*store).item.updated == at("2021-01-01T00:00:00Z"));
  }
  SECTION("unless that is older than what it says already") {
    next.title.value = "New";
    next.updated = at("2019-01-01T00:00:00Z");
    store->merge("casel", feed({next}), {}, kOneHourLater);
    CHECK(only(*store).item.updated == kOneHourLater);
  }
  SECTION("and a tag is not words") {
    next.categories = {{"sel", "", ""}};
    next.content_hash = "4:other:other:old";
    CHECK(store->merge("casel", feed({next}), {}, kOneHourLater).changed == 1);
    CHECK(only(*store).item.updated == std::nullopt);
    CHECK(only(*store).item.categories.size() == 1);
  }
}

TEST_CASE("What gave an item its date stays with the date") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  auto first = item("1", "2020-01-01T00:00:00Z", "Old");
  first.lineage.date_element = "pubDate";
  store->merge("casel", feed({first}), {}, kNoon);
  auto next = item("1", "2021-01-01T00:00:00Z", "New");
  next.lineage.date_element = "dc:date";
  store->merge("casel", feed({next}), {}, kOneHourLater);
  CHECK(only(*store).item.lineage.date_element == "pubDate");
}

TEST_CASE("An item's ids follow its feed, which is no change") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  auto moved = item("urn:old", "2020-01-01T00:00:00Z");
  moved.lineage.given_id = moved.lineage.feed_id = "urn:old";
  store->merge("casel", feed({moved}), {}, kNoon);
  moved.lineage.given_id = moved.lineage.feed_id = "urn:new";
  moved.lineage.identity = model::IdentityRule::earlier;
  const auto change = store->merge("casel", feed({moved}), {}, kOneHourLater);
  CHECK(change.added + change.changed == 0);
  CHECK(store->fetch_states().at("casel").last_change == std::nullopt);
  const auto stored = only(*store);
  CHECK(stored.item.id == "urn:old");
  CHECK(stored.item.lineage.given_id == "urn:new");
  CHECK(stored.item.lineage.feed_id == "urn:new");
  CHECK(stored.item.lineage.identity == model::IdentityRule::earlier);
}

TEST_CASE("Another source that uses the same id cannot change an item") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel", feed({item("1", "2022-01-01T00:00:00Z", "True")}), {}, kNoon);
  store->merge("evil", feed({item("1", "2022-01-01T00:00:00Z", "False")}), {}, kOneHourLater);
  const auto items = store->select(test::newest({"casel", "evil"}));
  REQUIRE(items.size() == 1);
  CHECK(items[0].item.title.value == "True");
}

TEST_CASE("Of two items with one id in one feed the first counts, each time") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto twice = feed(
      {item("1", "2022-01-01T00:00:00Z", "First"), item("1", "2022-01-01T00:00:00Z", "Second")});
  CHECK(store->merge("casel", twice, {}, kNoon).added == 1);
  CHECK(store->merge("casel", twice, {}, kNoon).changed == 0);
  CHECK(only(*store).item.title.value == "First");
}

TEST_CASE("A batch that is not committed is undone when the store goes") {
  const test::TempDir dir;
  {
    const auto store = test::open(dir.path());
    store->begin_batch();
    store->merge("casel", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
    store->commit();
    store->begin_batch();
    store->merge("cec", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
    store->keep("nlmp", {});
  }
  const auto states = test::open(dir.path())->fetch_states();
  CHECK(states.count("casel") == 1);
  CHECK(states.size() == 1);
}

TEST_CASE("The next batch commits the one before") {
  const test::TempDir dir;
  {
    const auto store = test::open(dir.path());
    store->begin_batch();
    store->keep("casel", {});
    store->begin_batch();
    store->keep("cec", {});
  }
  CHECK(test::open(dir.path())->fetch_states().size() == 1);
}

TEST_CASE("A commit without a batch does nothing") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  CHECK_NOTHROW(store->commit());
}

}  // namespace merge_test
