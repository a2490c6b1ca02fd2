// SPDX-License-Identifier: MIT
//
// The page in Chromium: it says nothing on the console, asks nobody but its own server and the
// items' pictures, fits narrow windows, and people who cannot see it can use it (axe-core). What is
// not installed is skipped, saying so.
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/browser/site.h"
#include "tests/serve/running.h"
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

/// What axe-core objects to in the open page.
nlohmann::json violations(Browser& browser) {
  static const std::string axe = bytes_of(kAxe);
  browser.run(axe + "; 0");
  return browser.run(
      "axe.run(document).then(result => result.violations.map("
      "one => one.id + ': ' + one.nodes[0].html).concat(result.passes.length > 15 ? [] : "
      "['?']))");
}

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

TEST_CASE("A page from right to left fits its window, and begins at the right") {
  if (is_without_browser()) return;
  FaultServer server;
  Site site = varied_site(server);
  site.document.language = "ar";
  serve_files(site_files(site), server);
  Browser browser;
  for (const char* const page : {"index.html", "sources.html", "status.html", "embed.html"}) {
    for (const int width : {320, 1280}) {
      CAPTURE(page, width);
      browser.look_like(width, "light");
      browser.open(server.url("/" + std::string(page)));
      CHECK(browser.run("document.documentElement.scrollWidth <= window.innerWidth") == true);
      CHECK(browser.run("scrollTo(-9999, 0); scrollX") == 0);
      // What is written the other way round stands where the rest does.
      CHECK(browser.run("[...document.querySelectorAll('h3 a, .name a')].every(one => {"
                        "  const [text] = one.getClientRects();"
                        "  const box = one.parentElement.getBoundingClientRect();"
                        "  return Math.abs(text.right - box.right) < Math.abs(text.left - "
                        "box.left) + 1; })") == true);
    }
  }
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

TEST_CASE("A feed that is opened where `syndic serve` shows it is a list of titles, not code") {
  if (is_without_browser()) return;
  const serve_test::Running running;
  std::filesystem::create_directory(running.folder() / "assets");
  std::ofstream(running.folder() / write::kFeedStylesheet)
      << pages_of(page_document({})).at(std::string(write::kFeedStylesheet));
  write::Document feed =
      page_document({page_entry("Ten years", "2022-05-20T12:00:00Z", "casel"),
                     page_entry("Señales, مرحبا", "2022-05-19T12:00:00Z", "casel")});
  feed.stylesheet_url = write::kFeedStylesheet;
  for (const write::Format format : {write::Format::rss, write::Format::atom}) {
    const std::string name = "all." + std::string(write::extension(format));
    std::ofstream(running.folder() / name) << write::render(feed, format, running.url() + name);
    Browser browser;
    browser.look_like(1280, "light");
    browser.open(running.url() + name);
    CAPTURE(name);
    CHECK(browser.run("document.contentType + ' ' + document.characterSet") ==
          "application/xml UTF-8");
    CHECK(browser.run("getComputedStyle(document.documentElement, '::before').content")
              .get<std::string>()
              .starts_with("\"This is a feed."));
    // Without the stylesheet all of it would be shown, in one line.
    CHECK(browser.run("[...document.querySelectorAll('item > title, entry > title')].map(one => "
                      "getComputedStyle(one).display + ' ' + one.getClientRects().length + ' ' + "
                      "one.textContent)") ==
          nlohmann::json({"block 1 Ten years", "block 1 Señales, مرحبا"}));
    CHECK(browser.run("[...document.querySelectorAll('item > guid, entry > id')].map(one => "
                      "one.getClientRects().length)") == nlohmann::json({0, 0}));
  }
}

TEST_CASE("The page that a partner is sent is quiet, asks nobody, fits, and passes axe-core") {
  if (is_without_browser()) return;
  if (is_missing("axe-core (npm; ./dev test fetches it where npm is)", kAxe)) return;
  FaultServer server;
  server.reply("/lint.html",
               {.headers = {{"Content-Type", "text/html"}}, .body = varied_lint_page()});
  for (const char* const scheme : kSchemes) {
    CAPTURE(scheme);
    Browser browser;
    browser.look_like(320, scheme);
    browser.open(server.url("/lint.html"));
    CHECK(browser.messages() == std::vector<std::string>());
    CHECK(browser.requests() == std::vector<std::string>{server.url("/lint.html")});
    CHECK(browser.run("document.documentElement.scrollWidth <= window.innerWidth") == true);
    CHECK(browser.run("document.querySelectorAll('script').length") == 0);
    CHECK(violations(browser) == nlohmann::json::array());
  }
}

TEST_CASE("axe-core finds nothing to object to, in any width and colour scheme") {
  if (is_without_browser()) return;
  if (is_missing("axe-core (npm; ./dev test fetches it where npm is)", kAxe)) return;
  const ServedSite site;
  on_each(site, [](Browser& browser) { CHECK(violations(browser) == nlohmann::json::array()); });
}

}  // namespace page_browser_test
