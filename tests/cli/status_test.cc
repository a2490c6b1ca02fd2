// SPDX-License-Identifier: MIT
#include "cli/reports.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "base/time_format.h"

namespace status_test {

using namespace syndic;

namespace {

pipeline::SourceStatus failing_twice() {
  pipeline::SourceStatus row{.id = "casel", .items = 3};
  row.state.last_fetch = base::parse_rfc3339_utc("2026-01-31T18:00:00Z");
  row.state.last_success = base::parse_rfc3339_utc("2026-01-31T12:00:00Z");
  row.state.last_status = 404;
  row.state.failures = 2;
  row.state.next_due = base::parse_rfc3339_utc("2026-02-01T12:00:00Z");
  row.state.last_error = "HTTP 404";
  row.history = {
      {.day = 20484, .fetches = 9, .failures = 2, .unchanged = 6, .bytes = 4096, .added = 3}};
  return row;
}

pipeline::SourceStatus with_pace(pipeline::SourceStatus row) {
  row.state.answer_times = {9'000, 410, 20};
  row.state.news_delays = {7'200};
  row.history.back().not_modified = 6;
  row.history.back().answer_time = 410;
  return row;
}

const auto kNow = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z");

const std::vector<pipeline::PlannedSource> kRows = {
    {"casel", kNow, "never_asked", "never asked yet"},
    {"cec", base::parse_rfc3339_utc("2026-01-31T12:41:30Z"), "interval", "its interval of 1 h"},
    {"old", std::nullopt, "gone", "gone"},
};

}  // namespace

TEST_CASE("status has a line a source, by the clocks of the site, and what there is to say below") {
  pipeline::SourceStatus row = failing_twice();
  row.state.last_error =
      "HTTP 404 from https://casel.example/feed/: nothing is at this address any more; look for "
      "its new one";
  row.failing = "failing for 3 days";
  CHECK(cli::status_table({row}, {.zone = "America/New_York"}) ==
        "SOURCE  STATE    LAST SUCCESS      NEXT DUE          ITEMS\n"
        "casel   failing  2026-01-31 07:00  2026-02-01 07:00      3\n"
        "    HTTP 404 from https://casel.example/feed/: nothing is at this address any\n"
        "    more; look for its new one; failing for 3 days\n"
        "Times are those of America/New_York.\n");
  row.id = std::string(64, 'a');
  row.items = 1'000'000;
  const std::string table = cli::status_table({row}, {.zone = "UTC"});
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() <= 80 + 2);  // "…" is three bytes.
  }
}

TEST_CASE("a wide status has all in one line") {
  CHECK(cli::status_table({failing_twice()}, {.zone = "UTC", .wide = true}) ==
        "SOURCE  STATE    LAST SUCCESS      LAST CHANGE  STATUS  FAILURES  ITEMS  ANSWERS IN  "
        "NEWS AFTER  304  NEXT DUE\n"
        "casel   failing  2026-01-31 12:00  -            404            2      3           -  "
        "         -    -  2026-02-01 12:00  HTTP 404\n"
        "Times are those of UTC.\n");
  const std::string table =
      cli::status_table({with_pace(failing_twice())}, {.zone = "UTC", .wide = true});
  CHECK(table.find(" 2      3       0.4 s         2 h  86 %  2026-02-01 12:00") !=
        std::string::npos);
}

TEST_CASE("the worst comes first, and who is silent does nothing wrong") {
  const auto row = [](std::string id, int failures) {
    pipeline::SourceStatus made{.id = std::move(id)};
    made.state.last_fetch = base::parse_rfc3339_utc("2026-01-31T12:00:00Z");
    made.state.failures = failures;
    return made;
  };
  pipeline::SourceStatus silent = row("silent", 0);
  silent.silence = "silent for 90 days; it used to post every 3 days";
  pipeline::SourceStatus disabled = row("disabled", 9);
  disabled.enabled = false;
  CHECK(cli::status_table({row("good", 0),
                           disabled,
                           silent,
                           row("failing", 1),
                           row("broken", 3),
                           {.id = "new"},
                           row("worst", 20),
                           row("fine", 0)},
                          {.zone = "UTC"}) ==
        "SOURCE    STATE     LAST SUCCESS  NEXT DUE  ITEMS\n"
        "worst     broken    -             -             0\n"
        "broken    broken    -             -             0\n"
        "failing   failing   -             -             0\n"
        "new       waiting   -             -             0\n"
        "silent    silent    -             -             0\n"
        "    silent for 90 days; it used to post every 3 days\n"
        "good      good      -             -             0\n"
        "fine      good      -             -             0\n"
        "disabled  disabled  -             disabled      0\n"
        "Times are those of UTC.\n");
}

TEST_CASE("status as JSON has the medians of the last answers, and the share of 304") {
  const auto row = nlohmann::json::parse(cli::status_json({with_pace(failing_twice())})).at(0);
  CHECK(row.at("answer_ms") == 410);
  CHECK(row.at("news_delay_seconds") == 7200);
  CHECK(row.at("not_modified_share") == 0.86);
}

TEST_CASE("status as JSON has its history, a day each") {
  CHECK(cli::status_json({failing_twice()}) == R"([
  {
    "id": "casel",
    "enabled": true,
    "last_success": "2026-01-31T12:00:00Z",
    "last_change": null,
    "last_status": 404,
    "failures": 2,
    "items": 3,
    "next_due": "2026-02-01T12:00:00Z",
    "failing_since": null,
    "silence": null,
    "asked_at": null,
    "gone": false,
    "last_error": "HTTP 404",
    "health": "failing",
    "answer_ms": null,
    "news_delay_seconds": null,
    "not_modified_share": null,
    "vanished": [],
    "history": [
      {
        "day": "2026-01-31",
        "fetches": 9,
        "failures": 2,
        "unchanged": 6,
        "not_modified": 0,
        "bytes": 4096,
        "new": 3
      }
    ]
  }
])");
}

TEST_CASE("on a terminal, colours say how each source does and columns still stand") {
  CHECK(cli::status_table({failing_twice()}, {.zone = "UTC", .colour = true}) ==
        "SOURCE  STATE    LAST SUCCESS      NEXT DUE          ITEMS\n"
        "\x1b[33mcasel\x1b[0m   \x1b[33mfailing\x1b[0m  2026-01-31 12:00  2026-02-01 12:00      3\n"
        "    HTTP 404\n"
        "Times are those of UTC.\n");

  const auto colour_of = [](const pipeline::SourceStatus& row) {
    const std::string table = cli::status_table({row}, {.zone = "UTC", .colour = true});
    return table.substr(table.find('\n') + 1, 5);
  };
  auto row = failing_twice();
  row.state.failures = 3;
  CHECK(colour_of(row) == "\x1b[31m");
  row.state.failures = 0;
  CHECK(colour_of(row) == "\x1b[32m");
  row.silence = "silent for 90 days";
  CHECK(colour_of(row) == "casel");
  row.state.gone = true;
  CHECK(colour_of(row) == "\x1b[31m");
  row.enabled = false;
  CHECK(colour_of(row) == "\x1b[90m");
  CHECK(colour_of({.id = "new"}) == "\x1b[33m");
}

TEST_CASE("a plan is read in the site's own time and from now on") {
  CHECK(cli::plan_table(kRows, kNow, "America/New_York") ==
        "SOURCE  DUE (America/New_York)             WHY\n"
        "casel   2026-01-31 07:00        now        never asked yet\n"
        "cec     2026-01-31 07:41        in 42 min  its interval of 1 h\n"
        "old     never                              gone\n");
}

TEST_CASE("a plan that is too wide has its reasons below the lines") {
  auto rows = kRows;
  rows[1].id = "a-site-whose-id-is-as-long-as-this";
  CHECK(cli::plan_table(rows, kNow, "UTC") ==
        "SOURCE                              DUE (UTC)\n"
        "casel                               2026-01-31 12:00  now\n"
        "    never asked yet\n"
        "a-site-whose-id-is-as-long-as-this  2026-01-31 12:41  in 42 min\n"
        "    its interval of 1 h\n"
        "old                                 never\n"
        "    gone\n");
}

TEST_CASE("a plan as JSON is in UTC") {
  CHECK(cli::plan_json(kRows, kNow) == R"([
  {
    "id": "casel",
    "due": "2026-01-31T12:00:00Z",
    "in_seconds": 0,
    "reason": "never_asked",
    "why": "never asked yet"
  },
  {
    "id": "cec",
    "due": "2026-01-31T12:41:30Z",
    "in_seconds": 2490,
    "reason": "interval",
    "why": "its interval of 1 h"
  },
  {
    "id": "old",
    "due": null,
    "in_seconds": null,
    "reason": "gone",
    "why": "gone"
  }
])");
}

}  // namespace status_test
