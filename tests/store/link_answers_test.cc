// SPDX-License-Identifier: MIT
//
// What those are told who look for an item by its link.
#include <catch2/catch.hpp>

#include "store/ledger.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace link_answers_test {

using namespace syndic;
using namespace syndic::test;
using store::Standing;
using Files = std::map<std::string, bool>;

namespace {

// The hash of "https://x.example/aa1" is "aa1".
std::string hash(const std::string& url) {
  return url.empty() ? url : url.substr(url.rfind('/') + 1);
}

struct Fixture {
  TempDir dir;
  std::unique_ptr<store::Store> store = open(dir.path());
  store::LinkQuestion question{.selection = newest({"a", "b"}),
                               .definition = "first",
                               .source_ids = {"a", "b"},
                               .unpublished = {},
                               .seen_since = kNoon - boost::posix_time::hours(1),
                               .old_before = {},
                               .held_against = {},
                               .hash = hash};

  void merge(const std::string& source, std::vector<model::Item> items,
             model::Timestamp now = kNoon) {
    (void)store->merge(source, feed(std::move(items)), {}, now);
  }

  // As a run does that puts every file in its place.
  Files answer() {
    Files files = store->ledger().answer(question);
    store->ledger().settled({});
    store->ledger().answered();
    return files;
  }

  Standing standing(const std::string& link, const std::string& source = "a") {
    for (const store::LinkAnswer& each : store->ledger().answers(link.substr(0, 2))) {
      if (each.link == link && each.source_id == source) return each.standing;
    }
    throw std::runtime_error("no answer for " + link);
  }
};

model::Item post(const std::string& name, const char* day = "2022-05-10T00:00:00Z") {
  return linked(item("urn:x:" + name, day, "Post " + name), "https://x.example/" + name);
}

}  // namespace

TEST_CASE("An item seen lately is answered for in the file of its link, once") {
  Fixture f;
  f.merge("a", {post("aa1"), post("aa2"), post("bb1"), item("urn:none", "2022-05-10T00:00:00Z")});
  CHECK(f.answer() == Files{{"aa", true}, {"bb", true}});
  const auto answers = f.store->ledger().answers("aa");
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].link == "aa1");
  CHECK(answers[0].source_id == "a");
  CHECK(answers[0].standing == Standing::shown);
  CHECK(answers[0].first_seen == kNoon);
  CHECK(answers[0].shown_by.empty());
  CHECK_FALSE(answers[0].until);
  CHECK(f.answer() == Files{{"aa", false}, {"bb", false}});
}

TEST_CASE("Only the files of items that changed are written again") {
  Fixture f;
  f.merge("a", {post("aa1"), post("bb1")});
  (void)f.answer();
  f.merge("a", {post("cc1")}, kOneHourLater);
  CHECK(f.answer() == Files{{"aa", false}, {"bb", false}, {"cc", true}});
  CHECK(f.store->ledger().withdraw({"a", "urn:x:bb1", kNoon, ""}));
  CHECK(f.answer() == Files{{"aa", false}, {"bb", true}, {"cc", false}});
  CHECK(f.standing("bb1") == Standing::withdrawn);
  CHECK(f.store->ledger().restore("a", "urn:x:bb1"));
  (void)f.answer();
  CHECK(f.standing("bb1") == Standing::shown);
}

TEST_CASE("A file that was not put in its place stays to be written") {
  Fixture f;
  f.merge("a", {post("aa1")});
  CHECK(f.store->ledger().answer(f.question) == Files{{"aa", true}});
  f.store->ledger().settled({});
  CHECK(f.answer() == Files{{"aa", true}});
}

TEST_CASE("A copy names the source that is shown, also when that changes") {
  Fixture f;
  f.merge("a", {post("aa1")});
  model::Item copy = post("aa1");
  copy.id = "urn:y:1";
  f.merge("b", {copy}, kOneHourLater);
  (void)f.answer();
  CHECK(f.standing("aa1") == Standing::shown);
  CHECK(f.standing("aa1", "b") == Standing::told);
  CHECK(f.store->ledger().answers("aa")[1].shown_by == "a");

  model::Item moved = post("bb1");
  moved.id = "urn:x:aa1";
  moved.title.value = moved.content_hash = "Something else entirely";
  f.merge("a", {moved}, kOneHourLater);
  CHECK(f.answer() == Files{{"aa", true}, {"bb", true}});
  CHECK(f.standing("aa1", "b") == Standing::shown);
  CHECK(f.standing("bb1") == Standing::shown);
}

TEST_CASE("A copy of an item that we withdrew is withdrawn with it") {
  Fixture f;
  f.merge("a", {post("aa1")});
  model::Item copy = post("aa1");
  copy.id = "urn:y:1";
  f.merge("b", {copy}, kOneHourLater);
  (void)f.answer();
  CHECK(f.store->ledger().withdraw({"a", "urn:x:aa1", kNoon, ""}));
  (void)f.answer();
  CHECK(f.standing("aa1", "b") == Standing::withdrawn);

  SECTION("and told again once we restored it") {
    CHECK(f.store->ledger().restore("a", "urn:x:aa1"));
    (void)f.answer();
    CHECK(f.standing("aa1") == Standing::shown);
    CHECK(f.standing("aa1", "b") == Standing::told);
  }
  SECTION("and shown once that is another item") {
    model::Item other = post("bb1");
    other.id = "urn:x:aa1";
    other.title.value = other.content_hash = "Something else entirely";
    f.merge("a", {other}, kOneHourLater);
    (void)f.answer();
    CHECK(f.standing("bb1") == Standing::withdrawn);
    CHECK(f.standing("aa1", "b") == Standing::shown);
  }
}

TEST_CASE("What a rule, a source's terms or another choice of sources keeps out is not shown") {
  Fixture f;
  model::Item dropped = post("aa1");
  dropped.lineage.dropped_by = "exclude \"secret rule\"";
  f.merge("a", {dropped, post("bb1")});
  f.merge("b", {post("cc1")});
  f.question.unpublished = {"b"};
  (void)f.answer();
  CHECK(f.standing("aa1") == Standing::kept_out);
  CHECK(f.standing("bb1") == Standing::shown);
  CHECK(f.standing("cc1", "b") == Standing::unpublished);

  f.question.definition = "second";
  f.question.unpublished.clear();
  f.question.selection.source_ids = {"b"};
  CHECK(f.answer() == Files{{"aa", true}, {"bb", true}, {"cc", true}});
  CHECK(f.standing("bb1") == Standing::kept_out);
  CHECK(f.standing("cc1", "b") == Standing::shown);

  f.question.definition = "third";
  f.question.source_ids = {"b"};  // The other is private.
  CHECK(f.answer() == Files{{"cc", true}});
}

TEST_CASE("An embargo holds an item until it ends, with nothing else changed") {
  Fixture f;
  f.merge("a", {post("aa1", "2022-05-16T11:00:00Z")});
  f.question.selection.not_after["a"] = at("2022-05-16T10:00:00Z");
  f.question.held_against = kNoon;
  (void)f.answer();
  CHECK(f.standing("aa1") == Standing::held);
  CHECK(f.store->ledger().answers("aa")[0].until == kOneHourLater);
  f.question.selection.not_after["a"] = at("2022-05-16T11:00:00Z");
  f.question.held_against = kOneHourLater;
  CHECK(f.answer() == Files{{"aa", true}});
  CHECK(f.standing("aa1") == Standing::shown);
}

TEST_CASE("Items become old as the limit moves on") {
  Fixture f;
  f.merge("a", {post("aa1", "2022-05-01T00:00:00Z"), post("bb1", "2022-05-10T00:00:00Z")});
  (void)f.answer();
  CHECK(f.standing("aa1") == Standing::shown);
  f.question.old_before = at("2022-05-05T00:00:00Z");
  CHECK(f.answer() == Files{{"aa", true}, {"bb", false}});
  CHECK(f.standing("aa1") == Standing::old);
  CHECK(f.standing("bb1") == Standing::shown);
}

TEST_CASE("Items that were seen long ago leave, and a file that is empty with them") {
  Fixture f;
  f.merge("a", {post("aa1")});
  f.merge("a", {post("bb1")}, kOneHourLater);
  (void)f.answer();
  f.question.seen_since = kOneHourLater;
  CHECK(f.answer() == Files{{"bb", false}});
  CHECK(f.store->ledger().answers("aa").empty());
}

TEST_CASE("Of many items with one link twenty are answered for") {
  Fixture f;
  std::vector<model::Item> many;
  for (int i = 0; i < 25; ++i) {
    many.push_back(post("aa1"));
    many.back().id = "urn:x:" + std::to_string(i);
  }
  many.push_back(post("aa2"));
  f.merge("a", many);
  (void)f.answer();
  CHECK(f.store->ledger().answers("aa").size() == 21);
}

}  // namespace link_answers_test
