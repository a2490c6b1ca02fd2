// SPDX-License-Identifier: MIT
#include "cli/status_text.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace status_text_test {

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

}  // namespace

TEST_CASE("status shows how a source stands") {
  CHECK(cli::status_table({failing_twice()}) ==
        "SOURCE  LAST SUCCESS          LAST CHANGE  STATUS  FAILURES  ITEMS  NEXT DUE              "
        "LAST ERROR\n"
        "casel   2026-01-31T12:00:00Z  -            404            2      3  2026-02-01T12:00:00Z  "
        "HTTP 404\n");
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
    "vanished": [],
    "history": [
      {
        "day": "2026-01-31",
        "fetches": 9,
        "failures": 2,
        "unchanged": 6,
        "bytes": 4096,
        "new": 3
      }
    ]
  }
])");
}

TEST_CASE("on a terminal, colours say how each source does and columns still stand") {
  const std::string yellow = cli::status_table({failing_twice()}, true);
  CHECK(yellow ==
        "SOURCE  LAST SUCCESS          LAST CHANGE  STATUS  FAILURES  ITEMS  NEXT DUE              "
        "LAST ERROR\n"
        "\x1b[33mcasel\x1b[0m   2026-01-31T12:00:00Z  -            \x1b[33m404\x1b[0m            "
        "\x1b[33m2\x1b[0m      3  2026-02-01T12:00:00Z  \x1b[33mHTTP 404\x1b[0m\n");

  const auto colour_of = [](const pipeline::SourceStatus& row) {
    const std::string table = cli::status_table({row}, true);
    return table.substr(table.find('\n') + 1, 5);
  };
  auto row = failing_twice();
  row.state.failures = 3;
  CHECK(colour_of(row) == "\x1b[31m");
  row.state.failures = 0;
  CHECK(colour_of(row) == "\x1b[32m");
  row.silence = "silent for 90 days";
  CHECK(colour_of(row) == "\x1b[33m");
  row.state.gone = true;
  CHECK(colour_of(row) == "\x1b[31m");
  row.enabled = false;
  CHECK(colour_of(row) == "\x1b[90m");
  CHECK(colour_of({.id = "new"}) == "\x1b[33m");
}

}  // namespace status_text_test
