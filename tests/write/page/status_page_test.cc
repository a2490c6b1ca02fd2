// SPDX-License-Identifier: MIT
#include "write/page/status_page.h"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include "tests/write/page/page_sample.h"

namespace status_page_test {

using namespace syndic;
using namespace syndic::test;

namespace {

constexpr std::int64_t kJan31 = 20484;  // 2026-01-31.

write::StatusDocument sample() {
  write::StatusDocument document{.title = "All news", .has_pages = true, .rows = {}};
  document.rows.push_back(
      {.id = "casel",
       .name = "CASEL",
       .home_page_url = "https://casel.example/",
       .health = "good",
       .last_success = at("2026-01-31T02:00:00Z"),
       .last_change = at("2026-01-31T02:00:00Z"),
       .items = 7,
       .answer_time = 412,
       .news_delay = 5'401,
       .not_modified = 85,
       .history = {{.day = kJan31 - 1, .fetches = 20, .added = 3}, {.day = kJan31, .fetches = 2}}});
  document.rows.push_back({.id = "cec",
                           .health = "broken",
                           .problem = "HTTP 404",
                           .problem_label = "problem_missing",
                           .failures = 3,
                           .failing_since = at("2026-01-31T02:00:00Z"),
                           .history = {{.day = kJan31, .fetches = 3, .failures = 3}}});
  return document;
}

/// A site in the language, and its page.
struct Shown {
  explicit Shown(const std::string& language = "en")
      : site(in(language)), writer(site, options, theme) {}

  [[nodiscard]] std::string page(const write::StatusDocument& document) const {
    write::PageFile file = write::render_status_page(writer, theme, document);
    CHECK(file.name == "status.html");
    return std::move(file.bytes);
  }

  static write::Document in(const std::string& language) {
    write::Document site = page_document({});
    site.language = language;
    return site;
  }

  write::Document site;
  write::PageOptions options = page_options();
  write::Theme theme;
  write::PageWriter writer;
};

std::string page_of(const write::StatusDocument& document, const std::string& language = "en") {
  return Shown(language).page(document);
}

/// The page's body, which is well-formed XML.
std::string body_of(const std::string& page) {
  std::string text = page.substr(page.find("<body>"));
  text.erase(text.find("</html>"));
  return text;
}

/// "State=fine|Last read=…", of a row of the table.
std::string cells_of(const pugi::xml_node& row) {
  std::string cells;
  for (const auto cell : row.children("td")) {
    std::string text;
    for (const auto& each : cell.select_nodes(".//text()")) text += each.node().value();
    cells += std::string(cell.attribute("data-label").value()) + "=" + text + "|";
  }
  return cells;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a sparkline shows news as bars and fetches as a strip, ninety days wide") {
  const Shown shown;
  CHECK(write::sparkline({{.day = kJan31 - 90, .fetches = 1, .added = 9},
                          {.day = kJan31 - 89, .fetches = 1, .added = 1},
                          {.day = kJan31 - 1, .fetches = 4, .failures = 1},
                          {.day = kJan31, .fetches = 1, .added = 1000}},
                         kJan31, shown.writer) ==
        "<svg role=\"img\" viewBox=\"0 0 180 24\" aria-label=\"90 days to 2026-01-31: 1001 new "
        "items; asked on 3 days, failed on 1\"><path class=\"new\" d=\"M1 "
        "18v-4M179 18v-18\"/><path class=\"asked\" d=\"M1 20v4M179 20v4\"/><path class=\"failed\" "
        "d=\"M177 20v4\"/></svg>");
  CHECK(write::sparkline({}, kJan31, shown.writer).empty());
}

TEST_CASE("the time of an answer is said in seconds, how old news are in the unit that fits") {
  const Shown shown("de");
  const auto answer = [&](std::int64_t time) {
    return write::answer_words(time, shown.writer.labels());
  };
  CHECK(answer(0) == "0,1\u00a0s");
  CHECK(answer(412) == "0,4\u00a0s");
  CHECK(answer(1'250) == "1,3\u00a0s");
  CHECK(answer(9'949) == "9,9\u00a0s");
  CHECK(answer(12'400) == "12\u00a0s");
  const auto delay = [&](std::int64_t time) {
    return write::delay_words(time, shown.writer.labels());
  };
  CHECK(delay(0) == "1\u00a0min");
  CHECK(delay(61) == "2\u00a0min");
  CHECK(delay(5'400) == "90\u00a0min");
  CHECK(delay(5'401) == "2\u00a0h");
  CHECK(delay(172'800) == "48\u00a0h");
  CHECK(delay(172'801) == "3\u00a0d");
}

TEST_CASE("the page has a table with headings for rows and columns") {
  const std::string body = body_of(page_of(sample()));
  pugi::xml_document page;
  REQUIRE(page.load_string(body.c_str()));
  const auto table = page.child("body").child("main").child("table");
  CHECK(table.child("caption"));
  std::string headings;
  for (const auto cell : table.child("thead").child("tr").children("th")) {
    CHECK(std::string(cell.attribute("scope").value()) == "col");
    headings += std::string(cell.text().get()) + "|";
  }
  CHECK(headings ==
        "Source|State|Last read|Last news|Items|Answers in|News here after|Unchanged (304)|"
        "History|");

  const auto row = table.child("tbody").first_child();
  CHECK(std::string(row.child("th").attribute("scope").value()) == "row");
  CHECK(std::string(row.child("th").child("a").attribute("href").value()) ==
        "https://casel.example/");
  // 02:00 in Greenwich is the evening before in New York.
  CHECK(cells_of(row) ==
        "State=fine|Last read=2026-01-31|Last news=January 30, 2026|Items=7|"
        "Answers in=0.4\u00a0s|News here after=2\u00a0h|Unchanged (304)=85\u00a0%|History=|");
  const auto failing = row.next_sibling();
  CHECK(cells_of(failing) ==
        "State=failing since January 30, 2026 (3 in a row): nothing is at its address (HTTP "
        "404)|Last read=never|"
        "Last news=never|Items=0|Answers in=–|News here after=–|Unchanged (304)=–|History=|");
  CHECK(std::string(failing.child("td").child("span").attribute("class").value()) ==
        "state person");
}

TEST_CASE("the page speaks the site's language, also of what is wrong") {
  auto document = sample();
  document.rows[1].problem = "no answer";
  document.rows[1].problem_label = "problem_answer";
  const std::string page = page_of(document, "de");
  CHECK(holds(page, "<html lang=\"de\" dir=\"ltr\">"));
  CHECK(holds(page, ">Antwortet in</th>"));
  CHECK(holds(page, "(3-mal in Folge): keine Antwort</span>"));
  CHECK(holds(page, "aria-label=\"90 Tage bis 2026-01-31: 3 neue Beiträge; gefragt an 2 Tagen, "));
  CHECK_FALSE(holds(page, "no answer"));
  CHECK(holds(page_of(document, "ar"), "<html lang=\"ar\" dir=\"rtl\">"));
}

TEST_CASE("the page has the theme's look, runs nothing, and leads back to what there is") {
  auto document = sample();
  const std::string page = page_of(document);
  CHECK(holds(page, "<link rel=\"stylesheet\" href=\"assets/style.css?v="));
  CHECK(
      holds(page, "http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "));
  CHECK(holds(page, "<a href=\"index.html\">News</a>"));
  for (const char* part : {"<script", "<img", "<iframe", "<style", " style=", "src="}) {
    CAPTURE(part);
    CHECK_FALSE(holds(page, part));
  }
  document.has_pages = false;
  CHECK(holds(page_of(document), "<a href=\"https://turn.example/\">News</a>"));
}

TEST_CASE("what a source says of itself is data on the page") {
  auto document = sample();
  document.rows[0].name = "</th><script>alert(1)</script>\"'&\xE2\x80\xAE";
  document.rows[0].home_page_url = "javascript:alert(1)";
  document.rows[1].home_page_url = "https://x.example/\"><script>alert(1)</script>";
  document.rows[1].health = "x\" onload=\"alert(1)";
  document.rows[1].problem = "<b>bold";
  const std::string page = page_of(document);
  CHECK_FALSE(holds(page, "<script"));
  CHECK_FALSE(holds(page, "javascript:"));
  CHECK_FALSE(holds(page, "onload"));
  CHECK_FALSE(holds(page, "<b>"));
  CHECK_FALSE(holds(page, "\xE2\x80\xAE"));
  CHECK(holds(page, "&lt;/th&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
  pugi::xml_document parsed;
  CHECK(parsed.load_string(body_of(page).c_str()));
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
      "answer_ms": 412,
      "news_delay_seconds": 5401,
      "not_modified_share": 0.85,
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
  after.rows[0].history.back().not_modified = 21;
  after.rows[0].history.back().answer_time = 90;
  CHECK(page_of(after) == page_of(before));
  CHECK(write::render_status_json(after) == write::render_status_json(before));
}

}  // namespace status_page_test
