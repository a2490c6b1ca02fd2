// SPDX-License-Identifier: MIT
//
// What the page's script answers to "Where is my post?", in Chromium, and that it knows a link as
// the normalizer does.
#include <catch2/catch.hpp>
#include <string>

#include "tests/browser/script_page.h"
#include "tests/normalize/table.h"

namespace answers_browser_test {

using namespace syndic::test;
using nlohmann::json;

namespace {

bool no_browser() {
  if (chromium()) return false;
  WARN("skipped: there is no Chromium (Debian package chromium) here");
  return true;
}

/// What the script says is the key of a link.
std::string key_of(ScriptPage& page, const std::string& link) {
  return page.run("syndic.key(syndic.canonical(" + json(link).dump() + ", " + kTracking.dump() +
                  "))");
}

/// Spaces in times are narrow in newer browsers.
std::string with_plain_spaces(std::string text) {
  for (std::size_t at; (at = text.find("\u202f")) != std::string::npos;) text.replace(at, 3, " ");
  return text;
}

}  // namespace

TEST_CASE("A post is told to be shown, with its place in the list, however its link is written") {
  if (no_browser()) return;
  ScriptPage page(why_files(kKeyOfA, json::array({link_row("shown")})));
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
  json told = {link_row("told"),      link_row("kept_out"),    link_row("withdrawn"),
               link_row("held"),      link_row("unpublished"), link_row("told"),
               link_row("unheard_of")};
  told[0]["by"] = kHostileTitle;
  told[3]["until"] = "2026-12-24T17:00:00Z";
  ScriptPage page(why_files(kKeyOfA, told));
  const std::string all = page.why("casel.org/a");
  CHECK_THAT(all, Catch::Matchers::StartsWith("CASEL: told by " + kHostileTitle +
                                              ".\nA rule keeps it out.\nTaken back.\nHeld "
                                              "until December 24, 2026 at 12:00"));
  CHECK_THAT(all, Catch::Matchers::EndsWith("Not of CASEL."));  // Five answers are enough.
  CHECK(page.run("document.images.length") == 0);
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("Of several answers each says whose it is, and equal ones are told once") {
  if (no_browser()) return;
  json told = {link_row("shown"), link_row("told"), link_row("kept_out"), link_row("kept_out"),
               link_row("shown")};
  told[1]["source"] = "CEC";
  told[1]["by"] = "CASEL";
  ScriptPage page(why_files(kKeyOfA, told));
  CHECK(with_plain_spaces(page.why("https://casel.org/a")) ==
        "CASEL: seen November 29, 2026 at 9:05 AM; place 4.\nCEC: told by CASEL.\n"
        "A rule keeps it out.");
}

TEST_CASE(
    "Of whom the files name nobody, no name is told; what they mean that is new, not at all") {
  if (no_browser()) return;
  ScriptPage page(why_files(kKeyOfA, {link_row("told"), link_row("unheard_of")}));
  CHECK(page.why("https://casel.org/a") == "CASEL: told by \u2026.");
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("A post that is below the newest, or of before the days that are told of, is found") {
  if (no_browser()) return;
  auto files = why_files(kKeyOfA, json::array({link_row("older")}));
  ScriptPage older(files);
  CHECK_THAT(older.why("https://casel.org/a"),
             Catch::Matchers::StartsWith("Older; seen November 29"));
  files["why/index.json"]["have"] = json::array();
  ScriptPage long_ago(files);
  // The date in the list is that of the post, not when it was seen.
  CHECK(long_ago.why("https://casel.org/a") == "Place 4.");
}

TEST_CASE("A post that was not seen is told when its source is next looked at") {
  if (no_browser()) return;
  ScriptPage page(why_files(kKeyOfA, json::array({link_row("shown")})));
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
  CHECK(page.why("https://hostile.example/x") == kHostileTitle + " is next ….");
  CHECK(page.why("https://notcasel.org/a") == "Unknown.");
  CHECK(page.why("hello") == "No link.");
  CHECK(page.why("javascript:alert(1)") == "No link.");
  CHECK(page.why("") == "No link.");
  CHECK(page.messages() == std::vector<std::string>());
}

TEST_CASE("What is unknown without the list or the health of the sources is not guessed") {
  if (no_browser()) return;
  auto files = why_files(kKeyOfA, json::array({link_row("shown")}));
  const json list = files.extract("search.json").mapped();
  const json health = files.extract("health.json").mapped();
  ScriptPage page(files);
  CHECK(page.why("https://casel.org/a") == "Unreachable.");
  page.serve("search.json", list);
  CHECK_THAT(page.again("why"), Catch::Matchers::EndsWith("place 4."));
  CHECK(page.why("https://casel.org/other") == "Unreachable.");
  page.serve("health.json", health);
  CHECK_THAT(page.again("why"), Catch::Matchers::StartsWith("CASEL is next January 1, 2099"));
}

TEST_CASE("Links have the canonical form that the normalizer gives them") {
  if (no_browser()) return;
  ScriptPage page({{"health.json", nullptr}});
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
  ScriptPage page({{"health.json", nullptr}});
  for (const char* const piece :
       {"'a.'", "'\\ud800'", "' '", "'&amp;'", "'www.'", "'%'", "'/..'"}) {
    CAPTURE(piece);
    CHECK(page.run("typeof syndic.canonical('https://a.example/' + " + std::string(piece) +
                   ".repeat(4000), " + kTracking.dump() + ")") == "string");
    CHECK(page.run("typeof syndic.canonical(" + std::string(piece) + ".repeat(4000), " +
                   kTracking.dump() + ")") == "string");
  }
}

}  // namespace answers_browser_test
