// SPDX-License-Identifier: MIT
#include "normalize/item/dates.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"

namespace syndic::normalize::dates_test {
namespace {

std::optional<model::Timestamp> at(std::string_view text) { return base::parse_rfc3339_utc(text); }

struct Dated {
  std::string published;
  std::string updated;  // Empty: none.
  bool by_first_sight;
  friend bool operator==(const Dated&, const Dated&) = default;
};

// At noon of 2026-01-31; "" is no date.
Dated dated(std::string_view published, std::string_view updated) {
  model::Item item;
  item.published = at(published);
  item.updated = at(updated);
  date_item(item, *at("2026-01-31T12:00:00Z"));
  return {base::format_rfc3339(*item.published),
          item.updated ? base::format_rfc3339(*item.updated) : "", item.dated_by_first_sight};
}

TEST_CASE("An item is dated as its feed says") {
  CHECK(dated("2022-05-16T00:00:00Z", "") == Dated{"2022-05-16T00:00:00Z", "", false});
  CHECK(dated("2022-05-16T00:00:00Z", "2022-06-01T00:00:00Z") ==
        Dated{"2022-05-16T00:00:00Z", "2022-06-01T00:00:00Z", false});
  CHECK(dated("1969-12-31T23:59:59Z", "") == Dated{"1969-12-31T23:59:59Z", "", false});
}

TEST_CASE("An item that only says when it was updated was published then") {
  CHECK(dated("", "2022-06-01T00:00:00Z") ==
        Dated{"2022-06-01T00:00:00Z", "2022-06-01T00:00:00Z", false});
}

TEST_CASE("An item without a date is dated by first sight") {
  CHECK(dated("", "") == Dated{"2026-01-31T12:00:00Z", "", true});
}

TEST_CASE("A date up to ten minutes ahead is a clock that is fast, one beyond is no date") {
  CHECK(dated("2026-01-31T12:10:00Z", "") == Dated{"2026-01-31T12:10:00Z", "", false});
  CHECK(dated("2026-01-31T12:10:01Z", "") == Dated{"2026-01-31T12:00:00Z", "", true});
  CHECK(dated("9999-12-31T23:59:59Z", "2022-06-01T00:00:00Z") ==
        Dated{"2026-01-31T12:00:00Z", "2022-06-01T00:00:00Z", true});
}

TEST_CASE("An update that is ahead is dropped, one before publication stays") {
  CHECK(dated("2022-05-16T00:00:00Z", "2026-01-31T12:10:01Z") ==
        Dated{"2022-05-16T00:00:00Z", "", false});
  CHECK(dated("", "2027-01-01T00:00:00Z") == Dated{"2026-01-31T12:00:00Z", "", true});
  CHECK(dated("2022-05-16T00:00:00Z", "2021-01-01T00:00:00Z") ==
        Dated{"2022-05-16T00:00:00Z", "2021-01-01T00:00:00Z", false});
}

const model::Timestamp kNow = *at("2026-01-31T12:00:00Z");

// Of items so published and updated, what is left.
std::string without_fetch_times(
    const std::vector<std::pair<std::string_view, std::string_view>>& dates) {
  std::vector<model::Item> items;
  for (const auto& [published, updated] : dates) {
    model::Item item;
    item.published = at(published);
    item.updated = at(updated);
    item.lineage.date_element = "pubDate";
    items.push_back(item);
  }
  drop_fetch_times(items, kNow);
  std::string left;
  for (const model::Item& item : items) {
    left += (item.published ? base::format_rfc3339(*item.published) : "-") + std::string(" ") +
            (item.updated ? base::format_rfc3339(*item.updated) : "-") + " " +
            item.lineage.date_element + ";";
  }
  return left;
}

TEST_CASE("Items that are all of about now are undated") {
  CHECK(without_fetch_times({{"2026-01-31T12:00:00Z", ""}, {"2026-01-31T11:55:00Z", ""}}) ==
        "- - ;- - ;");
  CHECK(without_fetch_times({{"2026-01-31T12:05:00Z", ""}, {"2026-01-31T12:00:00Z", ""}}) ==
        "- - ;- - ;");
  CHECK(without_fetch_times({{"2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"},
                             {"2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"}}) == "- - ;- - ;");
}

TEST_CASE("One item of now is new, and so are several beside one that is not") {
  CHECK(without_fetch_times({{"2026-01-31T12:00:00Z", ""}}) == "2026-01-31T12:00:00Z - pubDate;");
  CHECK(without_fetch_times({{"2026-01-31T12:00:00Z", ""}, {"2026-01-31T11:54:59Z", ""}}) ==
        "2026-01-31T12:00:00Z - pubDate;2026-01-31T11:54:59Z - pubDate;");
  CHECK(without_fetch_times({{"2026-01-31T12:00:00Z", ""}, {"2026-01-31T12:05:01Z", ""}}) ==
        "2026-01-31T12:00:00Z - pubDate;2026-01-31T12:05:01Z - pubDate;");
}

TEST_CASE("Where one of both dates is the fetch's, the other one counts") {
  CHECK(without_fetch_times({{"2026-01-31T12:00:00Z", "2022-05-16T00:00:00Z"},
                             {"2026-01-31T12:00:00Z", "2022-05-17T00:00:00Z"}}) ==
        "- 2022-05-16T00:00:00Z updated;- 2022-05-17T00:00:00Z updated;");
  CHECK(without_fetch_times({{"2022-05-16T00:00:00Z", "2026-01-31T12:00:00Z"},
                             {"2022-05-17T00:00:00Z", "2026-01-31T12:00:00Z"}}) ==
        "2022-05-16T00:00:00Z - pubDate;2022-05-17T00:00:00Z - pubDate;");
}

// Of items in the feed's order, "" undated, the dates in a feed that was never seen before.
std::vector<std::string> newcomers(const std::vector<std::string_view>& dates,
                                   std::string_view feed_updated = {},
                                   std::string_view oldest_shown = {},
                                   std::string_view newest_shown = {}) {
  model::Feed feed;
  feed.updated = at(feed_updated);
  for (std::size_t i = 0; i < dates.size(); ++i) {
    model::Item item;
    item.published = at(dates[i]);
    if (item.published) item.lineage.date_element = "pubDate";
    item.lineage.position = dates.size() - i;  // Not the order in the vector.
    date_item(item, kNow);
    feed.items.push_back(item);
  }
  date_newcomers(feed, kNow, [&] { return Shown{at(newest_shown), at(oldest_shown)}; });
  std::vector<std::string> result;
  for (const model::Item& item : feed.items)
    result.push_back(base::format_rfc3339(*item.published));
  return result;
}

using Dates = std::vector<std::string>;

TEST_CASE("A newcomer's undated items come below its dated ones") {
  CHECK(newcomers({"", "2022-05-16T00:00:00Z", "", "2022-05-01T00:00:00Z"}, "2022-05-17T00:00:00Z",
                  "2021-01-01T00:00:00Z") == Dates{"2022-04-30T23:59:58Z", "2022-05-16T00:00:00Z",
                                                   "2022-04-30T23:59:59Z", "2022-05-01T00:00:00Z"});
}

TEST_CASE("A newcomer's items dated ahead come below its others, the nearest first") {
  CHECK(newcomers({"", "2027-03-01T00:00:00Z", "2027-01-01T00:00:00Z", "2022-05-16T00:00:00Z"}) ==
        Dates{"2022-05-15T23:59:57Z", "2022-05-15T23:59:58Z", "2022-05-15T23:59:59Z",
              "2022-05-16T00:00:00Z"});
  CHECK(newcomers({"2027-03-01T00:00:00Z", "2027-01-01T00:00:00Z"}, "", "2021-01-01T00:00:00Z") ==
        Dates{"2020-12-31T23:59:58Z", "2020-12-31T23:59:59Z"});
}

TEST_CASE("A newcomer without dates never comes above everyone's newest") {
  CHECK(newcomers({"", ""}, "2026-01-31T09:00:00Z", "2021-01-01T00:00:00Z",
                  "2026-01-30T00:00:00Z") == Dates{"2026-01-29T23:59:58Z", "2026-01-29T23:59:59Z"});
}

TEST_CASE("A known source's new items without dates stand a second apart, in the feed's order") {
  std::vector<model::Item> items(4);
  for (model::Item& item : items) {
    item.published = kNow;
    item.dated_by_first_sight = true;
  }
  items[1].dated_by_first_sight = false;
  space_out(items, {0, 1, 3});
  std::vector<std::string> dates;
  for (const model::Item& item : items) dates.push_back(base::format_rfc3339(*item.published));
  CHECK(dates == Dates{"2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z",
                       "2026-01-31T11:59:59Z"});
}

TEST_CASE("A newcomer without dates goes by its feed's, then below what is shown, then by now") {
  CHECK(newcomers({"", ""}, "2022-05-17T00:00:00Z", "2021-01-01T00:00:00Z") ==
        Dates{"2022-05-16T23:59:59Z", "2022-05-17T00:00:00Z"});
  CHECK(newcomers({"", ""}, "", "2021-01-01T00:00:00Z") ==
        Dates{"2020-12-31T23:59:58Z", "2020-12-31T23:59:59Z"});
  CHECK(newcomers({"", ""}) == Dates{"2026-01-31T11:59:59Z", "2026-01-31T12:00:00Z"});
  CHECK(newcomers({""}) == Dates{"2026-01-31T12:00:00Z"});
}

TEST_CASE("A feed's own date that is the fetch's or ahead says nothing") {
  for (const char* const updated : {"2026-01-31T12:00:00Z", "2026-01-31T11:55:00Z",
                                    "2026-01-31T12:00:01Z", "2027-01-01T00:00:00Z"}) {
    CAPTURE(updated);
    CHECK(newcomers({""}, updated, "2021-01-01T00:00:00Z") == Dates{"2020-12-31T23:59:59Z"});
  }
}

TEST_CASE("No date is before the calendar's first") {
  CHECK(newcomers({"", "", "1400-01-01T00:00:01Z"}) ==
        Dates{"1400-01-01T00:00:00Z", "1400-01-01T00:00:00Z", "1400-01-01T00:00:01Z"});
}

}  // namespace
}  // namespace syndic::normalize::dates_test
