// SPDX-License-Identifier: MIT
#include "normalize/item/content_hash.h"

#include <catch2/catch.hpp>
#include <functional>
#include <set>

#include "base/time_format.h"

namespace syndic::normalize::content_hash_test {
namespace {

model::Item sample() {
  model::Item item;
  item.id = "https://example.org/1";
  item.url = "https://example.org/1";
  item.title.value = "Title";
  item.content = {"<p>x</p>", model::TextType::html, {}};
  item.published = base::parse_rfc3339_utc("2022-05-16T00:00:00Z");
  item.authors = {{"Name", "", ""}};
  item.categories = {{"term", "", ""}};
  item.enclosures = {{"https://example.org/a.mp3", "audio/mpeg", "", 1, {}}};
  return item;
}

const model::Event kEvent = {.start = model::Timestamp({2026, 3, 1})};

TEST_CASE("Whatever readers see changes the hash") {
  const std::function<void(model::Item&)> changes[] = {
      [](auto& i) { i.url = "https://example.org/2"; },
      [](auto& i) { i.external_url = "https://example.org/2"; },
      [](auto& i) { i.comments_url = "https://example.org/2"; },
      [](auto& i) { i.title.value = "Other"; },
      [](auto& i) { i.content.value = "<p>y</p>"; },
      [](auto& i) { i.content.type = model::TextType::plain; },
      [](auto& i) { i.summary.value = "s"; },
      [](auto& i) { i.rights = "r"; },
      [](auto& i) { i.language = "en"; },
      [](auto& i) { i.authors[0].email = "a@b.example"; },
      [](auto& i) {
        i.contributors = {{"Name", "", ""}};
      },
      [](auto& i) { i.categories[0].label = "Label"; },
      [](auto& i) { i.enclosures[0].length.reset(); },
      [](auto& i) { i.enclosures[0].duration_seconds = 1; },
      [](auto& i) { i.enclosures.clear(); },
      [](auto& i) { i.image = "https://example.org/i"; },
      [](auto& i) { i.banner_image = "https://example.org/i"; },
      [](auto& i) { i.origin.title = "o"; },
      [](auto& i) { i.kind = model::Kind::listen; },
      [](auto& i) { i.event = kEvent; },
      [](auto& i) {
        i.event = kEvent;
        i.event->start += boost::posix_time::hours(1);
      },
      [](auto& i) {
        i.event = kEvent;
        i.event->end = kEvent.start;
      },
      [](auto& i) {
        i.event = kEvent;
        i.event->all_day = true;
      },
      [](auto& i) {
        i.event = kEvent;
        i.event->place = "Hall";
      },
  };
  std::set<std::string> seen = {content_hash(sample())};
  for (const auto& change : changes) {
    model::Item item = sample();
    change(item);
    CHECK(seen.insert(content_hash(item)).second);
  }
}

// The part after this many colons.
std::string part_of(model::Item item, int number) {
  item.content_hash = content_hash(item);
  add_hash_of_words(item);
  std::string hash = item.content_hash;
  for (int i = 0; i < number; ++i) hash.erase(0, hash.find(':') + 1);
  return hash.substr(0, hash.find(':'));
}

TEST_CASE("The words of an item are its title, its text as people read it, and its link") {
  const std::function<void(model::Item&)> changes[] = {
      [](auto& i) { i.content.value = "<p>x</p><p><img src=\"https://i2.example/1.jpg\"></p>"; },
      [](auto& i) { i.content.value = "\n<div> x </div>"; },
      [](auto& i) {
        i.content.value = "<p>x</p><a href=\"https://cdn1.example/e\">cdn1.example</a>";
      },
      [](auto& i) {
        i.content.value = "<p>x <a href=\"https://cdn2.example/\">cdn2.example</a></p>";
      },
      [](auto& i) { i.image = "https://i2.example/1.jpg"; },
      [](auto& i) { i.categories[0].label = "Label"; },
      [](auto& i) { i.enclosures[0].url = "https://example.org/b.mp3"; },
      [](auto& i) { i.authors[0].name = "Other"; },
  };
  for (const auto& change : changes) {
    model::Item item = sample();
    change(item);
    CHECK(part_of(item, 3) == part_of(sample(), 3));
  }
  const std::function<void(model::Item&)> other_words[] = {
      [](auto& i) { i.title.value = "Other"; },
      [](auto& i) { i.content.value = "<p>y</p>"; },
      [](auto& i) {
        i.content.value = "<p>x</p><a href=\"https://cdn1.example/e\">cdn2.example</a>";
      },
      [](auto& i) { i.summary.value = "s"; },
      [](auto& i) { i.url = "https://example.org/2"; },
      [](auto& i) { i.event = kEvent; },
  };
  for (const auto& change : other_words) {
    model::Item item = sample();
    change(item);
    CHECK(part_of(item, 3) != part_of(sample(), 3));
  }
}

TEST_CASE("A picture's address, and the host or signature of a file, is no part of the message") {
  model::Item before = sample();
  before.content.value = "<p>x <img src=\"https://i1.example/1.jpg?s=1\" width=\"300\"></p>";
  before.image = "https://i1.example/1.jpg";
  before.enclosures[0].url = "https://cdn1.example/x/a.mp3?sign=1";
  model::Item after = sample();
  after.content.value = "<p>x <img src=\"https://i2.example/1-2.jpg?s=2\" width=\"400\"></p>";
  after.image = "https://i2.example/1.jpg";
  after.enclosures[0].url = "https://cdn2.example/y/a.mp3?sign=2";
  CHECK(part_of(before, 1) == part_of(after, 1));
  CHECK(part_of(before, 2) != part_of(after, 2));
  after.enclosures[0].url = "https://cdn2.example/y/b.mp3";
  CHECK(part_of(before, 1) != part_of(after, 1));
  after = before;
  after.content.value = "<p>x</p>";
  CHECK(part_of(before, 1) != part_of(after, 1));
}

TEST_CASE("Another spelling of the same link is neither message nor words") {
  const auto linked = [](const std::string& url) {
    model::Item item = sample();
    item.url = url;
    return item;
  };
  const model::Item before = linked("https://example.org/a[1]~");
  for (const char* url : {"https://example.org/a%5B1%5D~", "https://EXAMPLE.org:443/a[1]%7e",
                          "http://www.example.org/a[1]~/"}) {
    CHECK(part_of(linked(url), 1) == part_of(before, 1));
    CHECK(part_of(linked(url), 2) != part_of(before, 2));
    CHECK(part_of(linked(url), 3) == part_of(before, 3));
  }
  for (const char* url : {"https://example.org/a[2]~", "https://example.org/a[1]~#part"}) {
    CHECK(part_of(linked(url), 1) != part_of(before, 1));
    CHECK(part_of(linked(url), 3) != part_of(before, 3));
  }
}

TEST_CASE("The same item has the same hash, and fields cannot run into one another") {
  CHECK(content_hash(sample()) == content_hash(sample()));
  model::Item a;
  a.title.value = "ab";
  model::Item b;
  b.title.value = "a";
  b.content.value = "b";
  CHECK(content_hash(a) != content_hash(b));
}

TEST_CASE("Dates are no part of the hash, nor is how the item came to be what it is") {
  model::Item again = sample();
  again.published = base::parse_rfc3339_utc("2026-01-31T12:00:00Z");
  again.updated = again.published;
  again.dated_by_first_sight = true;
  again.lineage = {"guid", "urn:x:1", model::IdentityRule::earlier, "pubDate", 3, "", "title",
                   1,      2};
  CHECK(content_hash(sample()) == content_hash(again));
}

}  // namespace
}  // namespace syndic::normalize::content_hash_test
