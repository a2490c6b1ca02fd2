// SPDX-License-Identifier: MIT
//
// Dates of numbers alone, 3/12/2020, in whole feeds: what decides which number is the month.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "parse/feed_parser.h"
#include "parse/page/page.h"
#include "tests/parse/date/dates.h"

namespace feed_dates_test {

namespace {

using namespace syndic;
using Dates = std::vector<std::string>;

std::string shown(const std::optional<model::Timestamp>& date) {
  return date ? base::format_rfc3339(*date) : std::string();
}

Dates dates_of(const model::Feed& feed) {
  Dates dates;
  for (const model::Item& item : feed.items) dates.push_back(shown(item.published));
  return dates;
}

std::string rss(const std::string& head, const Dates& dates) {
  std::string text = "<rss version='2.0'><channel><title>T</title>" + head;
  for (const std::string& date : dates) {
    text += "<item><title>A</title><pubDate>" + date + "</pubDate></item>";
  }
  return text + "</channel></rss>";
}

Dates read_rss(const std::string& head, const Dates& dates, std::string_view zone = {}) {
  return dates_of(parse::parse_feed(rss(head, dates), {.time_zone = zone}).value());
}

Dates in_language(const std::string& language, std::string_view zone = {}) {
  return read_rss("<language>" + language + "</language>", {"3/12/2020 14:00 +0000"}, zone);
}

const Dates kDecember = {"2020-12-03T14:00:00Z"};
const Dates kMarch = {"2020-03-12T14:00:00Z"};

}  // namespace

TEST_CASE("without any evidence the first of three numbers is the day") {
  CHECK(read_rss("", {"3/12/2020"}) == Dates{"2020-12-03T00:00:00Z"});
}

TEST_CASE("a weekday says which number is the month, of its own date and of the feed's others") {
  CHECK(test::read_date("Tue, 02/04/2025 - 10:00") == "2025-02-04T10:00:00Z");
  CHECK(test::read_date("Wed, 02/04/2025 - 10:00") == "2025-04-02T10:00:00Z");
  CHECK(test::read_date("Dienstag, 02/04/2025") == "2025-02-04T00:00:00Z");
  CHECK(test::read_date("02/04/2025 (Tue)") == "2025-02-04T00:00:00Z");
  CHECK(test::read_date("02/04/2025 Tuesday 10:00") == "2025-02-04T10:00:00Z");
  CHECK(test::read_date("火曜日 02/04/2025") == "2025-02-04T00:00:00Z");
  CHECK(test::read_date("Fri, 02/04/2025") == "2025-04-02T00:00:00Z");  // Neither is a Friday.
  CHECK(read_rss("", {"3/12/2020", "Tue, 02/04/2025 - 10:00"}) ==
        Dates{"2020-03-12T00:00:00Z", "2025-02-04T10:00:00Z"});
}

TEST_CASE("a weekday that several languages call by one name decides only if all mean one day") {
  // "so" is Saturday in Czech (1 February 2025) and Sunday in German (2 January 2022 is one).
  CHECK(test::read_date("So, 02/01/2022") == "2022-01-02T00:00:00Z");
  CHECK(test::read_date("So, 01/02/2025") == "2025-02-01T00:00:00Z");
}

TEST_CASE("one date that can be read in one way only tells how the whole feed writes them") {
  CHECK(read_rss("", {"3/12/2020", "3/25/2020"}) ==
        Dates{"2020-03-12T00:00:00Z", "2020-03-25T00:00:00Z"});
  CHECK(read_rss("", {"3/25/2020", "3/12/2020"}) ==
        Dates{"2020-03-25T00:00:00Z", "2020-03-12T00:00:00Z"});
  CHECK(read_rss("<lastBuildDate>3/25/2020</lastBuildDate>", {"3/12/2020"}) ==
        Dates{"2020-03-12T00:00:00Z"});
  CHECK(read_rss("<language>en-US</language>", {"3/12/2020 4:00 PM", "25/12/2020"}) ==
        Dates{"2020-12-03T16:00:00Z", "2020-12-25T00:00:00Z"});
}

TEST_CASE("of dates that contradict each other the more frequent order counts, of equals neither") {
  CHECK(read_rss("", {"3/12/2020", "3/25/2020", "4/25/2020", "25/3/2020"}).front() ==
        "2020-03-12T00:00:00Z");
  CHECK(read_rss("", {"3/12/2020", "3/25/2020", "25/3/2020"}).front() == "2020-12-03T00:00:00Z");
}

TEST_CASE("slashes with AM or PM are of a country where the month is first") {
  CHECK(test::read_date("3/12/2020 12:00:00 PM") == "2020-03-12T12:00:00Z");
  CHECK(read_rss("", {"3/12/2020 12:00:00 PM", "4/11/2020"}) ==
        Dates{"2020-03-12T12:00:00Z", "2020-04-11T00:00:00Z"});
  CHECK(read_rss("<language>en-GB</language>", {"3/12/2020 2:00 PM"}) == kMarch);
}

TEST_CASE("the language of the United States tells the order, English alone does not") {
  CHECK(in_language("en-US") == kMarch);
  CHECK(in_language("en_us") == kMarch);
  CHECK(in_language("en") == kDecember);
  CHECK(in_language("en-GB") == kDecember);
  CHECK(in_language("de") == kDecember);
}

TEST_CASE("a zone of the United States tells the order, unless the language is of elsewhere") {
  CHECK(in_language("", "America/Chicago") == kMarch);
  CHECK(in_language("en", "America/Indiana/Indianapolis") == kMarch);
  CHECK(in_language("", "Pacific/Honolulu") == kMarch);
  CHECK(in_language("", "US/Eastern") == kMarch);
  CHECK(in_language("", "America/Toronto") == kDecember);
  CHECK(in_language("", "America/Mexico_City") == kDecember);
  CHECK(in_language("", "Europe/Dublin") == kDecember);
  CHECK(in_language("en-GB", "America/New_York") == kDecember);
  CHECK(in_language("fr", "America/New_York") == kDecember);
  CHECK(test::read_date("3/12/2020", "America/New_York") == "2020-03-12T04:00:00Z");
}

TEST_CASE("an item is not of after the moment that its feed was written") {
  const std::string built = "<lastBuildDate>Sat, 14 Mar 2020 10:00:00 GMT</lastBuildDate>";
  CHECK(read_rss(built, {"3/12/2020"}) == Dates{"2020-03-12T00:00:00Z"});
  CHECK(read_rss(built, {"3/2/2020"}) == Dates{"2020-02-03T00:00:00Z"});
  // Of after it in both orders: an event.
  CHECK(read_rss(built, {"8/12/2020"}) == Dates{"2020-12-08T00:00:00Z"});
}

TEST_CASE("a reading in the future of the fetch loses, if nothing else tells the order") {
  const Dates dates = {"1/5/2026", "12/1/2025", "11/3/2025"};
  const auto read = [](const std::string& head, const Dates& each) {
    return dates_of(parse::parse_feed(rss(head, each),
                                      {.fetched = base::parse_rfc3339_utc("2026-01-31T12:00:00Z")})
                        .value());
  };
  const Dates month_first = {"2026-01-05T00:00:00Z", "2025-12-01T00:00:00Z",
                             "2025-11-03T00:00:00Z"};
  CHECK(read("", dates) == month_first);
  CHECK(read_rss("", dates).front() == "2026-05-01T00:00:00Z");  // The fetch is not known.
  CHECK(read("<lastBuildDate>1/5/2026</lastBuildDate>", {"12/1/2025"}) ==
        Dates{"2025-12-01T00:00:00Z"});
  // A feed whose own date stays what it was says nothing, and still the fetch does.
  CHECK(read("<lastBuildDate>Tue, 10 Jun 2003 04:00:00 GMT</lastBuildDate>", dates) == month_first);
  // The day after the fetch is not the future yet: zones differ.
  CHECK(read("", {"1/2/2026"}) == Dates{"2026-02-01T00:00:00Z"});
  CHECK(read("", {"2/2/2026"}) == Dates{"2026-02-02T00:00:00Z"});
  CHECK(read("", {"8/12/2026"}) == Dates{"2026-12-08T00:00:00Z"});  // Both are the future.
  CHECK(read("", {"5/1/2026", "1/6/2026"}).front() == "2026-01-05T00:00:00Z");  // One for each.
  CHECK(read("", {"1/5/2026", "25/12/2025"}).front() == "2026-05-01T00:00:00Z");
}

TEST_CASE("dots and hyphens have the day first, whatever else the feed says") {
  const std::string us = "<language>en-US</language>";
  CHECK(read_rss(us, {"3/25/2020", "3.12.2020", "3-12-2020", "Thu, 3-12-2020"}, "America/Denver") ==
        Dates{"2020-03-25T06:00:00Z", "2020-12-03T07:00:00Z", "2020-12-03T07:00:00Z",
              "2020-12-03T07:00:00Z"});
  CHECK(read_rss("", {"3/12/2020", "3.25.2020"}).front() == "2020-12-03T00:00:00Z");
}

TEST_CASE("an update's date and the feed's own are settled as well, and fields keep their rank") {
  const auto feed = parse::parse_feed(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en-US' "
      "xmlns:dc='http://purl.org/dc/elements/1.1/'><title>T</title><updated>4/11/2020</updated>"
      "<entry><id>1</id><dc:date>1 May 2020</dc:date><published>3/12/2020</published>"
      "<updated>4/10/2020</updated></entry>"
      "<entry><id>2</id><dc:date>3/12/2020</dc:date><published>1 May 2020</published></entry>"
      "</feed>",
      {});
  REQUIRE(feed);
  CHECK(shown(feed->updated) == "2020-04-11T00:00:00Z");
  CHECK(dates_of(*feed) == Dates{"2020-03-12T00:00:00Z", "2020-05-01T00:00:00Z"});
  CHECK(shown(feed->items.at(0).updated) == "2020-04-10T00:00:00Z");
}

TEST_CASE("an item that is cut off does not shift the other items' dates") {
  const auto feed = parse::parse_feed(
      "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><pubDate>3/25/2020</pubDate>"
      "</item><item><title>A</title><pubDate>3/12/2020</pubDate>",
      {});
  REQUIRE(feed);
  CHECK(dates_of(*feed) == Dates{"2020-03-25T00:00:00Z"});
}

TEST_CASE("a JSON Feed's dates are settled together, too") {
  const auto feed =
      parse::parse_feed(R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[)"
                        R"({"id":"1","date_published":"3/12/2020"},)"
                        R"({"id":"2","date_published":"3/25/2020","date_modified":"4/10/2020"}]})",
                        {});
  REQUIRE(feed);
  CHECK(dates_of(*feed) == Dates{"2020-03-12T00:00:00Z", "2020-03-25T00:00:00Z"});
  CHECK(shown(feed->items.at(1).updated) == "2020-04-10T00:00:00Z");
  const auto fetched =
      parse::parse_feed(R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[)"
                        R"({"id":"1","date_published":"3/12/2020"}]})",
                        {.fetched = base::parse_rfc3339_utc("2020-04-01T00:00:00Z")});
  REQUIRE(fetched);
  CHECK(dates_of(*fetched) == Dates{"2020-03-12T00:00:00Z"});
  const auto american = parse::parse_feed(
      R"({"version":"https://jsonfeed.org/version/1.1","title":"T","language":"en-US","items":[)"
      R"({"id":"1","date_published":"3/12/2020"}]})",
      {});
  REQUIRE(american);
  CHECK(dates_of(*american) == Dates{"2020-03-12T00:00:00Z"});
}

TEST_CASE("a page's dates are settled together, too") {
  const parse::PageRules rules{.item = "//li"};
  const auto read = [&](const std::string& html, const parse::Hints& hints = {}) {
    return dates_of(parse::read_page(html, hints, rules)->feed);
  };
  CHECK(read("<html><ul><li><a href='/1'>One</a> <span class='date'>3/12/2020</span></li>"
             "<li><a href='/2'>Two</a> posted 3/25/2020</li></ul></html>") ==
        Dates{"2020-03-12T00:00:00Z", "2020-03-25T00:00:00Z"});
  CHECK(read("<html lang='en-US'><ul><li><a href='/1'>One</a> <i>3/12/2020</i></li></ul>") ==
        Dates{"2020-03-12T00:00:00Z"});
  CHECK(read("<html><ul><li><a href='/1'>One</a> <i>3/12/2020</i></li></ul>",
             {.fetched = base::parse_rfc3339_utc("2020-04-01T00:00:00Z")}) ==
        Dates{"2020-03-12T00:00:00Z"});
}

}  // namespace feed_dates_test
