// SPDX-License-Identifier: MIT
//
// What is left of every attack vector, opened in a browser: nothing runs. The same page with
// vectors as they are shows that it would be seen.
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/time_format.h"
#include "markup/escape.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"
#include "tests/normalize/attack_vectors.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace syndic::attack_browser_test {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> browser() {
  for (const char* const path :
       {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"}) {
    if (fs::exists(path)) return path;
  }
  return std::nullopt;
}

std::string script() {
  const fs::path folder = test::source_dir() / "tests/browser";
  return test::bytes_of(folder / "probe.js") + test::bytes_of(folder / "page.js");
}

// JSON that may stand in a script element.
std::string embedded_json(const std::vector<std::string>& texts) {
  std::string out;
  for (const char c :
       nlohmann::json(texts).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace)) {
    c == '<' ? out += "\\u003c" : out += c;
  }
  return out;
}

// Tables nested a hundred deep would take the browser minutes to lay out.
std::string page_of(const std::vector<std::string>& texts) {
  std::string page =
      "<!doctype html><html><head><meta charset=utf-8><title>Attacks</title>"
      "<style>table, table * { display: block }</style>"
      "<script>" +
      script() + "</script></head><body>\n";
  for (const std::string& text : texts) {
    page += "<div>" + text + "</div>\n<noscript>" + text + "</noscript>\n";
  }
  return page + "<script type=\"text/plain\">" + embedded_json(texts) + "</script></body></html>";
}

// "elements: 12; fired: 1 2." as the page reports it.
std::string opened(const std::vector<std::string>& texts) {
  const test::TempDir folder;
  const fs::path page = folder.write("page.html", page_of(texts));
  test::Process chromium(
      {*browser(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
       "--no-first-run", "--disable-extensions", "--disable-background-networking",
       "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + (folder / "profile").string(),
       "--virtual-time-budget=10000", "--dump-dom", "file://" + page.string()},
      {{"HOME", folder.path().string()}});
  const std::string dom = chromium.wait().out;
  const std::size_t begin = dom.rfind("<output>");
  if (begin == std::string::npos) return "the page did not report: " + dom.substr(0, 500);
  return dom.substr(begin + 8, dom.find("</output>", begin) - begin - 8);
}

std::string fired(const std::string& report) {
  const std::size_t begin = report.find("fired: ");
  return begin == std::string::npos ? report : report.substr(begin);
}

std::string as_html(const std::string& plain) {
  std::string html;
  markup::append_escaped_text(plain, html);
  return html;
}

// All that readers show as HTML of a feed with the vector everywhere.
void append_shown(const std::string& bytes, const char* type, std::set<std::string>& shown) {
  const auto now = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z");
  const parse::Hints hints{.base_url = "https://partner.example/feed/", .content_type = type};
  const model::Feed feed =
      normalize::normalize(parse::parse_feed(bytes, hints).value(), {}, now).feed;
  for (const model::Item& item : feed.items) {
    const bool is_html = item.content.type == model::TextType::html;
    shown.insert(is_html ? item.content.value : as_html(item.content.value));
    shown.insert(as_html(item.title.value));
    shown.insert(as_html(item.summary.value));
    shown.insert("<a href=\"" + as_html(item.url) + "\">x</a>");
  }
}

bool browser_is_missing() {
  if (browser()) return false;
  WARN("skipped: no Chromium here (Debian package chromium)");
  return true;
}

TEST_CASE("No attack fires in a browser that opens what is published") {
  if (browser_is_missing()) return;
  std::set<std::string> shown;  // Much of what is left is the same.
  for (const test::AttackVector& vector : test::attack_vectors()) {
    const test::HostileFeeds feeds = test::hostile_feeds(vector.text);
    append_shown(feeds.rss, "application/rss+xml", shown);
    append_shown(feeds.json, "application/feed+json", shown);
  }
  const std::string report = opened({shown.begin(), shown.end()});
  INFO(report);
  REQUIRE(report.starts_with("elements: "));
  CHECK(fired(report) == "fired: .");
}

TEST_CASE("Vectors that nobody sanitised fire in the same page, each in its way") {
  if (browser_is_missing()) return;
  const std::string report = opened(
      {"<img src=x onerror=probe(1)>", "<p onclick=probe(2)>x</p>", "<p onmouseover=probe(3)>x</p>",
       "<a href=\"java&Tab;script:probe(4)\">x</a>", "<script>probe(5)</script>",
       "<b tabindex=1 onfocus=probe(6)>x</b>", "<details open ontoggle=probe(7)>x</details>",
       "<svg><style><!--</style><img src=x onerror=probe(8)>--></svg>",
       "<svg onload=probe(9)></svg>",
       "<iframe srcdoc='<script>parent.probe(10)</script>'></iframe>"});
  INFO(report);
  CHECK(fired(report) == "fired: 1 2 3 4 5 6 7 9 10.");
}

TEST_CASE("A vector that fires in one of the ways alone is seen") {
  if (browser_is_missing()) return;
  // Harmless as a part of a page with scripts, as there it is text.
  const std::string report = opened({"<style></noscript><img src=x onerror=probe(1)></style>"});
  INFO(report);
  CHECK(fired(report) == "fired: 1.");
}

}  // namespace
}  // namespace syndic::attack_browser_test
