// SPDX-License-Identifier: MIT
//
// The page in Chromium: it says nothing on the console, asks nobody but its own server and the
// items' pictures, fits narrow windows, and people who cannot see it can use it (axe-core). What is
// not installed is skipped, saying so.
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/browser/site.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace page_browser_test {

using namespace syndic;
using namespace syndic::test;

namespace {

const std::filesystem::path kAxe =
    test::source_dir() / "build/modules/node_modules/axe-core/axe.min.js";

struct Look {
  int width;  ///< In CSS pixels.
  int zoom;
};
// 320 pixels are a small telephone's, 640 at 200 % a desktop's window of 1280.
constexpr std::array kLooks = {Look{320, 1}, Look{768, 1}, Look{1280, 1}, Look{640, 2}};
constexpr std::array kSchemes = {"light", "dark"};

/// Opens each page as each window shows it.
template <class Judge>
void on_each(const ServedSite& site, Judge judge) {
  Browser browser;
  for (const char* const page : kSitePages) {
    for (const Look& look : kLooks) {
      for (const char* const scheme : kSchemes) {
        CAPTURE(page, look.width, look.zoom, scheme);
        browser.look_like(look.width, scheme, look.zoom);
        browser.open(site.url(page));
        judge(browser);
      }
    }
  }
}

}  // namespace

TEST_CASE("The page is quiet, asks nobody else, and is as wide as its window") {
  if (is_without_browser()) return;
  const ServedSite site;
  on_each(site, [&](Browser& browser) {
    CHECK(browser.messages() == std::vector<std::string>());
    bool has_style = false;
    for (const std::string& url : browser.requests()) {
      // The browser's own player has pictures in it.
      CHECK_THAT(url,
                 Catch::Matchers::StartsWith(site.url("")) || Catch::Matchers::StartsWith("data:"));
      has_style = has_style || url.find("/assets/style.css") != std::string::npos;
    }
    CHECK(has_style);
    CHECK(browser.run("document.documentElement.scrollWidth <= window.innerWidth") == true);
    CHECK(browser.run("document.styleSheets.length") == 1);
  });
}

TEST_CASE("Pictures are shown where they are allowed, and what is not allowed is heard of") {
  if (is_without_browser()) return;
  const ServedSite site;
  Browser browser;
  browser.look_like(1280, "light");
  browser.open(site.url("index.html"));
  CHECK(browser.run("document.images.length") == 5);
  CHECK(browser.run(
            "document.images[0].decode().then(() => document.images[0].naturalWidth > 0)") == true);
  // The policy holds: a script that is put in does not run, and the test would see it complain.
  browser.run(
      "document.body.append(Object.assign(document.createElement('script'), "
      "{textContent: 'document.title = 1'}))");
  CHECK(browser.run("document.title") == "News");
  CHECK(browser.messages().size() == 1);
}

TEST_CASE(
    "A feed that is opened as XML shows its items' titles and summaries, and no machine's data") {
  if (is_without_browser()) return;
  FaultServer server;
  const std::string css = pages_of(page_document({})).at("assets/feed.css");
  server.reply("/assets/feed.css", {.headers = {{"Content-Type", "text/css"}}, .body = css});
  write::Document feed = full_document();
  feed.stylesheet_url = write::kFeedStylesheet;
  for (const write::Format format : {write::Format::rss, write::Format::atom}) {
    server.reply("/feed", {.headers = {{"Content-Type", "application/xml"}},
                           .body = write::render(feed, format, server.url("/feed"))});
    Browser browser;
    browser.look_like(320, "dark");
    browser.open(server.url("/feed"));
    const std::string seen = browser.run(
        "[...document.querySelectorAll('*')].filter(one => one.children.length === 0 && "
        "one.getClientRects().length > 0).map(one => one.localName).join(' ')");
    CAPTURE(write::extension(format), seen);
    CHECK_THAT(seen, Catch::Matchers::StartsWith("title "));
    CHECK_THAT(seen, Catch::Matchers::Contains(format == write::Format::rss ? "description title"
                                                                            : "subtitle title"));
    for (const char* machine : {"guid", "encoded", "content", "generator", "id", "updated"}) {
      CHECK((" " + seen + " ").find(" " + std::string(machine) + " ") == std::string::npos);
    }
    CHECK(browser.run("document.documentElement.scrollWidth <= window.innerWidth") == true);
  }
}

TEST_CASE("axe-core finds nothing to object to, in any width and colour scheme") {
  if (is_without_browser()) return;
  if (is_missing("axe-core (npm; ./dev test fetches it where npm is)", kAxe)) return;
  const ServedSite site;
  const std::string axe = bytes_of(kAxe);
  on_each(site, [&](Browser& browser) {
    browser.run(axe + "; 0");
    const auto found = browser.run(
        "axe.run(document).then(result => result.violations.map("
        "one => one.id + ': ' + one.nodes[0].html).concat(result.passes.length > 15 ? [] : "
        "['?']))");
    CHECK(found == nlohmann::json::array());
  });
}

}  // namespace page_browser_test
