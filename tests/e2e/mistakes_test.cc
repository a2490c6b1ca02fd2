// SPDX-License-Identifier: MIT
//
// What a person does wrong at the command line and in the configuration, and what syndic says.
#include <catch2/catch.hpp>

#include "tests/e2e/network.h"

namespace mistakes_e2e_test {

using namespace syndic::test;

namespace {

struct Mistake {
  std::vector<std::string> arguments;
  std::string said;
};

}  // namespace

TEST_CASE("check says newcomers' mistakes in plain words, and exits 78") {
  const TempDir dir;
  const std::string file = (dir / "syndic.toml").string();
  const auto checked = [&](const std::string& text) {
    dir.write("syndic.toml", text);
    const Finished run = run_syndic({"check", "-c", file});
    CHECK(run.exit_code == 78);
    CHECK(run.err.empty());
    return run.out;
  };
  CHECK(checked("[site]\ntitle = “News”\n") ==
        file + ":2:9: “ is a curly quote; write straight ones, as title = \"…\"\n");
  CHECK(checked("[publish]\npage = yes\n") ==
        file + ":2:8: page cannot be yes; write page = true\n");
  CHECK(checked("[site]\ntitle = \"News\"\nlang = \"en\"\n[[source]]\ntitle = \"A\"\n"
                "href = \"https://a.example/feed\"\n") ==
        file +
            ":1:1: site.url is missing, to which RSS must link; write url = \"https://…\" in "
            "[site], or publish.formats without \"rss\"\n" +
            file + ":3:1: unknown key site.lang; did you mean site.language?\n" + file +
            ":4:1: this source needs an id or a name, such as id = \"casel\"\n" + file +
            ":4:1: this source needs one of url, site, path, sitemap and page; say where its items "
            "come "
            "from\n" +
            file + ":5:1: unknown key source.title; did you mean source.name?\n" + file +
            ":6:1: unknown key source.href; did you mean source.url?\n");
}

TEST_CASE("check says what is wrong with the theme in one line, and exits 78") {
  const TempDir dir;
  const std::string file = (dir / "syndic.toml").string();
  const std::string configuration =
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid = \"t\"\n"
      "path = \"feed.xml\"\n[publish]\ntheme = \"theme\"\n";
  const auto checked = [&] {
    const Finished run = run_syndic({"check", "-c", file});
    CHECK(run.exit_code == 78);
    CHECK(run.err.empty());
    return run.out;
  };
  dir.write("syndic.toml", configuration);
  CHECK(checked() == "cannot read the theme's folder " + (dir / "theme/").string() +
                         ": No such file or directory\n");
  const std::string item = (dir / "theme/item.mustache").string();
  dir.write("theme/item.mustache", "<p>\n{{#href}}");
  CHECK(checked() == "the template " + item + " is broken: line 2: unclosed section \"href\"\n");
  dir.write("theme/item.mustache", "<p>\n\n{{#late}}{{nmae}}{{/late}}");
  CHECK(checked() == "the template " + item +
                         " is broken: line 3: it asks for {{nmae}}, which is not known there; did "
                         "you mean {{name}}?\n");
  dir.write("theme/item.mustache", "<p>\n{{> who}}");
  CHECK(checked() == "the template " + item +
                         " is broken: line 2: it includes {{> who}}, but there is no "
                         "who.mustache\n");
  dir.write("theme/item.mustache", "{{name}}");
  dir.write("theme/labels/en.toml", "read_minutes = \"GO {mins} x\"");
  CHECK(checked() == (dir / "theme/labels/en.toml").string() +
                         ":1: \"read_minutes\" has no place {mins}; write {minutes}\n");
  CHECK_FALSE(std::filesystem::exists(dir / "public"));

  dir.write("theme/labels/en.toml", "read_minutes = \"GO {minutes} x\"");
  CHECK(run_syndic({"check", "-c", file}).exit_code == 0);
  dir.write("theme/item.mustache", "{{nmae}}");
  dir.write("syndic.toml", configuration + "page = false\n");
  CHECK(run_syndic({"check", "-c", file}).exit_code == 78);  // status.html is made of it.
  dir.write("syndic.toml", configuration + "page = false\nstatus = false\n");
  CHECK(run_syndic({"check", "-c", file}).exit_code == 0);
}

TEST_CASE("without site.url all but RSS is published, each run says so, and exits 1") {
  const TempDir dir;
  const std::string file = (dir / "syndic.toml").string();
  dir.write("feed.xml", rss_feed("https://t.example", {"One"}));
  dir.write("syndic.toml", "[site]\ntitle = \"T\"\n[[source]]\nid = \"t\"\npath = \"feed.xml\"\n");
  for (int i = 0; i < 2; ++i) {
    const Finished run = run_syndic({"refresh", "--quiet", "-c", file});
    CHECK(run.exit_code == 1);
    CHECK(run.err == "error: " + file +
                         ":1:1: site.url is missing, to which RSS must link; write url = "
                         "\"https://…\" in [site], or publish.formats without \"rss\"\n");
    CHECK(std::filesystem::exists(dir / "public/all.json"));
    CHECK(std::filesystem::exists(dir / "public/all.atom"));
    CHECK_FALSE(std::filesystem::exists(dir / "public/all.rss"));
  }
}

TEST_CASE("a command line that is wrong names what was meant, on stderr, and exits 2") {
  const TempDir dir;
  dir.write("syndic.toml",
            "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
            "[[source]]\nid = \"casel\"\nurl = \"https://casel.example/feed\"\n"
            "[[source]]\nid = \"east\"\nname = \"Turn\"\nurl = \"https://east.example/\"\n"
            "[[source]]\nid = \"west\"\nname = \"TURN\"\nurl = \"https://west.example/\"\n");
  const std::string file = (dir / "syndic.toml").string();
  const std::string unknown = "error: there is no command or option ";
  for (const Mistake& mistake : std::vector<Mistake>{
           {{},
            "error: no command; syndic try URL shows what it does, syndic init sets it up; see "
            "syndic "
            "--help\n"},
           {{"refesh"}, unknown + "\"refesh\"; did you mean refresh? See syndic --help\n"},
           {{"help", "refesh"}, "error: there is no help on \"refesh\"; did you mean refresh?\n"},
           {{"help", "frobnicate"},
            "error: there is no help on \"frobnicate\"; syndic help names the commands, syndic "
            "help configuration all sections and keys\n"},
           {{"check", "--explain", "intervall"},
            "error: there is no key, section or rule \"intervall\"; did you mean interval?\n"},
           {{"refresh", "--dryrun"},
            unknown + "\"--dryrun\"; did you mean --dry-run? See syndic help refresh\n"},
           {{"refresh", "--onyl", "casel"},
            unknown + "\"--onyl\"; did you mean --only? See syndic help refresh\n"},
           {{"frobnicate"}, unknown + "\"frobnicate\"; see syndic --help\n"},
           {{"-c", file, "refresh", "--only", "casle"},
            "error: --only casle: " + file + " has no source of that id; did you mean casel?\n"},
           {{"-c", file, "refresh", "--only", "turn"},
            "error: --only turn: " + file +
                " has several sources of that name; give an id, east or west\n"},
           {{"-c", file, "refresh", "--only", "turn-west"},
            "error: --only turn-west: " + file +
                " has no source of that id; syndic status lists them\n"}}) {
    const Finished run = run_syndic(mistake.arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    CHECK(run.err == mistake.said);
  }
}

TEST_CASE("a file that is not there is to be looked for under another name") {
  const TempDir dir;
  const std::string file = (dir / "none").string();
  const std::string said = "cannot read " + file + ": No such file or directory; check the name\n";
  dir.write(
      "syndic.toml",
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[store]\nurl = \"sqlite:s.db\"\n");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"parse", file},
        {"-c", (dir / "syndic.toml").string(), "store", "import", file}}) {
    const Finished run = run_syndic(command);
    CHECK(run.exit_code == 1);
    CHECK(run.out.empty());
    CHECK_THAT(run.err, Catch::EndsWith(said));
  }
}

TEST_CASE("help is asked for in any of the usual ways") {
  for (const auto& [asked, usual] : std::vector<std::pair<Mistake, Mistake>>{
           {{{"help"}, {}}, {{"--help"}, {}}},
           {{{"-h"}, {}}, {{"--help"}, {}}},
           {{{"help", "refresh"}, {}}, {{"refresh", "--help"}, {}}},
           {{{"help", "syndic"}, {}}, {{"--help"}, {}}},
           {{{"help", "Refresh"}, {}}, {{"refresh", "--help"}, {}}},
           {{{"help", "help"}, {}}, {{"help", "--help"}, {}}},
           {{{"-q", "help", "refresh"}, {}}, {{"refresh", "--help"}, {}}},
           {{{"refresh", "-h"}, {}}, {{"refresh", "--help"}, {}}}}) {
    const Finished run = run_syndic(asked.arguments);
    CHECK(run.exit_code == 0);
    CHECK(run.err.empty());
    CHECK(run.out == run_syndic(usual.arguments).out);
    CHECK(run.out.find("Usage: syndic") != std::string::npos);
  }
}

TEST_CASE("check names two sources that a redirect for good has made one") {
  Network network;
  network.server().reply("/new", {.body = rss_feed("a.example", {"A"})});
  network.server().reply("/old", {.status = 301, .headers = {{"Location", "/new"}}});
  network.add_source("new", "/new");
  network.add_source("old", "/old");
  const auto checked = [&] {
    return run_syndic({"check", "-c", network.config_file().string()}).out;
  };
  const std::string right =
      network.config_file().string() + ": nothing wrong (2 sources, 1 feed)\n";
  for (const char* day : {"2026-01-29T12:00:00Z", "2026-01-30T12:00:00Z"}) {
    CHECK(network.refresh({}, day).exit_code == 0);
    CHECK(checked() == right);
  }
  CHECK(network.refresh({}, "2026-01-31T12:00:00Z").exit_code == 0);
  CHECK(checked() == network.config_file().string() +
                         ": source old has moved to where source new is read too, so that their "
                         "items come twice; keep one of them\n" +
                         right);
}

TEST_CASE("check names a site whose feed is a source of its own") {
  Network network;
  network.server().reply("/new", {.body = rss_feed("a.example", {"A"})});
  network.server().reply(
      "/home", {.headers = {{"Content-Type", "text/html"}},
                .body = "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" "
                        "href=\"/new\"></head><body><p>Home</body></html>"});
  network.add_source("new", "/new");
  network.configure("[[source]]\nid = \"site\"\nsite = \"" + network.server().url("/home") + "\"");
  CHECK(network.refresh().exit_code == 0);
  CHECK(run_syndic({"check", "-c", network.config_file().string()}).out ==
        network.config_file().string() +
            ": source site has found its feed where source new is read too, so that their items "
            "come twice; keep one of them\n" +
            network.config_file().string() + ": nothing wrong (2 sources, 1 feed)\n");
}

}  // namespace mistakes_e2e_test
