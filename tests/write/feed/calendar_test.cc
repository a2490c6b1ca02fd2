// SPDX-License-Identifier: MIT
#include "write/feed/calendar.h"

#include "tests/write/sample.h"

namespace calendar_test {

using namespace syndic;
using namespace syndic::test;
using Catch::Matchers::Contains;

namespace {

write::Entry event(const std::string& id, const char* start) {
  write::Entry made = entry(id);
  made.item.title = plain("Event " + id);
  made.item.published = at("2026-01-10T12:00:00Z");
  made.item.event = {.start = at(start), .end = {}, .all_day = false, .place = "Hall"};
  return made;
}

std::string calendar(write::Document document) {
  document.generator = "syndic 0.1.0";
  std::string text =
      render_calendar(document, "https://turn.example/feeds/events.ics", "America/New_York");
  std::erase(text, '\r');
  return text;
}

}  // namespace

TEST_CASE("an event has the item's id, title, text, link, tags and dates") {
  write::Entry item = event("tag:turn.example,2026:x", "2026-03-08T15:00:00Z");
  item.item.event->end = at("2026-03-08T17:00:00Z");
  item.item.url = "https://turn.example/x";
  item.item.content = html("<p>First <b>words</b>.</p><p>Second.</p>");
  item.item.categories = {{"sel", "", "Social learning"}};
  item.item.updated = at("2026-01-11T12:00:00Z");
  CHECK_THAT(calendar(document(item)),
             Contains("BEGIN:VEVENT\nUID:tag:turn.example\\,2026:x\nDTSTAMP:20260111T120000Z\n"
                      "DTSTART;TZID=America/New_York:20260308T110000\n"
                      "DTEND;TZID=America/New_York:20260308T130000\n"
                      "SUMMARY:Event tag:turn.example\\,2026:x\n"
                      "DESCRIPTION:First words.\\n\\nSecond.\nLOCATION:Hall\n"
                      "URL:https://turn.example/x\nCATEGORIES:Social learning\n"
                      "CREATED:20260110T120000Z\nLAST-MODIFIED:20260111T120000Z\nEND:VEVENT\n"));
}

TEST_CASE("items without an event are left out, and the next event comes first") {
  write::Document all = document(event("b", "2026-05-01T15:00:00Z"));
  all.entries.push_back(entry("none"));
  all.entries.push_back(event("a", "2026-03-01T15:00:00Z"));
  const std::string text = calendar(all);
  CHECK(text.find("SUMMARY:Event a") < text.find("SUMMARY:Event b"));
  CHECK_THAT(text, !Contains("none"));
}

TEST_CASE("a calendar without events is a calendar all the same") {
  const std::string text = calendar(document(entry("none")));
  CHECK_THAT(text, Contains("NAME:News\n") && Contains("BEGIN:VTIMEZONE\n"));
  CHECK_THAT(text, !Contains("BEGIN:VEVENT"));
}

}  // namespace calendar_test
