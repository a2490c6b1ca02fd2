// SPDX-License-Identifier: MIT
//
// Items that a rule keeps out: stored, not selected, and judged again when the rules change.
#include <catch2/catch.hpp>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace judge_test {

using namespace syndic;
using namespace syndic::test;

namespace {

using Counts = std::map<std::string, std::size_t>;

model::Item dropped(model::Item made) {
  made.lineage.dropped_by = "exclude \"b\"";
  return made;
}

// Drops what is titled "C".
std::string no_c(const model::Item& judged) {
  return judged.title.value == "C" ? "exclude \"c\"" : "";
}

}  // namespace

TEST_CASE("a dropped item is stored and neither new, selected nor a change") {
  const TempDir dir;
  const auto store = open(dir.path());
  const auto change = store->merge("a",
                                   feed({item("1", "2022-05-01T00:00:00Z", "A"),
                                         dropped(item("2", "2022-05-02T00:00:00Z", "B"))}),
                                   {}, kNoon);
  CHECK(change.added == 1);
  CHECK(store->sources().at("a").items == 2);
  CHECK(store->sources().at("a").about.updated == at("2022-05-01T00:00:00Z"));
  CHECK(names(store->select(test::newest({"a"}))) == std::vector<std::string>{"a/1"});
  CHECK(store->dropped("a") == Counts{{"exclude \"b\"", 1}});

  const auto edited = store->merge(
      "a", feed({dropped(item("2", "2022-05-02T00:00:00Z", "B again"))}), {}, kOneHourLater);
  CHECK(edited.changed == 0);
  CHECK_FALSE(store->fetch_states().at("a").last_change);
}

TEST_CASE("judging keeps out and lets in, and is remembered") {
  const TempDir dir;
  {
    const auto store = open(dir.path());
    (void)store->merge("a",
                       feed({item("1", "2022-05-01T00:00:00Z", "A"),
                             dropped(item("2", "2022-05-02T00:00:00Z", "B")),
                             item("3", "2022-05-03T00:00:00Z", "C")}),
                       {}, kNoon);
    (void)store->merge("b", feed({item("9", "2022-05-03T00:00:00Z", "C")}), {}, kNoon);
    CHECK(store->rules().empty());
    const auto judgement = store->rejudge("a", "exclude c", no_c);
    CHECK(judgement.dropped == Counts{{"exclude \"c\"", 1}});
    CHECK(judgement.let_in == 1);
  }
  const auto store = open(dir.path());
  CHECK(store->rules() == std::map<std::string, std::string>{{"a", "exclude c"}});
  CHECK(names(store->select(test::newest({"a", "b"}))) ==
        std::vector<std::string>{"b/9", "a/2", "a/1"});
  CHECK(store->sources().at("a").about.updated == at("2022-05-02T00:00:00Z"));

  (void)store->rejudge("a", "", [](const model::Item&) { return std::string(); });
  CHECK(store->rules().empty());
  CHECK(store->dropped("a").empty());
  CHECK(store->select(test::newest({"a"})).size() == 3);
}

TEST_CASE("a source may have rules before it has items") {
  const TempDir dir;
  const auto store = open(dir.path());
  CHECK(store->rejudge("new", "exclude c", no_c).dropped.empty());
  CHECK(store->rules().at("new") == "exclude c");
  CHECK(store->dropped("unknown").empty());
  CHECK_FALSE(store->newest("new"));
}

}  // namespace judge_test
