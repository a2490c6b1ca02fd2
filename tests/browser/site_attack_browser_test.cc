// SPDX-License-Identifier: MIT
//
// Every attack vector in every field that reaches a page, as if nobody had sanitised it: no page
// has an element, attribute or link that it has not without them, and nothing runs, though the
// pages' policy is ignored; nor in what a search finds and what "Where is my post?" answers.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <iterator>
#include <set>

#include "base/utf8.h"
#include "tests/browser/site.h"
#include "tests/normalize/attack_vectors.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "write/page/files.h"
#include "write/page/search_index.h"

namespace site_attack_browser_test {

using namespace syndic;
using namespace syndic::test;
using nlohmann::json;

namespace {

/// As many as a page has room for.
constexpr std::size_t kAtOnce = 40;
constexpr std::array kPages = {"index.html",        "page-1.html",  "kind-0.html",
                               "source-casel.html", "sources.html", "embed.html",
                               "embed-kind-0.html", "titles.html"};
const std::string kPost = "https://partner.example/post";

/// A vector as the address of something on our server, so that nobody else is asked.
std::string address(const FaultServer& server, const std::string& vector) {
  return server.url("/picture.svg?") + vector;
}

write::Entry hostile_entry(const FaultServer& server, const std::string& vector,
                           std::size_t number) {
  // Every other address is the vector itself, of which only the web's may pass.
  const std::string link = number % 2 ? vector : address(server, vector);
  write::Entry made = page_entry("", "2022-05-16T12:00:00Z", "s" + std::to_string(number));
  model::Item& item = made.item;
  item.id = vector + std::to_string(number);
  item.title = plain(vector);
  item.summary = plain(vector);
  item.content = html(vector);
  item.authors = {{vector, vector, vector}};
  item.categories = {{"findable", "", ""}, {vector, vector, vector}};
  item.url = item.canonical_url = link;
  item.image = address(server, vector);
  item.language = vector;
  item.kind = static_cast<model::Kind>(number % 3);
  item.enclosures = {{link, "audio/" + vector, vector, 1, 60}};
  item.extras.episode.transcripts = {{link, vector, vector, ""}};
  made.also_in = {{"s" + std::to_string(number ? number - 1 : 0), vector}};
  made.came_late = true;
  if (number % 4 == 0) made.corrected = item.published;
  return made;
}

void add_source(const FaultServer& server, const std::string& vector, std::size_t number,
                Site& site) {
  const std::string id = "s" + std::to_string(number);
  model::Source& source = site.document.sources[id];
  source.id = id;
  source.name = source.language = vector;
  for (auto* links : {&site.options.groups, &site.options.tags, &site.options.sources}) {
    links->push_back({"kind-0.html", vector});
  }
  if (number < 3)
    site.options.kinds.push_back({"kind-" + std::to_string(number) + ".html", vector});
  site.options.feeds.push_back({"all", vector, number % 2 == 0});
  site.sources.rows.push_back(
      {.name = vector, .page = "", .home_page_url = address(server, vector), .feed_url = vector});
  site.sources.partners.push_back({vector, "all.rss", "embed.html", vector});
  site.rows.push_back({.key = write::page_key(kPost + std::to_string(number / 5)),
                       .is = number % 2 ? "told" : "unpublished",
                       .seen = at("2022-05-16T12:00:00Z"),
                       .source = vector,
                       .by = vector,
                       .until = {}});
  site.hosts.push_back({id, vector, {"h" + std::to_string(number) + ".example"}});
}

/// A site of vectors; "findable" finds all of its items, and of kPost0 and so on all is told.
Site hostile_site(const FaultServer& server, const std::vector<std::string>& vectors) {
  Site site;
  site.document = page_document({});
  site.options = varied_site(server).options;
  site.options.items = kAtOnce;
  for (auto* links :
       {&site.options.kinds, &site.options.groups, &site.options.tags, &site.options.sources}) {
    links->clear();
  }
  for (std::size_t number = 0; number < vectors.size(); ++number) {
    site.document.entries.push_back(hostile_entry(server, vectors[number], number));
    add_source(server, vectors[number], number, site);
  }
  std::ranges::stable_sort(site.rows, {}, &write::LinkRow::key);
  site.pinned = site.document;
  site.pinned.entries.resize(1);
  return site;
}

/// Makes a vector of everything that the site says of itself.
void name_site(const FaultServer& server, const std::string& vector, Site& site) {
  write::Document& about = site.document;
  about.title = about.subtitle = about.rights = about.generator = vector;
  about.home_page_url = about.icon = address(server, vector);
  site.sources.owner = {vector, vector, vector};
}

/// The built-in theme with vectors before its words, without braces: those are places for values.
write::Theme hostile_theme(const std::vector<std::string>& vectors, const TempDir& dir) {
  const write::Theme shipped;
  std::string toml;
  std::size_t number = 0;
  for (const auto& [name, text] : shipped.labels("en")) {
    const std::string& vector = vectors[number++ % vectors.size()];
    // The file may not be endless.
    std::string words(base::utf8_prefix(vector, 2'000));
    std::erase(words, '{');
    words += text;
    toml += name + " = " + json(base::to_xml_text(words)).dump() + "\n";
  }
  dir.write("labels/en.toml", toml);
  return write::Theme(dir.path());
}

/// The site's files, with one page for each vector that names site and list after it, and
/// "titles.html" with all of these in frames.
std::map<std::string, std::string> hostile_files(const FaultServer& server,
                                                 const std::vector<std::string>& vectors) {
  const TempDir dir;
  const write::Theme theme = hostile_theme(vectors, dir);
  Site site = hostile_site(server, vectors);
  name_site(server, vectors.front(), site);
  auto files = site_files(site, theme);
  std::string frames = "<!DOCTYPE html><title>Frames</title>";
  site.document.entries.clear();
  for (std::size_t number = 0; number < vectors.size(); ++number) {
    name_site(server, vectors[number], site);
    const std::string name = "title-" + std::to_string(number) + ".html";
    const write::PageWriter writer(site.document, site.options, theme);
    files[name] = writer.list(site.document, {.file = name, .heading = vectors[number]}).bytes;
    frames += "<iframe src=" + name + "></iframe>";
  }
  files["titles.html"] = frames;
  return files;
}

/// Each sort of element and attribute in the page and its frames, and links that are not the web's.
constexpr const char* kShapes =
    "[...new Set([document, ...[...document.querySelectorAll('iframe')].map(one => "
    "one.contentDocument)].flatMap(page => [...page.querySelectorAll('*')].flatMap(one => ["
    "one.localName, ...one.getAttributeNames().map(name => one.localName + '.' + name),"
    "...(one.href && !/^(https?|mailto):/.test(one.href) ? ['link ' + one.href] : [])])))]";

/// The numbers of the vectors that ran, in the page and its frames, once all was touched.
constexpr const char* kFired =
    "touchAll(document.body); new Promise(done => setTimeout(() => done([window, "
    "...[...document.querySelectorAll('iframe')].map(one => one.contentWindow)]"
    ".flatMap(one => [...one.fired]).sort()), 50))";

/// Puts the text into the tool's field, and waits for `shown`, elements of the tool's answer, for
/// ten seconds at most: however busy the machine is, they come.
std::string in_field(const std::string& tool, const std::string& text, const std::string& then,
                     const std::string& shown) {
  const std::string place = "[data-tool=" + tool + "] ";
  return "{ const field = document.querySelector('" + place +
         "input'); field.value = " + json(text).dump() + "; field." + then +
         "; const late = Date.now() + 10000; new Promise(done => { const look = () => "
         "document.querySelector('" +
         place + shown + "') || Date.now() > late ? done() : setTimeout(look, 10); look(); }) }";
}

const std::string kFind = in_field("search", "findable", "dispatchEvent(new Event('input'))", "li");

std::string ask(const std::string& link) {
  return in_field("why", link, "form.requestSubmit()", "[role=status] p");
}

/// A browser that has our probe in each page and lets everything run.
struct Probing : Browser {
  Probing() {
    look_like(800, "light");
    ignore_policies();
    prepare(bytes_of(test::source_dir() / "tests/browser/probe.js"));
  }
  std::set<std::string> shapes() { return run(kShapes).get<std::set<std::string>>(); }
};

/// What pages have whose items are harmless.
std::set<std::string> harmless_shapes(Probing& browser) {
  FaultServer server;
  Site site = varied_site(server);
  site.options.items = kAtOnce;
  auto files = site_files(site);
  files["titles.html"] = "<!DOCTYPE html><title>Frames</title><iframe src=page-1.html></iframe>";
  serve_files(files, server);
  std::set<std::string> all;
  for (const std::string page :
       {"index.html", "source-casel.html", "sources.html", "embed.html", "titles.html"}) {
    browser.open(server.url("/" + page));
    if (page == "index.html")
      browser.run(in_field("search", "ann", "dispatchEvent(new Event('input'))", "li"));
    if (page == "sources.html") browser.run(ask("https://casel.example/0"));
    all.merge(browser.shapes());
  }
  return all;
}

std::vector<std::string> without(const std::set<std::string>& some,
                                 const std::set<std::string>& known) {
  std::vector<std::string> rest;
  std::ranges::set_difference(some, known, std::back_inserter(rest));
  return rest;
}

/// Looks at the page as it is now.
void judge(Probing& browser, const std::set<std::string>& known) {
  CHECK(without(browser.shapes(), known) == std::vector<std::string>());
  CHECK(browser.run(kFired) == json::array());
}

void judge_site(Probing& browser, const std::vector<std::string>& vectors,
                const std::set<std::string>& known) {
  FaultServer server;
  serve_files(hostile_files(server, vectors), server);
  for (const std::string page : kPages) {
    CAPTURE(page);
    browser.open(server.url("/" + page));
    judge(browser, known);
    if (page == "index.html") {
      CHECK(browser.run("document.querySelectorAll('article').length > 1") == true);
      browser.run(kFind);
      CHECK(browser.run("document.querySelectorAll('[data-tool=search] li').length") ==
            vectors.size());
      judge(browser, known);
    }
    if (page != "sources.html") continue;
    for (std::size_t number = 0; number < vectors.size(); ++number) {
      CAPTURE(number);
      // A post of which five answers are known, or none, whose source is named.
      browser.run(ask(number % 5 ? "https://h" + std::to_string(number) + ".example/x"
                                 : kPost + std::to_string(number / 5)));
      CHECK(browser.run(
                "document.querySelectorAll('[data-tool=why] [role=status] p').length > 0") == true);
      CHECK(without(browser.shapes(), known) == std::vector<std::string>());
    }
    judge(browser, known);
  }
}

}  // namespace

TEST_CASE("No attack fires on any page, in what is found, or in what is answered") {
  if (is_without_browser()) return;
  Probing browser;
  const std::set<std::string> known = harmless_shapes(browser);
  std::vector<std::string> some;
  for (const AttackVector& vector : attack_vectors()) {
    some.push_back(vector.text);
    if (some.size() < kAtOnce) continue;
    CAPTURE(vector.where);
    judge_site(browser, some, known);
    some.clear();
  }
  judge_site(browser, some, known);
}

TEST_CASE("What nobody escaped would be seen on a page") {
  if (is_without_browser()) return;
  Probing browser;
  const std::set<std::string> known = harmless_shapes(browser);
  FaultServer server;
  const std::string page =
      "<!DOCTYPE html><title>x</title><img src=x onerror=probe(1)><script>probe(2)</script>"
      "<a href='javascript:probe(3)'>x</a><p onclick=probe(4)>x</p>";
  serve_files({{"page.html", page}, {"frames.html", "<!DOCTYPE html><iframe src=page.html>"}},
              server);
  browser.open(server.url("/page.html"));
  CHECK(browser.run(kFired) == json({1, 2, 3, 4}));
  CHECK(without(browser.shapes(), known) ==
        std::vector<std::string>{"img.onerror", "link javascript:probe(3)", "p.onclick"});
  browser.open(server.url("/frames.html"));
  CHECK(browser.run(kFired) == json({1, 2}));
  CHECK(without(browser.shapes(), known).size() >= 3);
}

}  // namespace site_attack_browser_test
