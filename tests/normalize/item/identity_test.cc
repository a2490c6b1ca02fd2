// SPDX-License-Identifier: MIT
#include "normalize/item/identity.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/hash.h"
#include "base/time_format.h"

namespace syndic::normalize::identity_test {
namespace {

constexpr std::string_view kSource = "https://partner.example/feed";

model::Item item(std::string id, std::string url = {}, std::string title = {},
                 std::string text = {}) {
  model::Item made;
  made.id = std::move(id);
  made.url = std::move(url);
  made.title.value = std::move(title);
  made.content.value = std::move(text);
  return made;
}

std::vector<std::string> ids(std::vector<model::Item> items, std::string_view source = kSource) {
  identify(items, source);
  std::vector<std::string> all;
  for (const model::Item& each : items) all.push_back(each.id);
  return all;
}

bool all_different(const std::vector<std::string>& all) {
  return std::set<std::string>(all.begin(), all.end()).size() == all.size();
}

TEST_CASE("An id that is a valid absolute IRI is kept as given") {
  for (const char* const id :
       {"https://example.org/?p=1", "HTTP://Example.ORG:80/%7Ea", "https://example.org/ä",
        "https://[2001:db8::1]/a", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        "URN:UUID:1225C695-CFB8-4EBB-AAAA-80DA344EFA6A", "tag:example.org,2005:3.2397",
        "tag:blogger.com,1999:blog-1.post-2", "tag:a@b.example,2020-02:x",
        "tag:example.org,2020-02-29:", "yt:video:dQw4w9WgXcQ", "urn:isbn:0451450523",
        "at://did:plc:x/app.bsky/1"}) {
    CAPTURE(id);
    CHECK(is_valid_id(id));
    CHECK(ids({item(id)}) == std::vector<std::string>{id});
  }
}

TEST_CASE("Any other id becomes a name-based urn:uuid of the source's URL and the id") {
  for (const char* const id : {"1",
                               "post-17",
                               "\\\\server\\share\\story.xml",
                               "C:\\news\\1.xml",
                               "https://",
                               "https:///x",
                               "https://example.org/a b",
                               "https://example.org/%zz",
                               "https://example.org/#a#b",
                               "https://example.org/%4",
                               "urn:uuid:1225c695",
                               "urn:uuid:",
                               "tag:example.org:x",
                               "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6g",
                               "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a0",
                               "tag:example.org,20:x",
                               "tag:example.org,2020-13:x",
                               "tag:example.org,2020-02-00:x",
                               "tag:,2020:x",
                               "tag:-a.example,2020:x",
                               "tag:a..example,2020:x",
                               "tag:example.org,2020",
                               "https://example.org/a[1]",
                               "https://example.org/?a[]=1",
                               "tag:example.org,2020:[x]",
                               "/relative",
                               "example.org/a",
                               "://x"}) {
    CAPTURE(id);
    CHECK_FALSE(is_valid_id(id));
    CHECK(ids({item(id)}) == std::vector<std::string>{base::name_based_urn(kSource, id)});
  }
}

TEST_CASE("Two partners' guid 1 never meet") {
  CHECK(ids({item("1")}) ==
        std::vector<std::string>{"urn:uuid:c61a0b56-a671-52d1-8bbb-7de908ec716e"});
  CHECK(ids({item("1")}, "https://other.example/feed") != ids({item("1")}));
}

TEST_CASE("An item without an id is known by its link") {
  CHECK(ids({item("", "https://example.org/a")}) ==
        std::vector<std::string>{"https://example.org/a"});
}

TEST_CASE("An item without id and link is known by title and date, not by its text") {
  model::Item first = item("", "", "Title", "text");
  first.published = base::parse_rfc3339_utc("2022-05-16T00:00:00Z");
  model::Item edited = first;
  edited.content.value = "edited text";
  model::Item next_year = first;
  next_year.published = base::parse_rfc3339_utc("2023-05-16T00:00:00Z");
  CHECK(ids({first}) == ids({edited}));
  CHECK(ids({first}) != ids({next_year}));
  CHECK(all_different(ids({first, next_year, item("", "", "Other", "text")})));
  CHECK(is_valid_id(ids({first})[0]));
}

TEST_CASE("Items that say nothing but their text are known by it") {
  CHECK(ids({item("", "", "", "a")}) != ids({item("", "", "", "b")}));
}

TEST_CASE("Items that share an id each get one of their own, whatever their order") {
  const model::Item a = item("same", "https://example.org/a", "A");
  const model::Item b = item("same", "https://example.org/b", "B");
  const model::Item same_link = item("same", "https://example.org/b", "C");
  const model::Item same_title = item("same", "https://example.org/b", "C", "more");
  const model::Item alone = item("https://example.org/alone");
  const auto forwards = ids({a, b, same_link, same_title, alone});
  auto backwards = ids({alone, same_title, same_link, b, a});
  std::reverse(backwards.begin(), backwards.end());
  CHECK(all_different(forwards));
  CHECK(forwards == backwards);
  CHECK(forwards[4] == "https://example.org/alone");
  CHECK(std::all_of(forwards.begin(), forwards.end(),
                    [](const auto& id) { return is_valid_id(id); }));
}

TEST_CASE("A valid id that several items share is none of theirs") {
  const auto all = ids({item("https://example.org/", "https://example.org/a"),
                        item("https://example.org/", "https://example.org/b")});
  CHECK(all_different(all));
  CHECK(all[0].starts_with("urn:uuid:"));
  CHECK(all[1].starts_with("urn:uuid:"));
}

TEST_CASE("An item's own name does not depend on its neighbours' texts") {
  const model::Item a = item("same", "https://example.org/a", "A");
  CHECK(ids({a, item("same", "https://example.org/b", "B")})[0] ==
        ids({a, item("same", "https://example.org/c", "C")})[0]);
}

TEST_CASE("Items without ids that share a link are different items") {
  CHECK(all_different(
      ids({item("", "https://example.org/", "A"), item("", "https://example.org/", "B")})));
}

// By which rule the last of the items got its id.
model::IdentityRule rule_of_last(std::vector<model::Item> items,
                                 model::IdentityScheme scheme = model::IdentityScheme::ids) {
  identify(items, kSource, scheme);
  CHECK(items.back().lineage.feed_id == items.back().id);
  return items.back().lineage.identity;
}

TEST_CASE("An item knows by which rule it got its id") {
  using Rule = model::IdentityRule;
  const model::Item shared = item("x", "https://p.example/a", "A");
  CHECK(rule_of_last({item("urn:x:1", "https://p.example/a")}) == Rule::given);
  CHECK(rule_of_last({item("1", "https://p.example/a")}) == Rule::made_of_id);
  CHECK(rule_of_last({item("", "https://p.example/a")}) == Rule::link);
  CHECK(rule_of_last({shared, item("x", "https://p.example/b", "A")}) == Rule::link);
  CHECK(rule_of_last({shared, item("x", "https://p.example/a", "B")}) == Rule::title_and_date);
  CHECK(rule_of_last({shared, item("x", "https://p.example/a", "A", "text")}) == Rule::text);
  CHECK(rule_of_last({item("", "", "Title")}) == Rule::title_and_date);
  CHECK(rule_of_last({item("", "", "", "text")}) == Rule::text);
  CHECK(rule_of_last({item("urn:x:1", "https://p.example/a")}, model::IdentityScheme::links) ==
        Rule::link);
  CHECK(rule_of_last({item("urn:x:1", "https://p.example/a", "A")},
                     model::IdentityScheme::titles) == Rule::title_and_date);
}

TEST_CASE("Where ids are worth nothing, items are known as if they had none, links likewise") {
  const auto id = [](model::Item of, model::IdentityScheme scheme) {
    std::vector<model::Item> items = {std::move(of)};
    identify(items, kSource, scheme);
    return items[0].id;
  };
  CHECK(id(item("urn:x:1", "https://p.example/a", "A"), model::IdentityScheme::links) ==
        "https://p.example/a");
  CHECK(id(item("urn:x:1", "", "A"), model::IdentityScheme::links) == ids({item("", "", "A")})[0]);
  CHECK(id(item("urn:x:1", "https://p.example/a", "A"), model::IdentityScheme::titles) ==
        ids({item("", "", "A")})[0]);
}

TEST_CASE("The id beside another is the one that both would have in one feed") {
  model::Item second = item("x", "https://p.example/b", "B");
  second.lineage.given_id = "x";
  CHECK(id_beside(second, kSource, model::IdentityRule::link) ==
        ids({item("x", "https://p.example/a", "A"), second})[1]);
  CHECK(id_beside(second, kSource, model::IdentityRule::title_and_date) ==
        ids({item("x", "https://p.example/b", "A"), second})[1]);
}

TEST_CASE("When an item was first seen is no part of its name") {
  model::Item first = item("", "", "Title");
  first.published = base::parse_rfc3339_utc("2022-05-16T00:00:00Z");
  first.dated_by_first_sight = true;
  CHECK(ids({first}) == ids({item("", "", "Title")}));
}

TEST_CASE("Of twins the first stays") {
  std::vector<model::Item> items = {item("1", "u", "A", "x"), item("1", "u", "A", "x"),
                                    item("1", "u", "A", "y"), item("2", "u", "A", "x")};
  items[0].rights = "first";
  drop_twins(items);
  REQUIRE(items.size() == 3);
  CHECK(items[0].rights == "first");
  CHECK(items[1].content.value == "y");
  CHECK(items[2].id == "2");
}

TEST_CASE("Twenty thousand items that differ in their last word are told apart in one pass") {
  // Compared with one another their texts would be two hundred million times eight KiB.
  const std::string beginning(8192, 'x');
  std::vector<model::Item> items;
  for (int i = 0; i < 20'000; ++i) {
    items.push_back(item("1", "u", "A", beginning + std::to_string(i / 2 + 100'000)));
  }
  drop_twins(items);
  REQUIRE(items.size() == 10'000);
  CHECK(items[9'999].content.value.ends_with("x109999"));
}

TEST_CASE("Items that differ in their attached files are no twins") {
  std::vector<model::Item> items = {item("", "", "Episode"), item("", "", "Episode")};
  items[0].enclosures.push_back({"https://a.example/1.mp3", "", "", {}, {}});
  items[1].enclosures.push_back({"https://a.example/2.mp3", "", "", {}, {}});
  drop_twins(items);
  REQUIRE(items.size() == 2);
  CHECK(all_different(ids(items)));
}

TEST_CASE("Fields of an item cannot run into one another") {
  CHECK(all_different(ids({item("x", "ab", "c"), item("x", "a", "bc")})));
  std::vector<model::Item> items = {item("ab", "c"), item("a", "bc")};
  drop_twins(items);
  CHECK(items.size() == 2);
}

}  // namespace
}  // namespace syndic::normalize::identity_test
