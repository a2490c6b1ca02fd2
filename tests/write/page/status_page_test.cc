// SPDX-License-Identifier: MIT
#include "write/page/status_page.h"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include "base/time_format.h"

namespace status_page_test {

using namespace syndic;

namespace {

constexpr std::int64_t kJan31 = 20484;  // 2026-01-31.

model::Timestamp at(const char* rfc3339) { return base::parse_rfc3339_utc(rfc3339).value(); }

write::StatusDocument sample() {
  write::StatusDocument document{.title = "All news",
                                 .home_page_url = "https://www.example.org/",
                                 .time_zone = "America/New_York"};
  document.rows.push_back(
      {.id = "casel",
       .name = "CASEL",
       .home_page_url = "https://casel.example/",
       .health = "good",
       .last_success = at("2026-01-31T02:00:00Z"),
       .last_change = at("2026-01-31T02:00:00Z"),
       .items = 7,
       .history = {{.day = kJan31 - 1, .fetches = 20, .added = 3}, {.day = kJan31, .fetches = 2}}});
  document.rows.push_back({.id = "cec",
                           .health = "broken",
                           .problem = "HTTP 404",
                           .failures = 3,
                           .failing_since = at("2026-01-31T02:00:00Z"),
                           .history = {{.day = kJan31, .fetches = 3, .failures = 3}}});
  return document;
}

/// The page as what it is besides: well-formed XML, but for its doctype and its void elements.
std::string text_of(const std::string& page) {
  std::string text = page.substr(page.find("<body>"));
  text.erase(text.find("</html>"));
  return text;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a sparkline shows news as bars and fetches as a strip, ninety days wide") {
  CHECK(write::sparkline({{.day = kJan31 - 90, .fetches = 1, .added = 9},
                          {.day = kJan31 - 89, .fetches = 1, .added = 1},
                          {.day = kJan31 - 1, .fetches = 4, .failures = 1},
                          {.day = kJan31, .fetches = 1, .added = 1000}},
                         kJan31) ==
        "<svg role=\"img\" viewBox=\"0 0 180 24\" aria-label=\"90 days to 2026-01-31: 1001 new "
        "items on 2 days; asked on 3 days, failed on 1 day\"><path class=\"new\" d=\"M1 "
        "18v-4M179 18v-18\"/><path class=\"asked\" d=\"M1 20v4M179 20v4\"/><path class=\"failed\" "
        "d=\"M177 20v4\"/></svg>");
  CHECK(write::sparkline({}, kJan31) == "none yet");
}

TEST_CASE("the page has a table with headings for rows and columns") {
  const std::string body = text_of(write::render_status_page(sample()));
  pugi::xml_document page;
  REQUIRE(page.load_string(body.c_str()));
  const auto table = page.child("body").child("table");
  CHECK(table.child("caption"));
  std::string headings;
  for (const auto cell : table.child("thead").child("tr").children("th")) {
    CHECK(std::string(cell.attribute("scope").value()) == "col");
    headings += std::string(cell.text().get()) + "|";
  }
  CHECK(headings == "Source|State|Last read|Last news|Items|History|");

  const auto row = table.child("tbody").first_child();
  CHECK(std::string(row.child("th").attribute("scope").value()) == "row");
  CHECK(std::string(row.child("th").child("a").attribute("href").value()) ==
        "https://casel.example/");
  std::string cells;
  for (const auto cell : row.children("td")) {
    cells += std::string(cell.attribute("data-label").value()) + "=" + cell.text().get() + "|";
  }
  // 02:00 in Greenwich is the evening before in New York.
  CHECK(cells == "State=well|Last read=2026-01-31|Last news=2026-01-30|Items=7|History=|");
  const auto failing = row.next_sibling();
  CHECK(std::string(failing.child("td").text().get()) ==
        "failing since 2026-01-30, 3 times in a row: HTTP 404");
  CHECK(std::string(failing.child("td").attribute("class").value()) == "broken");
}

TEST_CASE("the page loads nothing and runs nothing") {
  const std::string page = write::render_status_page(sample());
  CHECK(holds(page, "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "));
  for (const char* part : {"<script", "<link", "<img", "<iframe", "src=", "@import", "url("}) {
    CAPTURE(part);
    CHECK_FALSE(holds(page, part));
  }
  CHECK(holds(page, "prefers-color-scheme: dark"));
}

TEST_CASE("what a source says of itself is data on the page") {
  auto document = sample();
  document.title = "<script>alert(1)</script>";
  document.rows[0].name = "</th><script>alert(1)</script>\"'&\xE2\x80\xAE";
  document.rows[0].home_page_url = "javascript:alert(1)";
  document.rows[1].home_page_url = "https://x.example/\"><script>alert(1)</script>";
  document.rows[1].health = "x\" onload=\"alert(1)";
  document.rows[1].problem = "<b>bold";
  const std::string page = write::render_status_page(document);
  CHECK_FALSE(holds(page, "<script"));
  CHECK_FALSE(holds(page, "javascript:"));
  CHECK_FALSE(holds(page, "onload"));
  CHECK_FALSE(holds(page, "<b>"));
  CHECK_FALSE(holds(page, "\xE2\x80\xAE"));
  CHECK(holds(page, "&lt;/th&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
  pugi::xml_document parsed;
  CHECK(parsed.load_string(text_of(page).c_str()));
}

TEST_CASE("the same as JSON, in days where a fetch is told") {
  CHECK(write::render_status_json(sample()) == R"({
  "title": "All news",
  "sources": [
    {
      "id": "casel",
      "name": "CASEL",
      "home_page_url": "https://casel.example/",
      "health": "good",
      "failures": 0,
      "last_success": "2026-01-31",
      "last_change": "2026-01-31T02:00:00Z",
      "items": 7,
      "history": [
        {
          "day": "2026-01-30",
          "new": 3,
          "failures": 0
        },
        {
          "day": "2026-01-31",
          "new": 0,
          "failures": 0
        }
      ]
    },
    {
      "id": "cec",
      "name": "cec",
      "health": "broken",
      "problem": "HTTP 404",
      "failures": 3,
      "failing_since": "2026-01-31T02:00:00Z",
      "items": 0,
      "history": [
        {
          "day": "2026-01-31",
          "new": 0,
          "failures": 3
        }
      ]
    }
  ]
}
)");
}

TEST_CASE("another answer without news on the same day changes neither") {
  const auto before = sample();
  auto after = before;
  after.rows[0].last_success = at("2026-01-31T23:00:00Z");
  after.rows[0].history.back().fetches = 23;
  after.rows[0].history.back().unchanged = 21;
  after.rows[0].history.back().bytes = 5000;
  CHECK(write::render_status_page(after) == write::render_status_page(before));
  CHECK(write::render_status_json(after) == write::render_status_json(before));
}

}  // namespace status_page_test
