// SPDX-License-Identifier: MIT
//
// Who asks a source, where several processes share a store: each Store is one. Where there is no
// server, there is nothing to do.
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <thread>

#include "base/error.h"
#include "store/store.h"
#include "tests/store/filled.h"
#include "tests/support/temp_dir.h"

namespace claims_test {

using namespace syndic;
using Ids = std::set<std::string>;

namespace {

bool has_server() { return !test::shared_postgres().empty(); }

// Of sources that were never asked.
std::vector<store::Claim> claims_of(const std::vector<std::string>& ids) {
  std::vector<store::Claim> claims;
  for (const std::string& id : ids) {
    model::FetchState asking;
    asking.asked = test::kNoon;
    claims.push_back({id, {}, asking});
  }
  return claims;
}

}  // namespace

TEST_CASE("a source is claimed by one process, in whatever order they come") {
  if (!has_server()) return;
  const test::TempDir dir;
  const auto one = test::open(dir.path());
  const auto other = test::open(dir.path());
  one->begin_batch();
  other->begin_batch();
  CHECK(one->claim(claims_of({"b", "a"})).empty());
  one->commit();
  CHECK(other->claim(claims_of({"a", "c", "b"})) == Ids{"a", "b"});
  other->commit();
  one->begin_batch();
  CHECK(one->claim(claims_of({"c", "d"})) == Ids{"c"});
  // What it claimed itself it may claim again.
  CHECK(one->claim(claims_of({"a", "d"})).empty());
}

TEST_CASE("a source that is not asked after all is anybody's again") {
  if (!has_server()) return;
  const test::TempDir dir;
  const auto one = test::open(dir.path());
  const auto other = test::open(dir.path());
  const auto claims = claims_of({"a"});
  CHECK(one->claim(claims).empty());
  CHECK(other->claim(claims) == Ids{"a"});
  one->unclaim(claims.front());
  CHECK(other->claim(claims).empty());
  one->unclaim(claims.front());
  CHECK(one->claim(claims) == Ids{"a"});
}

TEST_CASE("a source that was asked, and claimed once more, stays asked") {
  if (!has_server()) return;
  const test::TempDir dir;
  const auto one = test::open(dir.path());
  const auto claims = claims_of({"a"});
  CHECK(one->claim(claims).empty());
  model::FetchState answered = claims.front().state;
  answered.last_fetch = test::kNoon;
  one->keep("a", answered);
  CHECK(one->claim(claims).empty());
  one->unclaim(claims.front());
  CHECK(one->fetch_states().at("a").asked == test::kNoon);
}

// Else two would wait for each other, each for the other's batch.
TEST_CASE("a claim waits for no batch of a process that has the source already") {
  if (!has_server()) return;
  const test::TempDir dir;
  const auto one = test::open(dir.path());
  const auto other = test::open(dir.path());
  CHECK(other->fetch_states().empty());
  one->begin_batch();
  CHECK(one->claim(claims_of({"a"})).empty());
  one->commit();
  one->begin_batch();
  model::FetchState answered;
  answered.asked = answered.last_fetch = test::kNoon;
  one->keep("a", answered);
  CHECK(one->fetch_states().size() == 1);  // Which waits until it is written.
  other->begin_batch();
  CHECK(other->claim(claims_of({"a", "b"})) == Ids{"a"});
  other->commit();
  one->commit();
}

// Both add the same sources, each in its own order.
TEST_CASE("processes that claim the same new sources do not wait for each other for ever") {
  if (!has_server()) return;
  constexpr int kRounds = 40;
  constexpr int kSources = 60;
  const test::TempDir dir;
  const auto one = test::open(dir.path());
  const auto other = test::open(dir.path());
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::string> ids;
    for (int i = 0; i < kSources; ++i) {
      ids.push_back("s" + std::to_string(round) + "-" + std::to_string(i));
    }
    std::string failure;
    std::size_t refused_there = 0;
    std::thread there([&, ids] {
      try {
        other->begin_batch();
        refused_there = other->claim(claims_of({ids.rbegin(), ids.rend()})).size();
        other->commit();
      } catch (const StoreFailure& error) {
        failure = error.what();
      }
    });
    std::size_t refused_here = 0;
    CHECK_NOTHROW([&] {
      one->begin_batch();
      refused_here = one->claim(claims_of(ids)).size();
      one->commit();
    }());
    there.join();
    CHECK(failure == "");
    CHECK(refused_here + refused_there == kSources);
  }
}

}  // namespace claims_test
