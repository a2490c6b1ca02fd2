// SPDX-License-Identifier: MIT
//
// What index.html costs a visitor: bytes, requests, and nothing that jumps while pictures, the
// script and what it reads come late.
#include <catch2/catch.hpp>
#include <chrono>
#include <map>

#include "serve/folder.h"
#include "tests/browser/site.h"

namespace weight_browser_test {

using namespace syndic;
using namespace syndic::test;

namespace {

constexpr std::chrono::milliseconds kLate(400);
constexpr std::size_t kMostBytes = 100'000;

/// A sentence of so many words.
std::string words(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += i % 7 == 6 ? "collaboration " : "together ";
  return text;
}

/// The usual: titles of ten words, texts, an author, each with a picture of its own.
Site usual_site(const FaultServer& server, std::size_t items) {
  Site site = varied_site(server);
  site.pinned.entries.clear();
  site.options.items = 50;
  std::vector<write::Entry> entries;
  for (std::size_t i = 0; i < items; ++i) {
    const std::string number = std::to_string(i);
    write::Entry made = page_entry(words(9) + number, "2022-05-16T12:00:00Z", "nlmp");
    made.item.id = made.item.canonical_url = made.item.url =
        "https://partner.example/2022/05/16/what-is-told-here-" + number;
    made.item.published = at("2022-05-30T12:00:00Z") - boost::posix_time::hours(20 * i);
    made.item.content = html("<p>" + words(300) + "</p>");
    made.item.authors = {{"Ann Author", "", ""}};
    made.item.image = server.url("/pictures/" + number + ".svg");
    entries.push_back(std::move(made));
  }
  site.document.entries = std::move(entries);
  return site;
}

constexpr std::string_view kPicture =
    "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='900'><path d='M0 "
    "0h4v3H0z'/></svg>";

/// Answers for the site's files and pictures, each of the latter that much later.
void serve_usual(const std::map<std::string, std::string>& files, FaultServer& server,
                 std::chrono::milliseconds delay) {
  serve_files(files, server);
  for (int i = 0; i < 50; ++i) {
    server.reply("/pictures/" + std::to_string(i) + ".svg",
                 {.headers = {{"Content-Type", "image/svg+xml"}},
                  .body = std::string(kPicture),
                  .delay = delay});
  }
}

/// Lets the file, also under the name by which the pages ask for it, come late.
void delay(const std::string& name, const std::map<std::string, std::string>& files,
           FaultServer& server) {
  const std::string& index = files.at("index.html");
  const std::size_t at = index.find(name);
  server.reply("/" + index.substr(at, index.find('"', at) - at),
               {.headers = {{"Content-Type", std::string(serve::media_type(name))}},
                .body = files.at(name),
                .delay = kLate});
}

/// How much jumped since the page began, after the pictures that are in the window have come. The
/// blank where a line ends while the parser waits for more is moved when that comes, unseen.
constexpr const char* kJumped =
    "Promise.all([...document.images].filter(one => one.getBoundingClientRect().top < innerHeight)"
    ".map(one => one.complete || new Promise(done => { one.onload = one.onerror = done; })))"
    ".then(() => new Promise(done => setTimeout(done, 300)))"
    ".then(() => new Promise(done => {"
    "  let sum = 0;"
    "  const is_blank = node => node && node.nodeName === '#text' && !node.textContent.trim();"
    "  const observer = new PerformanceObserver(list => list.getEntries()"
    ".filter(one => !one.sources.length || one.sources.some(moved => !is_blank(moved.node)))"
    ".forEach(one => { sum += one.value; }));"
    "  observer.observe({type: 'layout-shift', buffered: true});"
    "  setTimeout(() => done(sum), 300); }))";

}  // namespace

TEST_CASE("index.html with 50 usual items is less than 100 KB in five requests, pictures aside") {
  if (is_without_browser()) return;
  FaultServer server;
  const auto files = site_files(usual_site(server, 50));
  serve_usual(files, server, {});
  Browser browser;
  browser.look_like(1280, "light");
  browser.open(server.url("/index.html"));
  CHECK(browser.run("document.querySelectorAll('main article').length") == 50);

  std::map<std::string, int> types;
  std::size_t bytes = 0;
  for (const Received& one : browser.received()) {
    if (one.type == "Image") continue;
    const std::string name = one.url.substr(server.url("/").size());
    ++types[one.type];
    bytes += files.at(name.substr(0, name.find('?'))).size();
  }
  // The icon is "Other", health.json what is fetched.
  CHECK(types ==
        std::map<std::string, int>{
            {"Document", 1}, {"Stylesheet", 1}, {"Script", 1}, {"Fetch", 1}, {"Other", 1}});

  CHECK(bytes < kMostBytes);
  CHECK(server.requests("/search.json").empty());
  CHECK(server.requests("/health.json").size() == 1);

  browser.run(
      "{ const field = document.querySelector('[data-tool=search] input'); field.value = "
      "'together'; field.dispatchEvent(new Event('input'));"
      "new Promise(done => setTimeout(done, 300)) }");
  CHECK(browser.run("document.querySelectorAll('[data-tool=search] li').length") == 50);
  CHECK(server.requests("/search.json").size() == 1);
}

TEST_CASE("Pictures below the window are asked for when they come near") {
  if (is_without_browser()) return;
  FaultServer server;
  serve_usual(site_files(usual_site(server, 50)), server, {});
  Browser browser;
  browser.look_like(1280, "light");
  browser.open(server.url("/index.html"));
  CHECK(server.requests("/pictures/0.svg").size() == 1);
  CHECK(server.requests("/pictures/49.svg").empty());
  browser.run(
      "scrollTo({top: 1e6, behavior: 'instant'}); new Promise(done => setTimeout(done, 300))");
  CHECK(server.requests("/pictures/49.svg").size() == 1);
}

TEST_CASE("Nothing jumps while pictures, the script and what it reads come late") {
  if (is_without_browser()) return;
  FaultServer server;
  const auto files = site_files(usual_site(server, 50));
  serve_usual(files, server, kLate);
  delay("assets/site.js", files, server);
  delay("health.json", files, server);
  for (const char* const page : {"index.html", "sources.html"}) {
    for (const int width : {320, 1280}) {
      CAPTURE(page, width);
      Browser browser;
      browser.look_like(width, "light");
      browser.open(server.url("/" + std::string(page)));
      CHECK(browser.run(kJumped) == 0);
      CHECK(browser.run("document.querySelectorAll('[data-tool] input').length") == 1);
      CHECK(
          browser.run("[...document.images].slice(0, 1).every(one => one.naturalHeight === 900)") ==
          true);
      // It would have been seen.
      browser.run(
          "document.querySelector('main').style.marginTop = '99px';"
          "new Promise(done => setTimeout(done, 100))");
      CHECK(browser.run(kJumped) > 0);
    }
  }
}

}  // namespace weight_browser_test
