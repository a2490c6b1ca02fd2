// SPDX-License-Identifier: MIT
#include "normalize/story/same_story.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace same_story_test {

using namespace syndic;
using model::Candidate;
using model::Edge;
using model::Match;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60;
constexpr std::uint64_t kText = 0x0123456789ABCDEF;

// Items by key from 1 on, as a store would find them; source 1 is "a", 2 is "b" …
class Listed final : public model::Candidates {
 public:
  explicit Listed(std::vector<Candidate> items) : items_(std::move(items)) {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      items_[i].key = static_cast<model::ItemKey>(i) + 1;
      if (items_[i].source_id.empty()) {
        items_[i].source_id = static_cast<char>('a' + items_[i].source - 1);
      }
    }
  }

  std::optional<Candidate> item(model::ItemKey key) override {
    return items_.at(static_cast<std::size_t>(key) - 1);
  }

  std::vector<model::Found> like(const model::Likeness& asked) override {
    std::vector<model::Found> found;
    for (const Candidate& each : items_) {
      const std::string& text = asked.match == Match::id     ? each.id
                                : asked.match == Match::link ? each.canonical_url
                                                             : each.title_key;
      if (text != asked.text) continue;
      if (asked.match == Match::words &&
          (each.published < asked.not_before || each.published > asked.not_after)) {
        continue;
      }
      found.push_back({each.key, each.source, each.fingerprint, each.words});
    }
    return found;
  }

  std::optional<model::Item> text(model::ItemKey key) override {
    const auto found = texts.find(key);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  }
  void keep_lineage(model::ItemKey key, const model::Lineage& lineage) override {
    kept[key] = lineage;
  }

  model::Origin origin(model::ItemKey key) override { return origins[key]; }
  model::SourceHome home(model::SourceKey source) override { return homes[source]; }

  std::map<model::ItemKey, model::Item> texts;
  std::map<model::ItemKey, model::Lineage> kept;
  std::map<model::ItemKey, model::Origin> origins;
  std::map<model::SourceKey, model::SourceHome> homes;

 private:
  std::vector<Candidate> items_;
};

// Tells a story that has an id of its own, unless one is given.
Candidate item(model::SourceKey source, const std::string& id, const std::string& link = "") {
  return {.source = source, .id = id, .canonical_url = link, .url = link};
}

Candidate told(Candidate item, std::int64_t published, std::uint64_t fingerprint = kText) {
  item.published = published;
  item.title_key = "ten years of learning";
  item.fingerprint = fingerprint;
  item.words = 200;
  return item;
}

const normalize::OwnPlaces kOwn{.site_url = "https://www.turn.example/",
                                .feeds_url = "https://www.turn.example/feeds/"};

// By the first of two items that are the same, why it comes; "both" where they are not the same.
struct Outcome {
  model::ItemKey winner = 0;  // 0: both come.
  Match match = Match::id;
  Edge edge = Edge::no_echo;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome outcome(Listed& two) {
  const model::Judge judge = normalize::same_story(kOwn)(two);
  const model::Verdict first = judge(1);
  const model::Verdict second = judge(2);
  if (first.wins() && second.wins()) return {};
  const model::Verdict& loser = first.wins() ? second : first;
  const model::Verdict& winner = first.wins() ? first : second;
  REQUIRE(loser.winner);
  REQUIRE(winner.copies.size() == 1);
  CHECK(winner.copies[0].match == loser.winner->match);
  return {loser.winner->key, loser.winner->match, loser.edge};
}

Outcome outcome(Candidate a, Candidate b) {
  Listed two({std::move(a), std::move(b)});
  return outcome(two);
}

}  // namespace

TEST_CASE("Two sources' items are the same by id, by link, or by near words within three days") {
  const std::string link = "https://casel.example/1";
  struct Row {
    const char* what;
    Candidate a;
    Candidate b;
    std::optional<Match> match;
  };
  const std::vector<Row> rows = {
      {"id", item(1, "x"), item(2, "x"), Match::id},
      {"id before link", item(1, "x", link), item(2, "x", link), Match::id},
      {"canonical URL", item(1, "x", link), item(2, "y", link), Match::link},
      {"no link in common", item(1, "x"), item(2, "y"), {}},
      {"words", told(item(1, "x"), 0), told(item(2, "y"), 0), Match::words},
      {"link before words", told(item(1, "x", link), 0), told(item(2, "y", link), 0), Match::link},
      {"three days later", told(item(1, "x"), 0), told(item(2, "y"), 3 * kDay), Match::words},
      {"three days before", told(item(1, "x"), 0), told(item(2, "y"), -3 * kDay), Match::words},
      {"a second more", told(item(1, "x"), 0), told(item(2, "y"), 3 * kDay + 1), {}},
      {"other words", told(item(1, "x"), 0), told(item(2, "y"), 0, ~kText), {}},
      {"no title", item(1, "x"), told(item(2, "y"), 0), {}},
      {"one source, one link", item(1, "x", link), item(1, "y", link), {}},
      {"one source, one text", told(item(1, "x"), 0), told(item(1, "y"), 0), {}},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Outcome result = outcome(row.a, row.b);
    CHECK((result.winner != 0) == row.match.has_value());
    if (row.match) CHECK(result.match == *row.match);
  }
}

TEST_CASE("A text is described once it is compared, from what is stored, and that is kept") {
  const auto stored = [](const std::string& text) {
    model::Item item;
    item.title.value = "Ten years of learning";
    item.content = {"<p>" + text + "</p>", model::TextType::html, {}};
    return item;
  };
  const auto undescribed = [](model::SourceKey source, std::int64_t published) {
    Candidate one = told(item(source, std::string(1, static_cast<char>('w' + source))), published);
    one.fingerprint = 0;
    one.words = 0;
    return one;
  };
  const std::string words = "Nine words of one and the same text here.";
  Listed two({undescribed(1, 0), undescribed(2, 0)});
  two.texts = {{1, stored(words)}, {2, stored(words)}};
  CHECK(outcome(two) == Outcome{1, Match::words, Edge::source_id});
  REQUIRE(two.kept.size() == 2);
  CHECK(two.kept[1].words == 9);
  CHECK(two.kept[1].fingerprint == two.kept[2].fingerprint);

  Listed other({undescribed(1, 0), undescribed(2, 0)});
  other.texts = {{1, stored(words)}, {2, stored("Nothing of all that is said in this other one.")}};
  CHECK(outcome(other) == Outcome{});

  Listed apart({undescribed(1, 0), undescribed(2, 4 * kDay)});
  apart.texts = two.texts;
  CHECK(outcome(apart) == Outcome{});
  CHECK(apart.kept.empty());
}

TEST_CASE("One id or link makes no story of items that contradict each other") {
  const std::string link = "https://d.example/alerts";
  const auto said = [&](Candidate one, const std::string& title, std::int64_t day,
                        std::uint64_t text = 0, std::uint32_t words = 0) {
    one.title = title;
    one.published = day * kDay;
    one.fingerprint = text;
    one.words = words;
    return one;
  };
  struct Row {
    const char* what;
    Candidate a;
    Candidate b;
    std::optional<Match> match;
  };
  const Candidate a = item(1, "x", link);
  const Candidate b = item(2, "y", link);
  const std::string page = "https://maple.example/gym";
  const auto at = [&](model::SourceKey source, const std::string& fragment) {
    Candidate one = item(source, source == 1 ? "x" : "y", page);
    one.url = page + fragment;
    return one;
  };
  const std::vector<Row> rows = {
      {"three weeks apart", said(a, "Lincoln closed", 1), said(b, "Grant starts late", 22), {}},
      {"the same day", said(a, "Lincoln closed", 1), said(b, "Grant starts late", 1), Match::link},
      {"one title", said(a, "Lincoln closed!", 1), said(b, "LINCOLN closed", 22), Match::link},
      {"a longer headline", said(a, "Board approves budget", 1),
       said(b, "Board approves budget for 2027 schools", 22), Match::link},
      {"a much longer headline", said(a, "Budget", 1), said(b, "Board approves budget", 22), {}},
      {"issues of a series",
       said(a, "Lunch menu of 12 October", 1),
       said(b, "Lunch menu of 19 October", 22),
       {}},
      {"another day in the title",
       said(a, "All schools closed on Monday", 1),
       said(b, "All schools closed on Tuesday", 22),
       {}},
      {"another month",
       said(a, "Lunch menu for the month of October", 1),
       said(b, "Lunch menu for the month of November", 22),
       {}},
      {"words in another order", said(a, "Closed on Monday: all schools", 1),
       said(b, "All schools closed on Monday", 22), Match::link},
      {"another word the same day", said(a, "School board approves new budget", 1),
       said(b, "School board adopts new budget", 1), Match::link},
      {"another word in one text", said(a, "School board approves new budget", 1, kText, 200),
       said(b, "School board adopts new budget", 22, kText, 200), Match::link},
      {"one text", said(a, "Old", 1, kText, 200), said(b, "New", 22, kText, 200), Match::link},
      {"one short text", said(a, "Old", 1, kText, 3), said(b, "New", 22, kText, 3), Match::link},
      {"no title and no text", said(a, "", 1), said(b, "", 22), {}},
      {"one id, other articles",
       said(item(1, "x", link), "The gym opens", 1),
       said(item(2, "x", link), "Lentil soup for ten", 99),
       {}},
      {"one id, one title", said(item(1, "x"), "The gym", 1), said(item(2, "x"), "The gym", 99),
       Match::id},
      {"a site for an id", item(1, "https://d.example/"), item(2, "https://d.example/"), {}},
      {"a site for a link",
       item(1, "x", "https://d.example"),
       item(2, "y", "https://d.example"),
       {}},
      {"a post and its comment", at(1, ""), at(2, "#comment-2"), {}},
      {"two sections", at(1, "#v1"), at(2, "#v2"), {}},
      {"one section", at(1, "#v1"), at(2, "#v1"), Match::link},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Outcome result = outcome(row.a, row.b);
    CHECK((result.winner != 0) == row.match.has_value());
    if (row.match) CHECK(result.match == *row.match);
  }
}

TEST_CASE("A link that a source gives to several of its items proves nothing") {
  const std::string link = "https://d.example/alerts";
  Listed items({item(1, "1", link), item(1, "2", link), item(2, "3", link), item(3, "4", link)});
  const model::Judge judge = normalize::same_story({})(items);
  CHECK(judge(1).wins());
  CHECK(judge(2).wins());
  CHECK(judge(3).wins());
  CHECK(judge(4).winner->key == 3);
}

TEST_CASE("Of two stories with one id, the item with the better claim has it") {
  Candidate early = item(1, "x");
  early.title = "The gym opens";
  Candidate late = item(2, "x");
  late.title = "Lentil soup for ten";
  late.published = 99 * kDay;
  Candidate copy = item(3, "x");
  copy.title = "Lentil soup for ten";
  copy.published = 99 * kDay;
  Listed items({early, late, copy});
  const model::Judge judge = normalize::same_story({})(items);
  CHECK(judge(1).wins());
  CHECK_FALSE(judge(1).id_is_taken);
  CHECK(judge(2).wins());
  CHECK(judge(2).id_is_taken);
  CHECK(judge(3).winner->key == 2);
}

TEST_CASE("A match is that of the two items that are named") {
  const std::string link = "https://l.example/1";
  Listed chain({item(1, "x"), item(2, "x", link), item(3, "y", link)});
  const model::Judge judge = normalize::same_story({})(chain);
  CHECK(judge(2).winner->match == Match::id);
  CHECK(judge(3).winner->key == 1);
  CHECK(judge(3).winner->match == Match::copy);
  CHECK(judge(2).claim == 1);
  CHECK(judge(3).claim == 2);
}

TEST_CASE("The best claim wins, and the verdict says by what") {
  // The one that wins in each of these ways loses in all that come after it.
  const std::string ours = "https://turn.example/1";
  const std::string link = "https://www.b.example/1";
  const auto made = [](model::SourceKey source, std::string url, std::int64_t seen,
                       std::int64_t published) {
    return Candidate{.source = source,
                     .first_seen = seen,
                     .published = published,
                     .id = "x",
                     .url = std::move(url)};
  };
  struct Row {
    const char* what;
    Candidate a;
    Candidate b;
    Outcome wanted;
  };
  const std::vector<Row> rows = {
      {"not the echo", made(1, ours, 0, 0), made(2, "", 9, 9), {2, Match::id, Edge::no_echo}},
      {"seen first", made(1, link, 1, 0), made(2, "", 0, 9), {2, Match::id, Edge::seen_first}},
      {"at home", made(1, link, 0, 0), made(2, link, 0, 9), {2, Match::id, Edge::at_home}},
      {"published first",
       made(1, "", 0, 1),
       made(2, "", 0, 0),
       {2, Match::id, Edge::published_first}},
      {"source id", made(1, "", 0, 0), made(2, "", 0, 0), {1, Match::id, Edge::source_id}},
      {"source id, met later",
       made(2, "", 0, 0),
       made(1, "", 0, 0),
       {2, Match::id, Edge::source_id}},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    Listed two({row.a, row.b});
    two.homes[1] = {"https://a.example/", "https://a.example/feed", "https://a.example/feed"};
    two.homes[2] = {"https://b.example/", "https://b.example/feed", "https://b.example/feed"};
    CHECK(outcome(two) == row.wanted);
  }
}

TEST_CASE("An echo is what names our feed or stands on our site, but for our own sources") {
  const auto winner = [](const model::SourceHome& home, const model::Origin& origin,
                         const std::string& url) {
    Listed two({item(1, "x", url), item(2, "x")});
    two.homes[1] = home;
    two.homes[2] = {.fetched_url = "https://b.example/feed"};
    two.origins[1] = origin;
    return outcome(two).winner;
  };
  const model::SourceHome partner{.fetched_url = "https://a.example/feed"};
  CHECK(winner(partner, {}, "https://a.example/1") == 1);
  CHECK(winner(partner, {}, "https://turn.example/1") == 2);
  CHECK(winner(partner, {.url = "http://turn.example/feeds/all.rss"}, "") == 2);
  CHECK(winner(partner, {.id = "https://www.turn.example/feeds/all.atom"}, "") == 2);
  CHECK(winner(partner, {.url = "https://turn.example/blog/"}, "") == 1);
  CHECK(winner({}, {}, "https://turn.example/1") == 1);  // A file here.
  CHECK(winner({.fetched_url = "https://turn.example/f"}, {}, "https://turn.example/1") == 1);
}

TEST_CASE("Copies of copies are one story, and no copy makes one of two items of a source") {
  Listed chain({item(1, "x"), item(2, "x", "https://l.example/1"),
                item(3, "y", "https://l.example/1"), item(4, "y")});
  const model::Judge on_chain = normalize::same_story({})(chain);
  std::vector<std::string> copies;
  for (const model::Copy& copy : on_chain(1).copies) copies.push_back(copy.source_id);
  CHECK(copies == std::vector<std::string>{"b", "c", "d"});

  // The copy has the id of one and the link of the other.
  Listed both({item(1, "1", "https://a.example/1"), item(1, "2", "https://a.example/2"),
               item(2, "1", "https://a.example/2")});
  const model::Judge judge = normalize::same_story({})(both);
  CHECK(judge(1).copies.size() == 1);
  CHECK(judge(2).wins());
  CHECK(judge(2).copies.empty());
  CHECK(judge(3).winner->key == 1);
}

TEST_CASE("If no items are to be one, an id is of the item with the best claim alone") {
  Listed items({told(item(1, "x", "https://l.example/1"), 0),
                told(item(2, "y", "https://l.example/1"), 0), item(3, "x")});
  const model::Judge judge = normalize::same_story({}, normalize::Sameness::never)(items);
  for (const model::ItemKey each : {1, 2, 3}) CHECK(judge(each).wins());
  CHECK_FALSE(judge(1).id_is_taken);
  CHECK_FALSE(judge(2).id_is_taken);
  CHECK(judge(3).id_is_taken);
}

TEST_CASE("What we withdrew takes its copies with it, and what shares its id or link") {
  Candidate withdrawn = item(1, "x", "https://l.example/1");
  withdrawn.withdrawn = true;
  Listed items({withdrawn, item(2, "x"), item(1, "y", "https://l.example/1"), item(2, "z")});
  const model::Judge judge = normalize::same_story({})(items);
  CHECK(judge(1).withdrawn);
  CHECK(judge(2).withdrawn);
  CHECK(judge(3).withdrawn);
  CHECK_FALSE(judge(4).withdrawn);
}

TEST_CASE("The verdict on an item is the same whenever it is asked for") {
  Listed items({item(1, "x"), item(2, "x")});
  const model::Judge judge = normalize::same_story({})(items);
  for (int times = 0; times < 3; ++times) {
    CHECK(judge(1).wins());
    REQUIRE(judge(1).copies.size() == 1);
    CHECK(judge(1).copies[0].key == 2);
    CHECK_FALSE(judge(2).wins());
    CHECK(judge(2).winner->key == 1);
    CHECK(judge(2).winner->source_id == "a");
  }
}

TEST_CASE("A story of more than a thousand items is cut, and the rest judged by itself") {
  std::vector<Candidate> many;
  for (int i = 0; i < 1'002; ++i) {
    Candidate each = item(i + 1, "x");
    each.source_id = "s" + std::to_string(10'000 + i);
    many.push_back(std::move(each));
  }
  Listed items(std::move(many));
  const model::Judge judge = normalize::same_story({})(items);
  CHECK(judge(1).copies.size() == 999);
  CHECK(judge(1'000).winner->key == 1);
  CHECK(judge(1'001).wins());
  REQUIRE(judge(1'001).copies.size() == 1);
  CHECK(judge(1'002).winner->key == 1'001);
}

}  // namespace same_story_test
