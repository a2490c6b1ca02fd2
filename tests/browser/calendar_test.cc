// SPDX-License-Identifier: MIT
//
// events.ics as other programs read it: ical.js (npm), which Thunderbird is built on, and Python's
// icalendar (Debian package python3-icalendar). What is not installed is skipped, saying so.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "tests/browser/site.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"

namespace calendar_test {

using namespace syndic;
using namespace syndic::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const char* const kNode = "/usr/bin/node";
const char* const kPython = "/usr/bin/python3";
const char* const kPythonModule = "/usr/lib/python3/dist-packages/icalendar";

/// A site in New York whose items are a folder of files.
class Network {
 public:
  Network() {
    fs::create_directory(dir_ / "news");
    dir_.write("syndic.toml",
               "[site]\ntitle = \"News, \\\"dates\\\"; Füße\"\nurl = \"https://t.example/?a=1;b\"\n"
               "subtitle = \"One, two; three\"\n"
               "feeds_url = \"https://t.example/feeds/\"\ntimezone = \"America/New_York\"\n"
               "[[source]]\nid = \"own\"\npath = \"news\"\n");
  }

  /// Adds an item with such lines beside its title and its text.
  void write(const std::string& title, const std::string& lines, const std::string& text = {}) {
    const std::string number = std::to_string(++count_);
    dir_.write("news/" + number + ".md", "+++\ntitle = '" + title +
                                             "'\ndate = 2026-02-01\nid = \"urn:x:" + number +
                                             "\"\n" + lines + "\n+++\n" + text);
  }
  void refresh(const std::string& now) const {
    const Finished run =
        run_syndic({"refresh", "-c", (dir_ / "syndic.toml").string()}, {{"SYNDIC_NOW", now}});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
  }
  [[nodiscard]] std::string calendar() const { return (dir_ / "public/events.ics").string(); }

 private:
  TempDir dir_;
  int count_ = 0;
};

fs::path here() { return source_dir() / "tests/browser"; }

/// The events that the program prints; fails if it complains.
json printed(const std::vector<std::string>& command) {
  const Finished run = Process(command).wait();
  INFO(run.err);
  CHECK(run.err.empty());
  REQUIRE(run.exit_code == 0);
  return json::parse(run.out);
}

std::optional<json> read_by_ical_js(const std::string& calendar) {
  const fs::path library = source_dir() / "build/modules/node_modules/ical.js/dist/ical.js";
  if (is_missing("Node.js", kNode)) return std::nullopt;
  if (is_missing("ical.js (npm; ./dev test fetches it where npm is)", library)) return std::nullopt;
  return printed({kNode, (here() / "read_calendar.mjs").string(), library.string(), calendar});
}

std::optional<json> read_by_python(const std::string& calendar) {
  if (is_missing("Debian package python3-icalendar", kPythonModule)) return std::nullopt;
  return printed({kPython, (here() / "read_calendar.py").string(), calendar});
}

/// Checks that each program that is there reads these events.
void check_read(const Network& network, const json& expected) {
  for (const auto read : {read_by_ical_js, read_by_python}) {
    const std::optional<json> events = read(network.calendar());
    if (events) CHECK(events->dump(1) == expected.dump(1));
  }
}

json event(int number, const std::string& title, const std::string& start, const std::string& end,
           const std::string& text = {}, const std::string& place = {}) {
  return {{"uid", "urn:x:" + std::to_string(number)},
          {"stamp", "2026-02-01T05:00:00Z"},
          {"start", start},
          {"end", end},
          {"summary", title},
          {"description", text},
          {"place", place},
          {"tags", json::array()}};
}

}  // namespace

TEST_CASE("other programs read the moments of events on both sides of the change of clocks") {
  Network network;
  network.write("Eve", "start = 2026-03-07T09:00:00\nend = 2026-03-07T10:30:00");
  network.write("Night", "start = 2026-03-07T23:00:00\nend = 2026-03-08T03:00:00");
  network.write("Summer", "start = 2026-03-08T09:00:00");
  network.write("Universal", "start = 2026-06-01T09:00:00Z");
  network.write("First of two", "start = 2026-11-01T05:30:00Z");
  network.write("Second of two", "start = 2026-11-01T06:30:00Z\nend = 2026-11-01T07:30:00Z");
  network.write("Winter", "start = 2026-11-01T09:00:00");
  network.write("Next summer", "start = 2027-07-01T09:00:00");
  network.refresh("2026-02-02T12:00:00Z");
  check_read(network, {event(1, "Eve", "2026-03-07T14:00:00Z", "2026-03-07T15:30:00Z"),
                       event(2, "Night", "2026-03-08T04:00:00Z", "2026-03-08T07:00:00Z"),
                       event(3, "Summer", "2026-03-08T13:00:00Z", ""),
                       event(4, "Universal", "2026-06-01T09:00:00Z", ""),
                       event(5, "First of two", "2026-11-01T05:30:00Z", ""),
                       event(6, "Second of two", "2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z"),
                       event(7, "Winter", "2026-11-01T14:00:00Z", ""),
                       event(8, "Next summer", "2027-07-01T13:00:00Z", "")});
}

TEST_CASE("other programs read whole days, whose end is the day after the last") {
  Network network;
  network.write("Camp", "start = 2026-03-07\nend = 2026-03-09");
  network.write("Day", "start = 2026-12-31");
  network.refresh("2026-02-02T12:00:00Z");
  check_read(network, {event(1, "Camp", "2026-03-07", "2026-03-10"),
                       event(2, "Day", "2026-12-31", "2027-01-01")});
}

TEST_CASE("other programs read every character of long and of marked texts") {
  Network network;
  std::string title;
  std::string text;
  for (int i = 0; i < 12; ++i) title += "日本ü€😀";
  for (int i = 0; i < 40; ++i) text += "Füße, \"a\"; b: c " + std::to_string(i) + "😀 ";
  text += "end";
  network.write(title, "start = 2026-04-01T12:00:00", text + "\n\nBEGIN:VEVENT\n");
  network.write("Tea, cake; \"both\"", "start = 2026-04-02\nplace = 'Gym; room 1, left \\ right'",
                "x");
  network.write("Tags", "start = 2026-04-03\ntags = [\"one; two\", \"Füße\"]");
  network.refresh("2026-02-02T12:00:00Z");
  json tagged = event(3, "Tags", "2026-04-03", "2026-04-04");
  tagged["tags"] = {"one; two", "Füße"};
  check_read(network, {event(1, title, "2026-04-01T16:00:00Z", "", text + "\n\nBEGIN:VEVENT"),
                       event(2, "Tea, cake; \"both\"", "2026-04-02", "2026-04-03", "x",
                             "Gym; room 1, left \\ right"),
                       tagged});
}

TEST_CASE("other programs read a calendar whose events are all long over") {
  Network network;
  network.write("Fair", "start = 2026-02-03T09:00:00");
  network.refresh("2026-02-02T12:00:00Z");
  network.refresh("2026-06-01T12:00:00Z");
  CHECK(test::bytes_of(network.calendar()).find("VEVENT") == std::string::npos);
  check_read(network, json::array());
}

}  // namespace calendar_test
