// SPDX-License-Identifier: MIT
//
// Events in pages: linked data and microformats.
#include "parse/article/events.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "parse/article/metadata.h"
#include "parse/page/page.h"

namespace page_events_test {

namespace {

using namespace syndic;
using Lines = std::vector<std::string>;

const parse::Hints kHints{.base_url = "https://turn.example/events/",
                          .content_type = "text/html",
                          .time_zone = "America/New_York"};

std::string moment(model::Timestamp time, bool is_day) {
  const std::string text = base::format_rfc3339(time);
  return is_day ? text.substr(0, 10) : text;
}

// "start to end at place"
std::string line_of(const std::optional<model::Event>& event) {
  if (!event) return "-";
  std::string line = moment(event->start, event->all_day);
  if (event->end) line += " to " + moment(*event->end, event->all_day);
  return event->place.empty() ? line : line + " at " + event->place;
}

// Each item as "title | url | event".
Lines items_of(const std::string& html, const std::string& item) {
  const auto read = parse::read_page(html, kHints, {.item = item});
  if (!read) return {read.error().message};
  Lines lines;
  for (const model::Item& each : read->feed.items) {
    CHECK_FALSE(each.published);
    lines.push_back(each.title.value + " | " + each.url + " | " + line_of(each.event));
  }
  return lines;
}

std::string linked(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

// The event of a page with this object's members.
std::string event_with(const std::string& members) {
  const std::string html =
      "<html><body>" + linked(R"({"@type":"Event","name":"N",)" + members + "}") + "</body></html>";
  const auto page = parse::read_page_metadata(html, kHints);
  REQUIRE(page);
  return line_of(page->event);
}

const std::string kConcert =
    R"({"@context":"https://schema.org","@type":"MusicEvent","name":"Q&#038;A concert",
"url":"/events/concert","startDate":"2026-03-05T18:00:00-05:00","endDate":"2026-03-05T20:00:00-05:00",
"eventStatus":"https://schema.org/EventScheduled","description":"&lt;p&gt;All are <b>welcome</b>.&lt;/p&gt;",
"image":["/concert.jpg"],"organizer":{"@type":"Organization","name":"PTA"},
"location":{"@type":"Place","name":"Main Hall","address":{"@type":"PostalAddress",
"streetAddress":"12 Elm Street","addressLocality":"Boston","addressRegion":"MA"}}})";

const std::string kCancelled =
    R"({"@type":"Event","name":"Retreat","url":"https://turn.example/events/retreat",
"startDate":"2026-04-01","eventStatus":"https://schema.org/EventCancelled"})";

}  // namespace

TEST_CASE("linked data tells when and where what an item links to takes place") {
  const std::string html = "<html><body>" + linked("[" + kConcert + "," + kCancelled + "]") +
                           "<ul><li>March 5, 2026 <a href=concert>Concert</a>"
                           "<li>April 1, 2026 <a href=retreat>Retreat</a></ul></body></html>";
  CHECK(items_of(html, "//li") ==
        Lines{"Concert | https://turn.example/events/concert | 2026-03-05T23:00:00Z to "
              "2026-03-06T01:00:00Z at Main Hall, 12 Elm Street, Boston, MA"});
}

TEST_CASE("where no element matches, the events of the linked data are the items") {
  const std::string html =
      "<html><body>" + linked("[" + kConcert + "," + kCancelled + "]") + "</body></html>";
  const auto read = parse::read_page(html, kHints, {.item = "//article"});
  REQUIRE(read);
  REQUIRE(read->feed.items.size() == 1);
  const model::Item& item = read->feed.items.front();
  CHECK(item.title.value == "Q&A concert");
  CHECK(item.url == "https://turn.example/events/concert");
  CHECK(item.summary.value == "All are welcome.");
  CHECK(item.image == "https://turn.example/concert.jpg");
  CHECK(item.authors.at(0).name == "PTA");
  CHECK(line_of(item.event).starts_with("2026-03-05T23:00:00Z"));
}

TEST_CASE("a page whose events are all cancelled is no feed") {
  const std::string html = "<html><body>" + linked(kCancelled) +
                           "<ul><li><a href=retreat>Retreat</a></ul></body></html>";
  CHECK(items_of(html, "//li") == Lines{"all events that the page has are cancelled"});
}

TEST_CASE("a day alone is a whole day, and so is one from its first second to its last") {
  CHECK(event_with(R"("startDate":"2026-04-20","endDate":"2026-04-24")") ==
        "2026-04-20 to 2026-04-24");
  CHECK(event_with(
            R"("startDate":"2026-04-20T00:00:00-04:00","endDate":"2026-04-24T23:59:59-04:00")") ==
        "2026-04-20 to 2026-04-24");
  CHECK(event_with(R"("startDate":"2026-03-05T18:00")") == "2026-03-05T23:00:00Z");
  CHECK(event_with(R"("endDate":"2026-04-24")") == "-");
}

TEST_CASE("a place may be a text, a name, an address or a link") {
  const std::string start = R"("startDate":"2026-04-20","location":)";
  CHECK(event_with(start + R"("Gym")") == "2026-04-20 at Gym");
  CHECK(event_with(start + R"({"@type":"Place","name":"Gym","address":"5 Oak Road"})") ==
        "2026-04-20 at Gym, 5 Oak Road");
  CHECK(event_with(start + R"({"name":"5 Oak Road","address":"5 Oak Road, Boston"})") ==
        "2026-04-20 at 5 Oak Road, Boston");
  CHECK(event_with(start + R"([{"@type":"VirtualLocation","url":"https://meet.example/1"}])") ==
        "2026-04-20 at https://meet.example/1");
  CHECK(event_with(start + R"([[1]])") == "2026-04-20");
}

TEST_CASE("broadcasts are no events, festivals are") {
  CHECK(parse::is_event_type("Event"));
  CHECK(parse::is_event_type("https://schema.org/EducationEvent"));
  CHECK(parse::is_event_type("Festival"));
  CHECK_FALSE(parse::is_event_type("BroadcastEvent"));
  CHECK_FALSE(parse::is_event_type("NewsArticle"));
}

TEST_CASE("an h-event is an event, with its own title, link, times and place") {
  CHECK(items_of("<div class=h-event><a class='u-url p-name' href=tea>Tea</a> from "
                 "<time class=dt-start datetime='2026-03-05 18:00'>5 March</time> to "
                 "<time class=dt-end>19:30</time>, <span class='p-location h-card'>Room 4</span>"
                 "</div>",
                 "//div") ==
        Lines{"Tea | https://turn.example/events/tea | 2026-03-05T23:00:00Z to "
              "2026-03-06T00:30:00Z at Room 4"});
}

TEST_CASE("hCalendar's end of days is the day after the last") {
  CHECK(items_of("<div class=vevent><a class=url href=camp>More about it</a>"
                 "<span class=summary>Camp</span> <abbr class=dtstart title=2026-07-06>July</abbr>"
                 "<abbr class=dtend title=2026-07-11>July</abbr><span class=location>Lake</span>"
                 "</div>",
                 "//div") ==
        Lines{"Camp | https://turn.example/events/camp | 2026-07-06 to 2026-07-10 at Lake"});
}

TEST_CASE("a date in pieces is put together") {
  CHECK(items_of("<p class=h-event><a class=u-url href=a>A title</a><span class=dt-start>"
                 "<abbr class=value title=x>2026-03-05</abbr> at <span class=value>18:00</span>"
                 "</span></p>",
                 "//p") == Lines{"A title | https://turn.example/events/a | 2026-03-05T23:00:00Z"});
}

TEST_CASE("an element that holds several events is none of them") {
  CHECK(items_of("<div><h2><a href=week>This week</a></h2><p class=h-event><time class=dt-start "
                 "datetime=2026-03-05></time><p class=h-event><time class=dt-start "
                 "datetime=2026-03-06></time></div>",
                 "//div") == Lines{"This week | https://turn.example/events/week | -"});
}

TEST_CASE("the event that a page is about is told beside its title") {
  const auto of = [](const std::string& body) {
    const auto page = parse::read_page_metadata(
        "<html><body>" + body + "</body></html>",
        {.base_url = "https://turn.example/events/concert", .time_zone = "America/New_York"});
    REQUIRE(page);
    return page->title + " | " + page->summary + " | " + page->author + " | " +
           line_of(page->event).substr(0, 20);
  };
  const std::string other = R"({"@type":"Event","name":"O","url":"/o","startDate":"2026-09-01"})";
  const std::string concert = "Q&A concert | All are welcome. | PTA | 2026-03-05T23:00:00Z";
  CHECK(of(linked(kConcert)) == concert);
  CHECK(of(linked("[" + other + "," + kConcert + "]")) == concert);
  CHECK(of(linked("[" + other + "," + kCancelled + "]")) == " |  |  | -");
  CHECK(of(linked(kCancelled)) == "Retreat |  |  | -");
  CHECK(
      of("<h1>Tea</h1><div class=h-event><time class=dt-start datetime=2026-03-05></time></div>") ==
      "Tea |  |  | 2026-03-05");
}

}  // namespace page_events_test
