// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "base/time_format.h"
#include "store/ledger.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace announcements_test {

using namespace syndic;
using namespace syndic::store;
using Names = std::vector<std::string>;

namespace {

model::Timestamp day(int of_january) {
  return *base::parse_rfc3339_utc("2026-01-01T00:00:00Z") + boost::gregorian::days(of_january - 1);
}

const std::string kHub = "https://hub.example/";
const Ping kAtom{kHub, "https://t.example/all.atom"};
const Ping kJson{kHub, "https://t.example/all.json"};

}  // namespace

TEST_CASE("files are to be announced, each once, until they are") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  Ledger& ledger = store->ledger();
  ledger.will_announce({"index.html", "all.rss"}, {}, day(1));
  ledger.will_announce({"all.rss", "all.atom"}, {}, day(2));
  CHECK(ledger.unannounced_files() == Names{"all.atom", "all.rss", "index.html"});
  ledger.forget_unannounced_files();
  CHECK(ledger.unannounced_files().empty());
}

TEST_CASE("a ping is kept until it was sent, is too old, or its hub leaves the configuration") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  Ledger& ledger = store->ledger();
  const Ping other{"https://other.example/", kAtom.topic};
  ledger.will_announce({}, {kAtom, kJson, other}, day(1));
  CHECK(ledger.pings({kHub, other.hub}, day(1)) == std::vector{kAtom, kJson, other});
  CHECK(ledger.pings({kHub}, day(1)) == std::vector{kAtom, kJson});
  CHECK(ledger.pings({kHub, other.hub}, day(1)) == std::vector{kAtom, kJson});
  ledger.will_announce({}, {kJson}, day(3));
  CHECK(ledger.pings({kHub}, day(2)) == std::vector{kJson});
  ledger.pinged(kJson);
  CHECK(ledger.pings({kHub}, day(2)).empty());
}

TEST_CASE("a hub fails since its first failure after a success, and that is told once") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  Ledger& ledger = store->ledger();
  CHECK(ledger.note_hub(kHub, true, day(1)) == day(1));
  CHECK(ledger.note_hub(kHub, true, day(2)) == day(1));
  CHECK(ledger.told_of_hub(kHub));
  CHECK_FALSE(ledger.told_of_hub(kHub));
  CHECK(ledger.note_hub(kHub, false, day(3)) == std::nullopt);
  CHECK(ledger.note_hub(kHub, true, day(4)) == day(4));
  CHECK(ledger.told_of_hub(kHub));
  CHECK(ledger.pings({}, day(1)).empty());  // The hub is configured no more.
  CHECK(ledger.note_hub(kHub, true, day(5)) == day(5));
}

}  // namespace announcements_test
