// SPDX-License-Identifier: MIT
#include "store/duplicates.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <catch2/catch.hpp>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace duplicates_test {

using namespace syndic;

TEST_CASE("the verdict on an item is the same whenever it is asked for") {
  const test::TempDir dir;
  {
    const auto store = test::open(dir.path());
    for (const char* source : {"casel", "cec"}) {
      store->merge(source,
                   test::feed({test::linked(test::item(source, "2022-01-01T00:00:00Z"),
                                            "https://casel.example/one")}),
                   {}, test::kNoon);
    }
  }
  const SQLite::Database database((dir / "syndic.db").string(), SQLite::OPEN_READONLY);
  std::unordered_map<store::Key, std::string> names;
  SQLite::Statement sources(database, "SELECT key, id FROM source");
  while (sources.executeStep()) {
    names.emplace(sources.getColumn(0).getInt64(), sources.getColumn(1).getString());
  }
  const store::Selection selection{.source_ids = {"casel", "cec"}};
  store::Duplicates duplicates(database, selection, names);
  std::vector<store::Key> items;
  SQLite::Statement rows(database, "SELECT key FROM item ORDER BY id");
  while (rows.executeStep()) items.push_back(rows.getColumn(0).getInt64());
  REQUIRE(items.size() == 2);
  for (int times = 0; times < 3; ++times) {
    const store::Verdict first = duplicates.on(items[0]);
    CHECK(first.wins);
    REQUIRE(first.others.size() == 1);
    CHECK(first.others[0].item == items[1]);
    const store::Verdict second = duplicates.on(items[1]);
    CHECK_FALSE(second.wins);
    REQUIRE(second.winner);
    CHECK(second.winner->item == items[0]);
    CHECK(second.winner->copy.source_id == "casel");
  }
}

}  // namespace duplicates_test
