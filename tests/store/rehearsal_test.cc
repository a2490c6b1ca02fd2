// SPDX-License-Identifier: MIT
//
// A copy of the store, as a rehearsal has it.
#include <catch2/catch.hpp>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace rehearsal_test {

using namespace syndic;

TEST_CASE("a copy of a store that is not there yet is empty, and makes none") {
  const test::TempDir dir;
  const auto copy = store::open_copy(test::options_of(dir.path()));
  CHECK(copy->sources().empty());
  copy->keep("casel", {});
  CHECK(copy->sources().size() == 1);
  CHECK(store::open_read_only(test::options_of(dir.path())) == nullptr);
}

TEST_CASE("what batches of a copy change is seen by it alone, and goes with it") {
  const test::TempDir dir;
  const auto kept = test::open(dir.path());
  (void)kept->merge("a", test::feed({test::item("1", "2022-05-16T00:00:00Z")}), {}, test::kNoon);
  {
    const auto copy = store::open_copy(test::options_of(dir.path()));
    copy->begin_batch();
    (void)copy->merge("a", test::feed({test::item("2", "2022-05-16T00:00:00Z")}), {}, test::kNoon);
    copy->commit(store::Durability::power_loss);
    copy->begin_batch();
    (void)copy->merge("b", test::feed({test::item("3", "2022-05-16T00:00:00Z")}), {}, test::kNoon);
    CHECK(copy->sources().at("a").items == 2);
    CHECK(copy->sources().contains("b"));
    CHECK(kept->sources().at("a").items == 1);
  }
  CHECK(kept->sources().at("a").items == 1);
  CHECK_FALSE(kept->sources().contains("b"));
}

TEST_CASE("what is done to a copy after a batch counts as well, and to it alone") {
  const test::TempDir dir;
  const auto kept = test::open(dir.path());
  kept->keep("a", {});
  const auto copy = store::open_copy(test::options_of(dir.path()));
  copy->begin_batch();
  copy->keep("b", {});
  copy->commit();
  copy->record_alarm("It rings");
  CHECK(copy->sources().size() == 2);
  CHECK(copy->alarm() == "It rings");
  CHECK(kept->alarm().empty());
}

}  // namespace rehearsal_test
