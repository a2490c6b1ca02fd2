// SPDX-License-Identifier: MIT
//
// The script of the page in Chromium, on a small page of its own with files made for it: what a
// search finds, what "Where is my post?" answers, what both say while files are late or lost, when
// the list is said to stand still, what a button copies, and that nothing from outside becomes more
// than text.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "tests/browser/devtools.h"
#include "tests/normalize/table.h"
#include "tests/support/fault_server.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "text/folded.h"
#include "write/theme/theme.h"

namespace scripts_browser_test {

using namespace syndic;
using namespace syndic::test;
using nlohmann::json;

namespace {

/// A page as the theme has it, with the policy that the script must live with.
const std::string kPage = R"html(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Test</title><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self';
 connect-src 'self'; img-src data:; style-src 'self'; base-uri 'none'; form-action 'none'">
<link rel="stylesheet" href="style.css"><script src="site.js" defer></script></head><body><header>
<h1>Test</h1>
<p data-tool="health" data-src="health.json" data-zone="America/New_York"
 data-still="Still since {day}." hidden></p></header>
<div data-tool="search" data-src="search.json" data-label="Search" data-none="Nothing found."
 data-count="{count} found" data-looking="Looking." data-unreachable="Unreachable."></div><main>
<div data-tool="why" data-src="why/" data-zone="America/New_York" data-label="Link"
 data-button="Look" data-shown="{source}: seen {seen}; place {place}." data-told="{source}: told by {by}."
 data-kept-out="A rule keeps it out." data-withdrawn="Taken back." data-held="Held until {until}."
 data-older="Older; seen {seen}." data-place="Place {place}." data-unpublished="Not of {source}."
 data-unseen="{source} is next {next}." data-failing="{source} fails; next {next}."
 data-unknown-host="Unknown." data-no-link="No link." data-looking="Looking."
 data-unreachable="Unreachable."></div>
<pre><code data-copy="Copy" data-copied="Copied">&lt;b&gt; text</code></pre>
</main></body></html>)html";

const std::filesystem::path kAxe =
    test::source_dir() / "build/modules/node_modules/axe-core/axe.min.js";

const std::string kHostile = "</script><img src=x onerror=alert(1)>";
const json kTracking = {{"names", {"fbclid"}}, {"prefixes", {"utm_"}}};

/// "2026-11-29T14:05:00Z", so many hours from now.
std::string in_hours(int hours) {
  const std::time_t time =
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()) + hours * 3600;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::string text(20, '\0');
  std::strftime(text.data(), text.size() + 1, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

json health(int checked, int next) {
  return {{"ok", true}, {"checked", in_hours(checked)}, {"next", in_hours(next)}};
}

bool no_browser() {
  if (chromium()) return false;
  WARN("skipped: there is no Chromium (Debian package chromium) here");
  return true;
}

/// The page, its script and the files given, served and opened.
class Opened {
 public:
  explicit Opened(const std::map<std::string, json>& files) {
    const write::Theme theme;
    server_.reply("/", {.headers = {{"Content-Type", "text/html"}}, .body = kPage});
    server_.reply("/site.js", {.headers = {{"Content-Type", "text/javascript"}},
                               .body = theme.file("site.js")});
    server_.reply("/style.css",
                  {.headers = {{"Content-Type", "text/css"}}, .body = theme.file("style.css")});
    for (const auto& [name, content] : files) serve(name, content);
    browser_.look_like(400, "light");
    browser_.open(server_.url("/"));
  }

  void serve(const std::string& name, const json& content) {
    server_.reply("/" + name,
                  {.headers = {{"Content-Type", "application/json"}}, .body = content.dump()});
  }

  /// Answers no sooner than release() is called.
  void hold(const std::string& name, const json& content) {
    server_.script("/" + name, [this, body = content.dump()](Wire& wire) {
      while (is_held_ && wire.pause(std::chrono::milliseconds(10))) continue;
      wire.answer(body);
    });
  }

  /// Lets all answers go, and gives the page time to take them.
  void release() {
    is_held_ = false;
    run("new Promise(done => setTimeout(done, 400))");
  }

  /// Closes the connection in place of an answer.
  void lose(const std::string& name) {
    server_.script("/" + name, [](const Wire&) {});
  }

  void look_like(const std::string& color_scheme) { browser_.look_like(400, color_scheme); }

  json run(const std::string& script) { return browser_.run(script); }

  /// What a tool shows, field and button aside.
  std::string shown(const std::string& tool) {
    return run(
        "[...document.querySelectorAll('[data-tool=" + tool +
        "] > :not(form)')].map(one => one.innerText).join('\\n').replace(/\\n+/g, '\\n').trim()");
  }

  std::string search(const std::string& words) {
    ask("search", words);
    return answer("search");
  }

  std::string why(const std::string& link) {
    ask("why", link);
    return answer("why");
  }

  /// What a tool shows after its form, with what was typed, is sent once more.
  std::string again(const std::string& tool) {
    run(form(tool) + ".requestSubmit()");
    return answer(tool);
  }

  /// Types the text, and sends what does not answer while one types.
  void ask(const std::string& tool, const std::string& text) {
    const std::string field = form(tool) + ".querySelector('input')";
    run(field + ".value = " + json(text).dump() + ";" +
        (tool == "search" ? field + ".dispatchEvent(new Event('input'))"
                          : form(tool) + ".requestSubmit()"));
  }

  std::string typed(const std::string& tool) {
    return run("document.querySelector('[data-tool=" + tool + "] input').value");
  }

  /// What was said on the console, and what was looked for in vain.
  [[nodiscard]] std::vector<std::string> messages() const { return browser_.messages(); }

 private:
  static std::string form(const std::string& tool) {
    return "document.querySelector('[data-tool=" + tool + "] form')";
  }

  /// What a tool shows once it no longer looks.
  std::string answer(const std::string& tool) {
    run("new Promise(done => { const until = Date.now() + 5000; const look = () => "
        "document.querySelector('[data-tool=" +
        tool +
        "] [role=status]').innerText === 'Looking.' && Date.now() < until"
        " ? setTimeout(look, 10) : done(); setTimeout(look); })");
    return shown(tool);
  }

  std::atomic<bool> is_held_ = true;
  FaultServer server_;
  Browser browser_;
};

json search_file() {
  return {
      {"sources", {"CASEL", "Straßenverein", kHostile}},
      {"items",
       {{"Teachers’ day", "https://casel.org/a", 0, "2022-05-16", "teachers’ day casel pay-gap",
         "b2bf8e3b1c3d4e5f"},
        {"Straße", "", 1, "", "strasse strassenverein", ""},
        {kHostile, "javascript:alert(1)", 2, "2022-05-15", kHostile + " hostile", ""},
        {"教师工会", "http://a.example/zh", 0, "2022-05-14", "教师工会的新闻 casel ai教育", ""}}}};
}

}  // namespace

TEST_CASE("The script is small, and runs without what browsers of 2020 have not") {
  const write::Theme theme;
  CHECK(theme.file("site.js").size() < 12'000);
  for (const char* const word : {"innerHTML", "eval(", "crypto.subtle", "(?<"}) {
    CHECK(theme.file("site.js").find(word) == std::string::npos);
  }
}

TEST_CASE("A search finds items that have all its words, counts them and links to them") {
  if (no_browser()) return;
  Opened page({{"search.json", search_file()}, {"health.json", health(0, 1)}});
  CHECK(page.search("teach") == "1 found\nTeachers’ day\nCASEL · May 16, 2022");
  CHECK(page.run("document.querySelector('[data-tool=search] a').href") == "https://casel.org/a");
  CHECK(page.search("  TEACHERS, gap ") == "1 found\nTeachers’ day\nCASEL · May 16, 2022");
  CHECK(page.search("STRASSE") == "1 found\nStraße\nStraßenverein");
  CHECK(page.search("工会") == "1 found\n教师工会\nCASEL · May 14, 2022");
  CHECK(page.search("教育") == "1 found\n教师工会\nCASEL · May 14, 2022");
  CHECK_THAT(page.search("casel"), Catch::Matchers::StartsWith("2 found\nTeachers"));
  CHECK(page.search("eachers") == "Nothing found.");
  CHECK(page.search("teach strasse") == "Nothing found.");
  CHECK(page.search("(.*") == "");
  CHECK(page.search("") == "");
  CHECK(page.run("document.querySelector('[data-tool=search] [role=status]') !== null") == true);
  CHECK(page.run("document.querySelector('[role=search]').ariaLabel") == "Search");
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("Dates are in the page's language, or in the browser's where it does not know that") {
  if (no_browser()) return;
  Opened page({{"search.json", search_file()}, {"health.json", health(0, 1)}});
  page.run("document.documentElement.lang = 'de'");
  CHECK(page.search("teach") == "1 found\nTeachers\u2019 day\nCASEL \u00b7 16. Mai 2022");
  page.run("document.documentElement.lang = 'no language'");
  CHECK_THAT(page.search("teach"), Catch::Matchers::Contains("2022"));
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE(
    "A search finds words with accents without them, and marks of other scripts as they are") {
  if (no_browser()) return;
  const auto item = [](const std::string& words) {
    return json::array({words, "", 0, "", text::folded(words), ""});
  };
  const json items = {item("Équipe de Zoë"), item("किताब"), item("が"), item("각")};
  Opened page({{"search.json", {{"sources", {"A"}}, {"items", items}}}});
  for (const char* const words : {"equipe", "ÉQUIPE", "e\u0301quipe", "zoe", "Zoë", "zoê"}) {
    CAPTURE(words);
    CHECK(page.search(words) == "1 found\nÉquipe de Zoë\nA");
  }
  CHECK(page.search("कि") == "1 found\nकिताब\nA");
  CHECK(page.search("के") == "Nothing found.");
  CHECK(page.search("が") == "1 found\nが\nA");
  CHECK(page.search("か") == "Nothing found.");
  CHECK(page.search("가") == "Nothing found.");
}

TEST_CASE("A search shows all that it finds") {
  if (no_browser()) return;
  json file = {{"sources", {"CASEL"}}, {"items", json::array()}};
  for (int i = 0; i < 120; ++i) {
    file["items"].push_back({"One", "https://casel.org/a", 0, "", "one", ""});
  }
  Opened page({{"search.json", file}, {"health.json", health(0, 1)}});
  CHECK_THAT(page.search("one"), Catch::Matchers::StartsWith("120 found\n"));
  CHECK(page.run("document.querySelectorAll('[data-tool=search] li').length") == 120);
}

TEST_CASE("Titles, names and links from outside stay text in what a search shows") {
  if (no_browser()) return;
  Opened page({{"search.json", search_file()}, {"health.json", health(0, 1)}});
  CHECK(page.search("hostile") == "1 found\n" + kHostile + "\n" + kHostile + " · May 15, 2022");
  CHECK(page.run("document.querySelectorAll('[data-tool=search] a, img').length") == 0);
  CHECK(page.messages() == std::vector<std::string>());
}

namespace {

/// What the script says is the key of a link.
std::string key_of(Opened& page, const std::string& link) {
  return page.run("syndic.key(syndic.canonical(" + json(link).dump() + ", " + kTracking.dump() +
                  "))");
}

/// The files of "Where is my post?" that say `told` of https://casel.org/a.
std::map<std::string, json> why_files(const std::string& key, const json& told) {
  json search = search_file();
  search["items"][3][5] = key;
  return {{"search.json", search},
          {"health.json",
           {{"ok", true},
            {"checked", in_hours(0)},
            {"next", in_hours(1)},
            {"due",
             {{"casel", "2099-01-02T03:04:00Z"},
              {"late", in_hours(-200)},
              {"soon", in_hours(-2)},
              {"bad", "2099-01-02T03:04:00Z"}}},
            {"failing", {"bad"}}}},
          {"why/index.json",
           {{"days", 90},
            {"have", json::array({key.substr(0, 2)})},
            {"sources",
             {{{"id", "casel"}, {"name", "CASEL"}, {"hosts", {"casel.org"}}},
              {{"id", "late"}, {"name", "Late"}, {"hosts", {"late.example"}}},
              {{"id", "soon"}, {"name", "Soon"}, {"hosts", {"soon.example"}}},
              {{"id", "bad"}, {"name", "Bad"}, {"hosts", {"bad.example"}}},
              {{"id", "hostile"}, {"name", kHostile}, {"hosts", {"hostile.example"}}}}},
            {"tracking", kTracking}}},
          {"why/" + key.substr(0, 2) + ".json", {{key, told}}}};
}

const std::string kKeyOfA = [] {
  for (const TableCase& one : table_cases("canonical")) {
    if (one.out == "https://casel.org/a" && !one.key.empty()) return one.key;
  }
  return std::string();
}();

json entry(const char* is) {
  return {{"is", is}, {"seen", "2026-11-29T14:05:00Z"}, {"source", "CASEL"}};
}

/// Spaces in times are narrow in newer browsers.
std::string with_plain_spaces(std::string text) {
  for (std::size_t at; (at = text.find("\u202f")) != std::string::npos;) text.replace(at, 3, " ");
  return text;
}

}  // namespace

TEST_CASE("A post is told to be shown, with its place in the list, however its link is written") {
  if (no_browser()) return;
  Opened page(why_files(kKeyOfA, json::array({entry("shown")})));
  CHECK(key_of(page, "https://casel.org/a") == kKeyOfA);
  const std::string seen = "CASEL: seen November 29, 2026 at 9:05 AM; place 4.";
  for (const char* link : {"https://casel.org/a", "www.CASEL.org/a/?utm_source=x#top",
                           "  <http://casel.org:80/b/../a?fbclid=1>\n"}) {
    CAPTURE(link);
    CHECK(with_plain_spaces(page.why(link)) == seen);
  }
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("Each thing that can have become of a post has its words") {
  if (no_browser()) return;
  json told = {entry("told"),        entry("kept_out"), entry("withdrawn"), entry("held"),
               entry("unpublished"), entry("told"),     entry("unheard_of")};
  told[0]["by"] = kHostile;
  told[3]["until"] = "2026-12-24T17:00:00Z";
  Opened page(why_files(kKeyOfA, told));
  const std::string all = page.why("casel.org/a");
  CHECK_THAT(all, Catch::Matchers::StartsWith("CASEL: told by " + kHostile +
                                              ".\nA rule keeps it out.\nTaken back.\nHeld "
                                              "until December 24, 2026 at 12:00"));
  CHECK_THAT(all, Catch::Matchers::EndsWith("Not of CASEL."));  // Five answers are enough.
  CHECK(page.run("document.images.length") == 0);
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("Of several answers each says whose it is, and equal ones are told once") {
  if (no_browser()) return;
  json told = {entry("shown"), entry("told"), entry("kept_out"), entry("kept_out"), entry("shown")};
  told[1]["source"] = "CEC";
  told[1]["by"] = "CASEL";
  Opened page(why_files(kKeyOfA, told));
  CHECK(with_plain_spaces(page.why("https://casel.org/a")) ==
        "CASEL: seen November 29, 2026 at 9:05 AM; place 4.\nCEC: told by CASEL.\n"
        "A rule keeps it out.");
}

TEST_CASE(
    "Of whom the files name nobody, no name is told; what they mean that is new, not at all") {
  if (no_browser()) return;
  Opened page(why_files(kKeyOfA, {entry("told"), entry("unheard_of")}));
  CHECK(page.why("https://casel.org/a") == "CASEL: told by \u2026.");
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("A post that is below the newest, or of before the days that are told of, is found") {
  if (no_browser()) return;
  auto files = why_files(kKeyOfA, json::array({entry("older")}));
  Opened older(files);
  CHECK_THAT(older.why("https://casel.org/a"),
             Catch::Matchers::StartsWith("Older; seen November 29"));
  files["why/index.json"]["have"] = json::array();
  Opened long_ago(files);
  // The date in the list is that of the post, not when it was seen.
  CHECK(long_ago.why("https://casel.org/a") == "Place 4.");
}

TEST_CASE("A post that was not seen is told when its source is next looked at") {
  if (no_browser()) return;
  Opened page(why_files(kKeyOfA, json::array({entry("shown")})));
  CHECK_THAT(page.why("https://www.casel.org/other"),
             Catch::Matchers::StartsWith("CASEL is next January 1, 2099 at 10:04"));
  CHECK_THAT(page.why("https://blog.casel.org/other"),
             Catch::Matchers::StartsWith("CASEL is next January 1, 2099"));
  // What is overdue is looked at by the next run, unless there has been none for a day.
  const auto day = [&](const std::string& time) -> std::string {
    return page.run("new Intl.DateTimeFormat('en', {dateStyle: 'long', timeZone: " +
                    json("America/New_York").dump() + "}).format(new Date('" + time + "'))");
  };
  CHECK_THAT(page.why("https://soon.example/x"),
             Catch::Matchers::StartsWith("Soon is next " + day(in_hours(0))));
  CHECK_THAT(page.why("https://late.example/x"),
             Catch::Matchers::StartsWith("Late is next " + day(in_hours(-200))));
  CHECK_THAT(page.why("https://bad.example/x"),
             Catch::Matchers::StartsWith("Bad fails; next January 1, 2099 at 10:04"));
  CHECK(page.why("https://hostile.example/x") == kHostile + " is next ….");
  CHECK(page.why("https://notcasel.org/a") == "Unknown.");
  CHECK(page.why("hello") == "No link.");
  CHECK(page.why("javascript:alert(1)") == "No link.");
  CHECK(page.why("") == "No link.");
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("A list that stands still is said to, by weekday or date; a fresh one is not") {
  if (no_browser()) return;
  const auto notice = [](const json& file) -> std::string {
    Opened page({{"health.json", file}});
    return page.run("document.querySelector('[data-tool=health]').innerText");
  };
  CHECK(notice(health(0, 1)) == "");
  CHECK(notice(health(-3, -2)) == "");
  CHECK(notice(health(-26, -25)).ends_with("day."));
  // A list that is looked at every two days is not late after one.
  CHECK(notice(health(-78, -30)) == "");
  CHECK(notice({{"checked", "2022-05-16T02:00:00Z"}, {"next", "2022-05-16T03:00:00Z"}}) ==
        "Still since May 15, 2022.");
  CHECK(notice({{"checked", "nonsense"}}) == "");
}

TEST_CASE("A button copies the text before it, without https") {
  if (no_browser()) return;
  Opened page({{"health.json", health(0, 1)}});
  const std::string button = "document.querySelector('[data-copy] + button')";
  CHECK(page.run(button + ".textContent") == "Copy");
  page.run(
      "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
      "document.execCommand = what => { window.copied = what + ':' + getSelection(); }; " +
      button + ".click(); new Promise(done => setTimeout(done, 100))");
  CHECK(page.run("window.copied") == "copy:<b> text");
  CHECK(page.run(button + ".textContent") == "Copied");
  page.run("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
  CHECK(page.run("new Promise(done => setTimeout(() => done(" + button + ".textContent), 2200))") ==
        "Copy");
}

TEST_CASE("axe-core finds nothing to object to in what the script makes, light and dark") {
  if (no_browser()) return;
  if (!std::filesystem::exists(kAxe)) {
    WARN("skipped: there is no axe-core (npm; ./dev test fetches it where npm is) here");
    return;
  }
  auto files = why_files(kKeyOfA, json::array({entry("shown")}));
  files["health.json"] = {{"checked", "2022-05-16T02:00:00Z"}, {"next", "2022-05-16T03:00:00Z"}};
  Opened page(files);
  page.search("casel");
  page.why("https://casel.org/a");
  page.run(bytes_of(kAxe) + "; 0");
  for (const char* const scheme : {"light", "dark"}) {
    CAPTURE(scheme);
    page.look_like(scheme);
    CHECK(page.run("axe.run(document).then(result => result.violations.map(one => one.id + ': ' + "
                   "one.nodes[0].html).concat(result.passes.length > 15 ? [] : ['?']))") ==
          json::array());
  }
}

TEST_CASE("A slow answer shows nothing once there is a newer question") {
  if (no_browser()) return;
  const auto files = why_files(kKeyOfA, json::array({entry("withdrawn")}));
  Opened page(files);
  page.hold("search.json", files.at("search.json"));
  page.ask("search", "teach");
  CHECK(page.shown("search") == "Looking.");
  CHECK(page.search("(.*") == "");
  page.ask("why", "https://casel.org/a");
  CHECK(page.shown("why") == "Looking.");
  CHECK(page.why("hello") == "No link.");
  page.release();
  CHECK(page.shown("search") == "");
  CHECK(page.shown("why") == "No link.");
  CHECK_THAT(page.search("teach"), Catch::Matchers::StartsWith("1 found"));
  CHECK(page.why("https://casel.org/a") == "Taken back.");
}

TEST_CASE("Where a file is lost both boxes say so, keep what was typed, and ask again") {
  if (no_browser()) return;
  const auto files = why_files(kKeyOfA, json::array({entry("withdrawn")}));
  Opened page({{"health.json", nullptr}});
  page.lose("search.json");
  CHECK(page.search("teach") == "Unreachable.");
  CHECK(page.typed("search") == "teach");
  CHECK(page.again("search") == "Unreachable.");
  page.serve("search.json", files.at("search.json"));
  CHECK_THAT(page.again("search"), Catch::Matchers::StartsWith("1 found\nTeachers"));

  CHECK(page.why("casel.org/a") == "Unreachable.");
  page.serve("why/index.json", files.at("why/index.json"));
  CHECK(page.again("why") == "Unreachable.");
  CHECK(page.typed("why") == "casel.org/a");
  const std::string rows = "why/" + kKeyOfA.substr(0, 2) + ".json";
  page.serve(rows, files.at(rows));
  CHECK(page.again("why") == "Taken back.");
}

TEST_CASE("What is unknown without the list or the health of the sources is not guessed") {
  if (no_browser()) return;
  auto files = why_files(kKeyOfA, json::array({entry("shown")}));
  const json list = files.extract("search.json").mapped();
  const json health = files.extract("health.json").mapped();
  Opened page(files);
  CHECK(page.why("https://casel.org/a") == "Unreachable.");
  page.serve("search.json", list);
  CHECK_THAT(page.again("why"), Catch::Matchers::EndsWith("place 4."));
  CHECK(page.why("https://casel.org/other") == "Unreachable.");
  page.serve("health.json", health);
  CHECK_THAT(page.again("why"), Catch::Matchers::StartsWith("CASEL is next January 1, 2099"));
}

TEST_CASE("Files of nonsense are as good as none, and nothing is thrown") {
  if (no_browser()) return;
  Opened page(
      {{"search.json", "text"}, {"why/index.json", json::array()}, {"health.json", nullptr}});
  CHECK(page.search("one") == "Unreachable.");
  CHECK(page.why("https://casel.org/a") == "Unreachable.");
  CHECK(page.shown("health") == "");
  CHECK(page.messages() == std::vector<std::string>());
}

namespace {

/// The names of the attributes that hold a tool's words and files.
std::set<std::string> words_of(const std::string& html, const std::string& tool) {
  const std::size_t start = html.find("data-tool=\"" + tool + "\"");
  std::string element = html.substr(start, html.find('>', start) - start);
  std::replace(element.begin(), element.end(), '\n', ' ');
  std::set<std::string> names;
  for (std::size_t at = 0; (at = element.find(" data-", at)) != std::string::npos; ++at) {
    names.insert(element.substr(at + 1, element.find('=', at) - at - 1));
  }
  return names;
}

}  // namespace

TEST_CASE("The theme's boxes have all words that the script says") {
  const write::Theme theme;
  CHECK(words_of(theme.file("page.mustache"), "search") == words_of(kPage, "search"));
  auto why = words_of(kPage, "why");
  why.insert("data-title");
  CHECK(words_of(theme.file("sources.mustache"), "why") == why);
}

TEST_CASE("Links have the canonical form that the normalizer gives them") {
  if (no_browser()) return;
  Opened page({{"health.json", health(0, 1)}});
  const json tracking = {{"names", {"fbclid", "gclid", "wt.mc_id", "_hsenc", "mc_cid"}},
                         {"prefixes", {"utm_"}}};
  auto cases = table_cases("canonical");
  const auto typed = table_cases("canonical", "typed:", "means:");
  cases.insert(cases.end(), typed.begin(), typed.end());
  for (const TableCase& one : cases) {
    CAPTURE(one.where, one.in);
    CHECK(page.run("syndic.canonical(" + json(one.in).dump() + ", " + tracking.dump() + ")") ==
          one.out);
    if (!one.key.empty()) CHECK(page.run("syndic.key(" + json(one.out).dump() + ")") == one.key);
  }
  CHECK(typed.size() >= 10);
}

TEST_CASE("A hostile link takes no time") {
  if (no_browser()) return;
  Opened page({{"health.json", health(0, 1)}});
  for (const char* const piece :
       {"'a.'", "'\\ud800'", "' '", "'&amp;'", "'www.'", "'%'", "'/..'"}) {
    CAPTURE(piece);
    CHECK(page.run("typeof syndic.canonical('https://a.example/' + " + std::string(piece) +
                   ".repeat(4000), " + kTracking.dump() + ")") == "string");
    CHECK(page.run("typeof syndic.canonical(" + std::string(piece) + ".repeat(4000), " +
                   kTracking.dump() + ")") == "string");
  }
}

TEST_CASE("Texts are folded as those that are searched") {
  if (no_browser()) return;
  Opened page({{"health.json", health(0, 1)}});
  for (const auto& [text, folded] : std::map<std::string, std::string>{{"Straße ẞ", "strasse ss"},
                                                                       {"ΣΊΣΥΦΟΣ ς", "σίσυφοσ σ"},
                                                                       {"ﬁ Ｘ", "fi x"},
                                                                       {"so\u00adft", "soft"},
                                                                       {"  a \n b ", "a b"},
                                                                       {"İı", "i\u0307ı"},
                                                                       {"Éé e\u0301", "éé é"}}) {
    CAPTURE(text);
    CHECK(text::folded(text) == folded);
    CHECK(page.run("syndic.fold(" + json(text).dump() + ")") == folded);
  }
}

}  // namespace scripts_browser_test
