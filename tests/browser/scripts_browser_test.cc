// SPDX-License-Identifier: MIT
//
// The script of the page in Chromium, on a small page of its own with files made for it: what a
// search finds, what is said while files are late or lost, when the list is said to stand still,
// what a button copies, and that nothing from outside becomes more than text.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "tests/browser/script_page.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "text/folded.h"
#include "write/theme/theme.h"

namespace scripts_browser_test {

using namespace syndic;
using namespace syndic::test;
using nlohmann::json;

namespace {

const std::filesystem::path kAxe =
    test::source_dir() / "build/modules/node_modules/axe-core/axe.min.js";

json health(int checked, int next) {
  return {{"ok", true}, {"checked", in_hours(checked)}, {"next", in_hours(next)}};
}

bool no_browser() {
  if (chromium()) return false;
  WARN("skipped: there is no Chromium (Debian package chromium) here");
  return true;
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
  ScriptPage page({{"search.json", search_file()}, {"health.json", health(0, 1)}});
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
  ScriptPage page({{"search.json", search_file()}, {"health.json", health(0, 1)}});
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
  ScriptPage page({{"search.json", {{"sources", {"A"}}, {"items", items}}}});
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
  ScriptPage page({{"search.json", file}, {"health.json", health(0, 1)}});
  CHECK_THAT(page.search("one"), Catch::Matchers::StartsWith("120 found\n"));
  CHECK(page.run("document.querySelectorAll('[data-tool=search] li').length") == 120);
}

TEST_CASE("Titles, names and links from outside stay text in what a search shows") {
  if (no_browser()) return;
  ScriptPage page({{"search.json", search_file()}, {"health.json", health(0, 1)}});
  CHECK(page.search("hostile") ==
        "1 found\n" + kHostileTitle + "\n" + kHostileTitle + " · May 15, 2022");
  CHECK(page.run("document.querySelectorAll('[data-tool=search] a, img').length") == 0);
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("A list that stands still is said to, by weekday or date; a fresh one is not") {
  if (no_browser()) return;
  const auto notice = [](const json& file) -> std::string {
    ScriptPage page({{"health.json", file}});
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
  ScriptPage page({{"health.json", health(0, 1)}});
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
  auto files = why_files(kKeyOfA, json::array({link_row("shown")}));
  files["health.json"] = {{"checked", "2022-05-16T02:00:00Z"}, {"next", "2022-05-16T03:00:00Z"}};
  ScriptPage page(files);
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
  const auto files = why_files(kKeyOfA, json::array({link_row("withdrawn")}));
  ScriptPage page(files);
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
  const auto files = why_files(kKeyOfA, json::array({link_row("withdrawn")}));
  ScriptPage page({{"health.json", nullptr}});
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

TEST_CASE("Files of nonsense are as good as none, and nothing is thrown") {
  if (no_browser()) return;
  ScriptPage page(
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
  CHECK(words_of(theme.file("page.mustache"), "search") == words_of(kScriptPage, "search"));
  auto why = words_of(kScriptPage, "why");
  why.insert("data-title");
  CHECK(words_of(theme.file("sources.mustache"), "why") == why);
}

TEST_CASE("Texts are folded as those that are searched") {
  if (no_browser()) return;
  ScriptPage page({{"health.json", health(0, 1)}});
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
