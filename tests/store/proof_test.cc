// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "store/ledger.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace proof_test {

using namespace syndic;

TEST_CASE("the latest proof of publication is kept, with its faults in order") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  CHECK_FALSE(store->ledger().proof());
  store->ledger().note_proof(
      {"https://a.example/", test::kNoon, {"all.rss is another file", "no compression"}});
  store->ledger().note_proof(
      {"https://b.example/", test::kOneHourLater, {"all.atom is missing", "it is stale"}});
  const auto proof = test::open(dir.path())->ledger().proof();
  REQUIRE(proof);
  CHECK(proof->place == "https://b.example/");
  CHECK(proof->checked == test::kOneHourLater);
  CHECK(proof->faults == std::vector<std::string>{"all.atom is missing", "it is stale"});
  store->ledger().note_proof({"https://b.example/", test::kOneHourLater, {}});
  CHECK(store->ledger().proof()->faults.empty());
}

TEST_CASE("the last times of answers and delays of news are kept with a source") {
  const test::TempDir dir;
  model::FetchState state;
  for (std::int64_t i = 0; i < 25; ++i) state.answer_times.push_back(1000 + i);
  state.news_delays = {0, 7200, 86400};
  state.is_alerted = true;
  test::open(dir.path())->keep("casel", state);
  const auto kept = test::open(dir.path())->fetch_states().at("casel");
  CHECK(kept.answer_times == state.answer_times);
  CHECK(kept.news_delays == model::RecentNumbers{0, 7200, 86400});
  CHECK(kept.is_alerted);
}

}  // namespace proof_test
