// SPDX-License-Identifier: MIT
//
// Events on their way from a file or a partner's calendar to events.ics, the feeds and the page.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/fault_server.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace events_test {

using namespace syndic;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A network that writes its own items, and reads a partner's calendar.
class Network {
 public:
  Network() {
    fs::create_directory(dir_ / "news");
    dir_.write("syndic.toml",
               "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
               "feeds_url = \"https://t.example/feeds/\"\ntimezone = \"America/New_York\"\n" +
                   test::store_section(dir_.path()) +
                   "[fetch]\nallow_private = true\nhost_delay = \"0s\"\n"
                   "[[source]]\nid = \"own\"\nname = \"Own\"\npath = \"news\"\n"
                   "[[source]]\nid = \"partner\"\nname = \"Partner\"\nurl = \"" +
                   server_.url("/calendar.ics") + "\"\n");
    serve("");
  }

  void write(const std::string& name, const std::string& front) {
    dir_.write("news/" + name, "+++\n" + front + "\n+++\nText\n");
  }
  /// Has the partner's calendar hold these components.
  void serve(const std::string& components) {
    server_.reply("/calendar.ics", {.headers = {{"Content-Type", "text/calendar"}},
                                    .body = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//p//EN\r\n"
                                            "X-WR-CALNAME:Partner\r\n" +
                                            components + "END:VCALENDAR\r\n"});
  }
  json refresh(const std::string& now) {
    const auto run =
        test::run_syndic({"refresh", "--json", "--force", "-c", (dir_ / "syndic.toml").string()},
                         {{"SYNDIC_NOW", now}});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    return json::parse(run.out);
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    std::string bytes = test::bytes_of(dir_ / "public" / name);
    std::erase(bytes, '\r');
    return bytes;
  }
  [[nodiscard]] bool has(const std::string& name) const {
    return fs::exists(dir_ / "public" / name);
  }
  /// The titles in all.json, with the starts of events.
  [[nodiscard]] std::vector<std::string> items() const {
    std::vector<std::string> items;
    const json all = json::parse(file("all.json"));
    for (const json& item : all.at("items")) {
      const json event = item.at("_syndic").value("event", json::object());
      items.push_back(item.value("title", "") + " " + event.value("start", ""));
    }
    std::ranges::sort(items);
    return items;
  }

 private:
  test::TempDir dir_;
  test::FaultServer server_;
};

using Items = std::vector<std::string>;

}  // namespace

TEST_CASE("a site without events has no calendar, and the first event makes one") {
  Network network;
  network.write("a.md", "title = \"A\"\ndate = 2026-01-30");
  network.refresh("2026-01-31T12:00:00Z");
  CHECK_FALSE(network.has("events.ics"));
  CHECK_THAT(network.file("index.html"), !Contains("events.ics"));
  network.write("fair.md",
                "title = \"Fair\"\ndate = 2026-01-31\nstart = 2026-03-08T10:00:00\n"
                "end = 2026-03-08T12:00:00\nplace = \"Gym\"");
  network.refresh("2026-01-31T13:00:00Z");
  // The day on which summer time begins.
  CHECK_THAT(network.file("events.ics"),
             Contains("DTSTART;TZID=America/New_York:20260308T100000\n"
                      "DTEND;TZID=America/New_York:20260308T120000\nSUMMARY:Fair\n"
                      "DESCRIPTION:Text\nLOCATION:Gym\n"));
  CHECK_THAT(network.file("index.html"), Contains("href=\"events.ics\""));
  CHECK_THAT(network.file("index.html"), Contains("<time datetime=\"2026-03-08T14:00:00Z\">"));
  CHECK(network.items() == Items{"A ", "Fair 2026-03-08T14:00:00Z"});
  for (const char* name : {"all.rss", "all.atom"}) {
    CHECK_THAT(network.file(name), Contains("<ev:startdate>2026-03-08T14:00:00Z</ev:startdate>") &&
                                       Contains("<ev:enddate>2026-03-08T16:00:00Z</ev:enddate>") &&
                                       Contains("<ev:location>Gym</ev:location>"));
  }
  const std::string before = network.file("events.ics");
  network.refresh("2026-01-31T14:00:00Z");
  CHECK(network.file("events.ics") == before);
}

TEST_CASE("an event leaves the calendar a month after it is over, and stays in the list") {
  Network network;
  network.write("fair.md",
                "title = \"Fair\"\ndate = 2026-01-30\nstart = 2026-02-10\nend = 2026-02-11");
  network.refresh("2026-01-31T12:00:00Z");
  CHECK_THAT(network.file("events.ics"), Contains("DTSTART;VALUE=DATE:20260210\n"
                                                  "DTEND;VALUE=DATE:20260212\n"));
  network.refresh("2026-03-15T03:59:59Z");
  CHECK_THAT(network.file("events.ics"), Contains("SUMMARY:Fair"));
  network.refresh("2026-03-15T05:00:00Z");
  CHECK_THAT(network.file("events.ics"), !Contains("SUMMARY:Fair"));
  CHECK(network.items() == Items{"Fair 2026-02-10"});
}

TEST_CASE("a partner's calendar is a source, its series and cancellations too") {
  Network network;
  const std::string weekly =
      "BEGIN:VEVENT\r\nUID:w@p\r\nSUMMARY:Weekly\r\nCREATED:20260101T000000Z\r\n"
      "DTSTART;TZID=America/New_York:20260302T180000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n";
  network.serve(weekly +
                "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:o@p\r\nSUMMARY:Once\r\n"
                "DTSTART:20260501T120000Z\r\nEND:VEVENT\r\n");
  network.refresh("2026-02-20T12:00:00Z");
  const Items all = {"Once 2026-05-01T12:00:00Z", "Weekly 2026-03-02T23:00:00Z",
                     "Weekly 2026-03-09T22:00:00Z", "Weekly 2026-03-16T22:00:00Z"};
  CHECK(network.items() == all);
  CHECK_THAT(network.file("events.ics"), Contains("20260309T180000"));
  network.serve(weekly +
                "EXDATE;TZID=America/New_York:20260309T180000\r\nEND:VEVENT\r\n"
                "BEGIN:VEVENT\r\nUID:o@p\r\nSUMMARY:Once\r\nSTATUS:CANCELLED\r\n"
                "DTSTART:20260501T120000Z\r\nEND:VEVENT\r\n");
  network.refresh("2026-02-20T13:00:00Z");
  CHECK(network.items() == Items{"Weekly 2026-03-02T23:00:00Z", "Weekly 2026-03-16T22:00:00Z"});
  CHECK_THAT(network.file("events.ics"), !Contains("20260309T180000") && !Contains("SUMMARY:Once"));
  CHECK_THAT(network.file("all.atom"), Contains("<at:deleted-entry "));
}

TEST_CASE("what is gone from a calendar is taken back, if it was to come") {
  Network network;
  const auto event = [](const std::string& name, const std::string& start) {
    return "BEGIN:VEVENT\r\nUID:" + name + "@p\r\nSUMMARY:" + name +
           "\r\nCREATED:20260101T000000Z\r\nDTSTART:" + start + "\r\nEND:VEVENT\r\n";
  };
  const std::string past = event("Past", "20260110T120000Z");
  const std::string next = event("Next", "20260310T120000Z");
  const std::string later = event("Later", "20260410T120000Z");
  network.serve(past + next + later);
  network.refresh("2026-02-20T12:00:00Z");
  const Items all = {"Later 2026-04-10T12:00:00Z", "Next 2026-03-10T12:00:00Z",
                     "Past 2026-01-10T12:00:00Z"};
  CHECK(network.items() == all);
  network.serve(past + later);
  network.refresh("2026-02-21T12:00:00Z");
  CHECK(network.items() == Items{"Later 2026-04-10T12:00:00Z", "Past 2026-01-10T12:00:00Z"});
  network.serve(past + next);
  network.refresh("2026-02-22T12:00:00Z");
  CHECK(network.items() == Items{"Next 2026-03-10T12:00:00Z", "Past 2026-01-10T12:00:00Z"});
  // A list of the next events leaves out what is over, and perhaps what is far away.
  network.serve(next);
  network.refresh("2026-02-23T12:00:00Z");
  CHECK(network.items() == Items{"Next 2026-03-10T12:00:00Z", "Past 2026-01-10T12:00:00Z"});
}

TEST_CASE("a series that is moved or ends earlier takes its occurrences along") {
  Network network;
  const auto weekly = [](const std::string& start, const std::string& rule) {
    return "BEGIN:VEVENT\r\nUID:w@p\r\nSUMMARY:Weekly\r\nCREATED:20260101T000000Z\r\nDTSTART:" +
           start + "\r\nRRULE:FREQ=WEEKLY;" + rule + "\r\nEND:VEVENT\r\n";
  };
  network.serve(weekly("20260302T180000Z", "COUNT=3"));
  network.refresh("2026-02-20T12:00:00Z");
  network.serve(weekly("20260302T170000Z", "COUNT=3"));
  network.refresh("2026-02-21T12:00:00Z");
  const Items moved = {"Weekly 2026-03-02T17:00:00Z", "Weekly 2026-03-09T17:00:00Z",
                       "Weekly 2026-03-16T17:00:00Z"};
  CHECK(network.items() == moved);
  network.serve(weekly("20260302T170000Z", "UNTIL=20260309T170000Z"));
  network.refresh("2026-02-22T12:00:00Z");
  CHECK(network.items() == Items{"Weekly 2026-03-02T17:00:00Z", "Weekly 2026-03-09T17:00:00Z"});
}

TEST_CASE("an event that is moved is dated by that, for calendars and for readers") {
  Network network;
  network.write("fair.md", "title = \"Fair\"\ndate = 2026-01-31\nstart = 2026-03-07T10:00:00");
  network.refresh("2026-02-01T12:00:00Z");
  CHECK_THAT(network.file("events.ics"), Contains("LAST-MODIFIED:20260131T050000Z"));
  network.write("fair.md", "title = \"Fair\"\ndate = 2026-01-31\nstart = 2026-03-07T11:00:00");
  network.refresh("2026-02-02T12:00:00Z");
  CHECK_THAT(network.file("events.ics"), Contains("LAST-MODIFIED:20260202T120000Z"));
  CHECK_THAT(network.file("all.atom"), Contains("<updated>2026-02-02T12:00:00Z</updated>"));
}

TEST_CASE("a series goes on though its calendar stays as it is") {
  Network network;
  network.serve(
      "BEGIN:VEVENT\r\nUID:w@p\r\nSUMMARY:Yearly\r\nCREATED:20250101T000000Z\r\n"
      "DTSTART;VALUE=DATE:20250301\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n");
  network.refresh("2026-02-20T12:00:00Z");
  CHECK(network.items() == Items{"Yearly 2026-03-01"});
  CHECK(network.refresh("2026-02-21T11:00:00Z").at("sources").at(1).at("outcome") == "unchanged");
  const json report = network.refresh("2027-01-01T12:00:00Z");
  CHECK(network.items() == Items{"Yearly 2026-03-01", "Yearly 2027-03-01"});
  // That the first has left the calendar's window is nothing to report.
  CHECK_FALSE(report.at("sources").at(1).contains("notes"));
}

}  // namespace events_test
