// SPDX-License-Identifier: MIT
//
// The page in Chromium: it says nothing on the console, asks nobody but its own server and the
// items' pictures, fits narrow windows, and people who cannot see it can use it (axe-core). What is
// not installed is skipped, saying so.
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "serve/folder.h"
#include "tests/browser/devtools.h"
#include "tests/support/fault_server.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"
#include "tests/write/page/page_sample.h"

namespace page_browser_test {

using namespace syndic;
using namespace syndic::test;
namespace fs = std::filesystem;

namespace {

const fs::path kAxe = test::source_dir() / "build/axe/node_modules/axe-core/axe.min.js";
const std::string kPicture =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><path d='M0 0h4v3H0z'/></svg>";

/// Items of every shape, from two sources, in two languages and both directions.
write::Document varied(const std::string& picture) {
  std::vector<write::Entry> entries;
  for (const char* title : {"Plain", "<b>Markup</b> & \"quotes\"", "مرحبا بالعالم",
                            "Averyveryveryverylongwordthatfitsinnowindowofthreehundredpixels"
                            "Averyveryveryverylongwordthatfitsinnowindowofthreehundredpixels",
                            ""}) {
    write::Entry made =
        page_entry(title, "2022-05-16T12:00:00Z", entries.size() % 2 ? "nlmp" : "casel");
    made.item.url = "https://partner.example/" + std::string(200, 'u');
    made.item.summary = plain("What the item is about, in a sentence or two.");
    made.item.kind = static_cast<model::Kind>(entries.size() % 3);
    made.item.image = picture;
    made.item.language = entries.size() == 2 ? "ar" : "en";
    made.also_in = {{"nlmp", ""}};
    entries.push_back(made);
  }
  return page_document(std::move(entries));
}

/// The pages of varied(), served.
class Served {
 public:
  Served() {
    auto options = page_options();
    options.items = 4;
    options.opml = "sources.opml";
    server_.reply("/picture.svg",
                  {.headers = {{"Content-Type", "image/svg+xml"}}, .body = kPicture});
    for (const auto& [name, bytes] : pages_of(varied(server_.url("/picture.svg")), options)) {
      const Reply reply{.headers = {{"Content-Type", std::string(serve::media_type(name))}},
                        .body = bytes};
      server_.reply("/" + name, reply);
      if (name.starts_with("assets/")) assets_.emplace_back(name, reply);
      if (name == "index.html") index_ = bytes;
    }
    // Pages ask for assets by name and version.
    for (const auto& [name, reply] : assets_) {
      const std::size_t at = index_.find(name + "?v=");
      if (at == std::string::npos) continue;
      server_.reply("/" + index_.substr(at, index_.find('"', at) - at), reply);
    }
  }
  [[nodiscard]] std::string url(const std::string& name) const { return server_.url("/" + name); }

 private:
  FaultServer server_;
  std::vector<std::pair<std::string, Reply>> assets_;
  std::string index_;
};

bool is_missing(const std::string& what, bool is_there) {
  if (!is_there) WARN("skipped: there is no " + what + " here");
  return !is_there;
}

constexpr std::array kPages = {"index.html", "page-2.html", "source-casel.html", "embed.html"};
constexpr std::array kWidths = {320, 768, 1280};
constexpr std::array kSchemes = {"light", "dark"};

template <class Look>
void on_each(const Served& site, Look look) {
  Browser browser;
  for (const char* const page : kPages) {
    for (const int width : kWidths) {
      for (const char* const scheme : kSchemes) {
        CAPTURE(page, width, scheme);
        browser.look_like(width, scheme);
        browser.open(site.url(page));
        look(browser);
      }
    }
  }
}

}  // namespace

TEST_CASE("The page is quiet, asks nobody else, and is as wide as its window") {
  if (is_missing("Chromium (Debian package chromium)", chromium().has_value())) return;
  const Served site;
  on_each(site, [&](Browser& browser) {
    CHECK(browser.messages() == std::vector<std::string>());
    bool has_style = false;
    for (const std::string& url : browser.requests()) {
      CHECK(url.starts_with(site.url("")));
      has_style = has_style || url.find("/assets/style.css?v=") != std::string::npos;
    }
    CHECK(has_style);
    CHECK(browser.run("document.documentElement.scrollWidth <= window.innerWidth") == true);
    CHECK(browser.run("document.styleSheets.length") == 1);
  });
}

TEST_CASE("Pictures are shown where they are allowed, and what is not allowed is heard of") {
  if (is_missing("Chromium (Debian package chromium)", chromium().has_value())) return;
  const Served site;
  Browser browser;
  browser.look_like(1280, "light");
  browser.open(site.url("index.html"));
  CHECK(browser.run("document.images.length") == 4);
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
  if (is_missing("Chromium (Debian package chromium)", chromium().has_value())) return;
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
  if (is_missing("Chromium (Debian package chromium)", chromium().has_value())) return;
  if (is_missing("axe-core (npm; ./dev test fetches it where npm is)", fs::exists(kAxe))) return;
  const Served site;
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

TEST_CASE("HTML Tidy takes every page for conforming") {
  const char* const kTidy = "/usr/bin/tidy";
  if (is_missing("tidy (Debian package tidy)", fs::exists(kTidy))) return;
  const TempDir dir;
  auto options = page_options();
  options.items = 2;
  for (const auto& [name, bytes] : pages_of(varied("https://partner.example/a.png"), options)) {
    if (!name.ends_with(".html")) continue;
    const fs::path file = dir.write(name, bytes);
    const Finished checked = Process({kTidy, "-qe", "-utf8", file.string()}).wait();
    std::istringstream lines(checked.err);
    for (std::string line; std::getline(lines, line);) {
      // Attributes of the HTML standard that are newer than Debian's tidy.
      bool is_newer = false;
      for (const char* attribute :
           {"\"loading\"", "\"decoding\"", "\"referrerpolicy\"", "\"aria-current\""}) {
        is_newer = is_newer || line.find(attribute) != std::string::npos;
      }
      CAPTURE(name, line);
      CHECK(is_newer);
    }
  }
}

}  // namespace page_browser_test
