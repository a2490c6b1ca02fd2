// SPDX-License-Identifier: MIT
#include "pipeline/refresh/quiet_join.h"

#include <catch2/catch.hpp>

namespace quiet_join_test {

using namespace syndic;
using Strings = std::vector<std::string>;

namespace {

const model::Timestamp kJoined(boost::gregorian::date(2026, 2, 1));

/// Items "0" to "N-1", each dated so many days after kJoined.
model::Feed feed_of(const std::vector<int>& days) {
  model::Feed feed;
  for (const int day : days) {
    model::Item item;
    item.id = std::to_string(feed.items.size());
    item.published = kJoined + boost::gregorian::days(day);
    feed.items.push_back(item);
  }
  return feed;
}

Strings taken(const model::Feed& feed) {
  Strings ids;
  for (const model::Item& item : feed.items) {
    if (item.lineage.dropped_by.empty()) ids.push_back(item.id);
  }
  return ids;
}

}  // namespace

TEST_CASE("Of a first feed the newest five items are taken, wherever they stand") {
  model::Feed feed = feed_of({-9, -1, -8, -2, -7, -3, -6});
  feed.items[1].lineage.dropped_by = "exclude = [\"title: x\"]";
  CHECK(pipeline::keep_all_but_newest_out(feed, {0, 1, 2, 3, 4, 5, 6}) == 1);
  CHECK(taken(feed) == Strings{"2", "3", "4", "5", "6"});
  CHECK(feed.items[0].lineage.dropped_by == "joining quietly");
  CHECK(feed.items[1].lineage.dropped_by == "exclude = [\"title: x\"]");
  model::Feed short_feed = feed_of({-1, -2, -3, -4, -5});
  CHECK(pipeline::keep_all_but_newest_out(short_feed, {0, 1, 2, 3, 4}) == 0);
}

TEST_CASE("Later, new items are taken unless they are dated before the source joined") {
  model::Feed feed = feed_of({1, -1, -2, 0, -3});
  feed.items[2].dated_by_first_sight = true;
  pipeline::keep_older_out(feed, {0, 1, 2, 3}, kJoined);
  CHECK(taken(feed) == Strings{"0", "2", "3", "4"});
}

TEST_CASE("What was kept out stays out") {
  model::Feed feed = feed_of({1, 2, 3});
  pipeline::keep_known_out(feed, {"1", "7"});
  CHECK(taken(feed) == Strings{"0", "2"});
}

}  // namespace quiet_join_test
