// SPDX-License-Identifier: MIT
#include "cli/reports.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "base/time_format.h"

namespace refresh_test {

using namespace syndic;

namespace {

pipeline::Report sample() {
  pipeline::Report report{.started = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z"),
                          .finished = *base::parse_rfc3339_utc("2026-01-31T12:00:02Z")};
  report.sources.push_back({.id = "casel",
                            .outcome = pipeline::Outcome::updated,
                            .status = 200,
                            .added = 2,
                            .changed = 1,
                            .items = 7,
                            .bytes = 4096,
                            .elapsed = std::chrono::milliseconds(35)});
  report.sources.push_back({.id = "cec",
                            .outcome = pipeline::Outcome::failed,
                            .status = 500,
                            .error = "HTTP 500 from https://www.cecweb.org/feed/"});
  report.feeds.push_back({.name = "all", .items = 7, .written = true});
  return report;
}

}  // namespace

TEST_CASE("the report as JSON has the contract's keys") {
  CHECK(cli::report_json(sample()) == R"({
  "started": "2026-01-31T12:00:00Z",
  "finished": "2026-01-31T12:00:02Z",
  "sources": [
    {
      "id": "casel",
      "outcome": "updated",
      "status": 200,
      "new": 2,
      "changed": 1,
      "items": 7,
      "bytes": 4096,
      "ms": 35
    },
    {
      "id": "cec",
      "outcome": "failed",
      "status": 500,
      "new": 0,
      "changed": 0,
      "items": 0,
      "bytes": 0,
      "ms": 0,
      "error": "HTTP 500 from https://www.cecweb.org/feed/"
    }
  ],
  "feeds": [
    {
      "name": "all",
      "items": 7,
      "written": true
    }
  ]
})");
}

TEST_CASE("the report as a table has a line a source and a line a feed") {
  CHECK(cli::report_table(sample()) ==
        "Refresh of 2026-01-31T12:00:00Z\n"
        "\n"
        "SOURCE  OUTCOME  STATUS  NEW  CHANGED  ITEMS  BYTES  MS\n"
        "casel   updated  200       2        1      7   4096  35\n"
        "cec     failed   500       0        0      0      0   0\n"
        "    HTTP 500 from https://www.cecweb.org/feed/\n"
        "\n"
        "FEED  ITEMS  FILES\n"
        "all       7  written\n");
}

TEST_CASE("what rules left out and let in is said beside its source, in both forms") {
  pipeline::Report report = sample();
  report.sources[0].dropped = {{"exclude \"ads\"", 3}, {"no include matches", 1}};
  report.sources[0].let_in = 2;
  report.sources[1].dropped = {{"exclude \"ads\"", 1}};
  const std::string table = cli::report_table(report);
  CHECK(table.find("\n    3 left out by exclude \"ads\"; 1 left out by no include matches; 2 let "
                   "in, as\n    the rules changed\n") != std::string::npos);
  CHECK(table.find("HTTP 500 from https://www.cecweb.org/feed/; 1 left out by exclude \"ads\"\n") !=
        std::string::npos);
  CHECK(cli::report_json(report).find(R"("ms": 35,
      "dropped": {
        "exclude \"ads\"": 3,
        "no include matches": 1
      },
      "let_in": 2)") != std::string::npos);
}

TEST_CASE("files of no feed any more, and what is said once, are in the JSON") {
  pipeline::Report report = sample();
  const auto until = *base::parse_rfc3339_utc("2026-03-02T12:00:00Z");
  report.unused_files = {{.name = "old.atom", .kept_until = until},
                         {.name = "old.rss", .kept_until = until, .removed = true}};
  report.news = {"source a is called b now; it keeps its 3 items"};
  const std::string json = cli::report_json(report);
  CHECK(json.find(R"("unused_files": [
    {
      "file": "old.atom",
      "kept_until": "2026-03-02T12:00:00Z",
      "removed": false
    },)") != std::string::npos);
  CHECK(json.ends_with(R"(  "news": [
    "source a is called b now; it keeps its 3 items"
  ]
})"));
}

TEST_CASE("the table says of a source that has failed for long or is back what is new of it") {
  pipeline::Report report = sample();
  report.sources[1].news = "has failed since 2026-01-30T00:00:00Z, 9 times in a row: HTTP 500";
  const std::string table = cli::report_table(report);
  CHECK(table.find("\n    has failed since 2026-01-30T00:00:00Z, 9 times in a row: HTTP 500\n") !=
        std::string::npos);
  CHECK(table.find("www.cecweb.org") == std::string::npos);
}

TEST_CASE("the table fits into 80 columns, whatever the ids, figures and errors") {
  pipeline::Report report = sample();
  report.is_rehearsal = true;
  report.sources[0].id = std::string(64, 'a');
  report.sources[0].items = 123'456;
  report.sources[0].bytes = 1'234'567'890;
  report.sources[0].elapsed = std::chrono::milliseconds(120'000);
  report.sources[1].error =
      "HTTP 404 from https://cec.example/feed/: nothing is at this address "
      "any more; look for its new one";
  report.feeds[0].name = std::string(64, 'f');
  const std::string table = cli::report_table(report);
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() <= 80 + 2);  // "…" is three bytes.
  }
  CHECK(table.find("\ncec ") != std::string::npos);
  CHECK(table.find("\n    HTTP 404 from https://cec.example/feed/: nothing is at this address any\n"
                   "    more; look for its new one\n") != std::string::npos);
}

TEST_CASE("a rehearsal tells what would be written") {
  pipeline::Report report = sample();
  report.is_rehearsal = true;
  const std::string table = cli::report_table(report);
  CHECK(table.starts_with("Rehearsal of 2026-01-31T12:00:00Z\n"));
  CHECK(table.ends_with("all       7  would be written\n"));
}

}  // namespace refresh_test
