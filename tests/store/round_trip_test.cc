// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <limits>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace round_trip_test {

using namespace syndic;
using test::at;

namespace {

model::Item full_item() {
  model::Item item;
  item.id = "tag:example.org,2022:1";
  item.guid_is_permalink = false;
  item.url = "https://example.org/1";
  item.external_url = "https://elsewhere.example/1";
  item.comments_url = "https://example.org/1#comments";
  item.title = {"Ten years – “SEL” & more 🎓", model::TextType::plain, ""};
  item.content = {"<p>It's 5 &lt; 6; DROP TABLE item;--</p>", model::TextType::html,
                  "https://example.org/base/"};
  item.summary = {"In short", model::TextType::unknown, ""};
  item.rights = "© CASEL";
  item.language = "en-US";
  item.published = at("2022-01-21T09:30:00Z");
  item.updated = at("1969-12-31T23:59:59Z");
  item.authors = {{"Ann", "ann@example.org", "https://example.org/ann"}, {"Bob", "", ""}};
  item.contributors = {{"", "c@example.org", ""}};
  item.categories = {{"sel", "https://example.org/tags", "Social learning"}, {"labor", "", ""}};
  item.enclosures = {{"https://example.org/1.mp3", "audio/mpeg", "Episode 1",
                      std::numeric_limits<std::uint64_t>::max(), 0},
                     {"https://example.org/1.pdf", "", "", std::nullopt, std::nullopt}};
  item.image = "https://example.org/1.png";
  item.banner_image = "https://example.org/1-wide.png";
  item.extras.license = "https://creativecommons.org/licenses/by/4.0/";
  item.extras.comments_feed_url = "https://example.org/comments";
  item.extras.comments = 0;
  item.extras.in_reply_to = {{"urn:x:1", "https://example.org/1", "https://example.org/feed"}};
  item.extras.pictures = {{"https://example.org/1.png", 75, {}}};
  item.extras.credits = {{"Cy", "photographer", "urn:ebu"}};
  item.extras.places = {{model::Shape::line, "1 2 3 4"}, {model::Shape::point, "1 2"}};
  item.extras.place_name = "Podunk";
  item.extras.episode = {2,
                         14,
                         "bonus",
                         false,
                         "https://example.org/1.json",
                         "application/json+chapters",
                         {{"https://example.org/1.vtt", "text/vtt", "es", "captions"}},
                         {{"Ann", "host", "cast", "https://example.org/ann.jpg", "urn:ann"}}};
  item.event = {at("2022-06-15T13:00:00Z"), at("2022-06-17T00:00:00Z"), true, "Gym 2"};
  item.origin = {"Labor Radio", "https://radio.example/feed", "urn:radio"};
  item.kind = model::Kind::listen;
  item.dated_by_first_sight = true;
  item.canonical_url = "https://example.org/1?canonical";
  item.content_hash = "00ff";
  item.lineage = {"given",
                  "urn:feed",
                  model::IdentityRule::title_and_date,
                  "dcterms:created",
                  17,
                  "",
                  "ten years sel more",
                  std::numeric_limits<std::uint64_t>::max(),
                  4'000'000'000};
  item.lineage.calendar_asked = true;
  return item;
}

void check_same(const model::Item& got, const model::Item& put) {
  CHECK(got.id == put.id);
  CHECK(got.guid_is_permalink == put.guid_is_permalink);
  CHECK(got.url == put.url);
  CHECK(got.external_url == put.external_url);
  CHECK(got.comments_url == put.comments_url);
  CHECK(got.title == put.title);
  CHECK(got.content == put.content);
  CHECK(got.summary == put.summary);
  CHECK(got.rights == put.rights);
  CHECK(got.language == put.language);
  CHECK(got.published == put.published);
  CHECK(got.updated == put.updated);
  CHECK(got.authors == put.authors);
  CHECK(got.contributors == put.contributors);
  CHECK(got.categories == put.categories);
  CHECK(got.enclosures == put.enclosures);
  CHECK(got.image == put.image);
  CHECK(got.banner_image == put.banner_image);
  CHECK(got.event == put.event);
  CHECK(got.origin == put.origin);
  CHECK(got.extras == put.extras);
  CHECK(got.kind == put.kind);
  CHECK(got.dated_by_first_sight == put.dated_by_first_sight);
  CHECK(got.canonical_url == put.canonical_url);
  CHECK(got.content_hash == put.content_hash);
  CHECK(got.lineage == put.lineage);
}

model::FetchState full_state() {
  model::FetchState state;
  state.fetched_url = "https://example.org/feed";
  state.validators = {"W/\"a\xff\x01\"", "Mon, 16 May 2022 09:30:00 GMT"};
  state.validators_url = "https://cdn.example.org/feed";
  state.body_hash = "abc";
  state.last_fetch = at("2022-05-16T12:00:01Z");
  state.last_success = at("2022-05-16T12:00:02Z");
  state.last_change = at("2022-05-16T12:00:03Z");
  state.next_due = at("2022-05-16T12:00:04Z");
  state.reread_due = at("2022-05-17T12:00:05Z");
  state.retry_after = at("2022-05-16T12:00:05Z");
  state.last_status = 503;
  state.failures = 7;
  state.gone = true;
  state.last_error = "HTTP 503";
  state.retry_host = "example.org:443";
  state.failing_since = at("2022-05-16T12:00:06Z");
  state.wishes = {std::chrono::seconds(3), std::chrono::seconds(4), model::Feed::Hours(0x800001),
                  model::Feed::Days(0x41)};
  state.setup = "a1b2";
  state.is_told = true;
  state.move = {"https://new.example/", "https://newer.example/", 2, at("2022-05-16T12:00:07Z")};
  return state;
}

void check_same(const model::FetchState& got, const model::FetchState& put) {
  CHECK(got.fetched_url == put.fetched_url);
  CHECK(got.validators == put.validators);
  CHECK(got.validators_url == put.validators_url);
  CHECK(got.body_hash == put.body_hash);
  CHECK(got.last_fetch == put.last_fetch);
  CHECK(got.last_success == put.last_success);
  CHECK(got.last_change == put.last_change);
  CHECK(got.next_due == put.next_due);
  CHECK(got.reread_due == put.reread_due);
  CHECK(got.retry_after == put.retry_after);
  CHECK(got.last_status == put.last_status);
  CHECK(got.failures == put.failures);
  CHECK(got.gone == put.gone);
  CHECK(got.last_error == put.last_error);
  CHECK(got.retry_host == put.retry_host);
  CHECK(got.failing_since == put.failing_since);
  CHECK(got.wishes == put.wishes);
  CHECK(got.move == put.move);
  CHECK(got.setup == put.setup);
  CHECK(got.is_told == put.is_told);
}

}  // namespace

TEST_CASE("Where a site's feed is comes back, and its newest place takes the old one's") {
  const test::TempDir dir;
  const model::SiteFeed unfound{
      .site = "https://casel.org", .searched = test::kNoon, .next_guess = 3};
  const model::SiteFeed found{.site = "https://casel.org",
                              .feed_url = "https://casel.org/feed/",
                              .searched = test::kNoon + boost::posix_time::hours(24)};
  CHECK(test::open(dir.path())->site_feeds().empty());
  test::open(dir.path())->remember("casel", unfound);
  CHECK(test::open(dir.path())->site_feeds().at("casel") == unfound);
  test::open(dir.path())->remember("casel", found);
  CHECK(test::open(dir.path())->site_feeds().at("casel") == found);
  CHECK(test::open(dir.path())->fetch_states().at("casel").fetched_url.empty());
}

TEST_CASE("Every field of an item comes back as it went in, from a store opened again") {
  const test::TempDir dir;
  test::open(dir.path())->merge("casel", test::feed({full_item()}), {}, test::kNoon);
  const auto stored = test::open(dir.path())->select(test::newest({"casel"}));
  REQUIRE(stored.size() == 1);
  CHECK(stored[0].source_id == "casel");
  CHECK(stored[0].first_seen == test::kNoon);
  CHECK(stored[0].copies.empty());
  check_same(stored[0].item, full_item());
}

TEST_CASE("An item of nothing but an id and a date comes back empty") {
  const test::TempDir dir;
  auto item = test::item("1", "2022-01-21T00:00:00Z");
  item.title = {};
  const auto store = test::open(dir.path());
  store->merge("casel", test::feed({item}), {}, test::kNoon);
  const auto stored = store->select(test::newest({"casel"}));
  REQUIRE(stored.size() == 1);
  check_same(stored[0].item, item);
}

TEST_CASE("Every field of a changed item is the new one's") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  auto before = test::item(full_item().id, "2022-01-21T09:30:00Z");
  store->merge("casel", test::feed({before}), {}, test::kNoon);
  auto after = full_item();
  after.dated_by_first_sight = false;
  after.lineage.date_element.clear();  // The date is still the first one.
  after.updated = at("2022-05-16T11:00:00Z");
  CHECK(store->merge("casel", test::feed({after}), {}, test::kOneHourLater).changed == 1);
  const auto stored = store->select(test::newest({"casel"}));
  REQUIRE(stored.size() == 1);
  check_same(stored[0].item, after);
}

TEST_CASE("Every rule by which an item may be known comes back") {
  using Rule = model::IdentityRule;
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  for (const Rule rule : {Rule::given, Rule::made_of_id, Rule::link, Rule::title_and_date,
                          Rule::text, Rule::earlier}) {
    auto item =
        test::item("1", "2022-01-21T00:00:00Z", "Title " + std::to_string(static_cast<int>(rule)));
    item.lineage.identity = rule;
    store->merge("casel", test::feed({item}), {}, test::kNoon);
    const auto stored = store->select(test::newest({"casel"}));
    REQUIRE(stored.size() == 1);
    CHECK(stored[0].item.lineage.identity == rule);
  }
}

TEST_CASE("Bytes that are no UTF-8 are stored without an exception") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  auto item = test::item("\xff", "2022-01-21T00:00:00Z", std::string("a\0b\xc3", 4));
  item.authors = {{"\xfe", "", ""}};
  store->merge("casel", test::feed({item}), {}, test::kNoon);
  const auto stored = store->select(test::newest({"casel"}));
  REQUIRE(stored.size() == 1);
  CHECK(stored[0].item.id == "\xff");
  CHECK(stored[0].item.title.value == std::string("a\0b\xc3", 4));
  CHECK(stored[0].item.authors[0].name == "\xEF\xBF\xBD");
}

TEST_CASE("Every field of a fetch state comes back, whether kept or merged") {
  const test::TempDir dir;
  {
    const auto store = test::open(dir.path());
    store->keep("kept", full_state());
    store->keep("replaced", full_state());
    store->keep("replaced", {});
    store->merge("merged", {}, full_state(), test::kNoon);
  }
  const auto states = test::open(dir.path())->fetch_states();
  REQUIRE(states.size() == 3);
  check_same(states.at("kept"), full_state());
  check_same(states.at("merged"), full_state());
  check_same(states.at("replaced"), {});
}

TEST_CASE("What a feed says of itself is known of its source, without credentials") {
  const test::TempDir dir;
  auto feed = test::feed(
      {test::item("1", "2022-01-21T00:00:00Z"), test::item("2", "2022-03-02T00:00:00Z", "Newest")});
  feed.title.value = "CASEL";
  feed.feed_url = "https://user:secret@casel.example/feed";
  feed.home_page_url = "https://casel.example/";
  feed.id = "urn:casel";
  feed.icon = "https://casel.example/icon.png";
  feed.rights = "© CASEL";
  feed.language = "en";
  const auto store = test::open(dir.path());
  store->merge("casel", feed, {}, test::kNoon);
  store->keep("failing", {});

  const auto sources = store->sources();
  REQUIRE(sources.size() == 2);
  const auto& casel = sources.at("casel");
  CHECK(casel.about.id == "casel");
  CHECK(casel.about.name == "CASEL");
  CHECK(casel.about.feed_url == "https://casel.example/feed");
  CHECK(casel.about.home_page_url == "https://casel.example/");
  CHECK(casel.about.atom_id == "urn:casel");
  CHECK(casel.about.icon == "https://casel.example/icon.png");
  CHECK(casel.about.rights == "© CASEL");
  CHECK(casel.about.language == "en");
  CHECK(casel.about.updated == at("2022-03-02T00:00:00Z"));
  CHECK(casel.items == 2);
  CHECK(casel.newest == at("2022-03-02T00:00:00Z"));
  CHECK(sources.at("failing").items == 0);
  CHECK(sources.at("failing").newest == std::nullopt);
  CHECK(sources.at("failing").about.updated == std::nullopt);
}

}  // namespace round_trip_test
