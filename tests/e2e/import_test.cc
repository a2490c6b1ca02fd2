// SPDX-License-Identifier: MIT
//
// `syndic import` and `syndic export`: the list of each program makes a configuration that runs.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/e2e/network.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace import_command_test {

using namespace syndic;
using test::Finished;

namespace {

/// A configuration without a source, and a server that has the feeds of the samples.
struct Place {
  test::FaultServer server;
  test::TempDir dir;

  Place() {
    for (const char* path : {"/casel.rss", "/east", "/west", "/inner", "/flow.rss"}) {
      server.reply(path, {.body = test::rss_feed("https://n.example/", {"One"})});
    }
    dir.write("syndic.toml",
              "# ours\n[site]\ntitle = \"T\"  # keep me\nurl = \"https://t.example/\"\n" +
                  test::store_section(dir.path()) +
                  "[fetch]\nallow_private = true\nhost_delay = \"0s\"\n\n# all of it\n[[feed]]\n"
                  "name = \"all\"\n");
  }

  /// The sample with the server's address in the place of its own.
  [[nodiscard]] std::string sample(const std::string& name) const {
    const std::string host = "127.0.0.1:9/";
    const std::string here = server.url("/").substr(std::string("http://").size());
    std::string text = test::bytes_of(test::source_dir() / "tests/data/lists" / name);
    for (std::size_t at = text.find(host); at != std::string::npos; at = text.find(host, at)) {
      text.replace(at, host.size(), here);
      at += here.size();
    }
    return text;
  }

  [[nodiscard]] Finished run(std::vector<std::string> words, const std::string& input = {}) const {
    words.insert(words.begin(), {"-c", (dir / "syndic.toml").string()});
    return test::run_syndic(words, {}, input);
  }
  [[nodiscard]] std::string config() const { return test::bytes_of(dir / "syndic.toml"); }
};

std::string last_line(const std::string& text) {
  const std::size_t begin = text.rfind('\n', text.size() - 2);
  return text.substr(begin == std::string::npos ? 0 : begin + 1);
}

}  // namespace

TEST_CASE("the list of each program gives a configuration that check passes and refresh runs") {
  struct Row {
    const char* sample;
    const char* summary;
  };
  for (const Row& row : {Row{"freshrss.opml", "# 3 new sources, 0 there already, 1 left out\n"},
                         Row{"miniflux.opml", "# 2 new sources, 0 there already, 0 left out\n"},
                         Row{"urls", "# 3 new sources, 0 there already, 4 left out\n"},
                         Row{"planet-config.ini", "# 2 new sources, 0 there already, 0 left out\n"},
                         Row{"venus-config.ini", "# 2 new sources, 0 there already, 2 left out\n"},
                         Row{"planet.ini", "# 2 new sources, 0 there already, 1 left out\n"}}) {
    CAPTURE(row.sample);
    const Place place;
    const std::string list = place.dir.write(row.sample, place.sample(row.sample)).string();
    const std::string before = place.config();

    const Finished shown = place.run({"import", list});
    CHECK(shown.exit_code == 0);
    CHECK(shown.out.find("[[source]]\nid ") != std::string::npos);
    CHECK(shown.out.find("secret@") == std::string::npos);
    CHECK(place.config() == before);

    const Finished written = place.run({"import", list, "--write"});
    CHECK(written.exit_code == 0);
    CHECK(last_line(written.out) == row.summary);
    CHECK(place.config().starts_with("# ours\n[site]\ntitle = \"T\"  # keep me\n"));
    CHECK(place.config().find("\n# all of it\n[[feed]]\n") != std::string::npos);
    CHECK(place.run({"check"}).exit_code == 0);
    CHECK(place.run({"refresh"}).exit_code == 0);

    const std::string after = place.config();
    const Finished again = place.run({"import", list, "--write"});
    CHECK(again.exit_code == 0);
    CHECK(last_line(again.out).starts_with("# 0 new sources, "));
    CHECK(place.config() == after);
  }
}

TEST_CASE("a wrong filter is left out and said, a password is written and not shown") {
  const Place place;
  const Finished planet =
      place.run({"import", "-", "--group", "Old"}, place.sample("planet-config.ini"));
  CHECK(planet.out.find("# standard input:27: East: exclude \"/(?-i)(?=webinar)x/\" is left out: "
                        "it is no regular") != std::string::npos);
  CHECK(planet.out.find("groups = [\"Old\"]\n") != std::string::npos);
  CHECK(planet.out.find("# owner.name = \"Ada Example\"\n") != std::string::npos);
  const Finished venus = place.run({"import", "-", "--write"}, place.sample("venus-config.ini"));
  CHECK(venus.exit_code == 0);
  CHECK(venus.out.find("secret") == std::string::npos);
  CHECK(place.config().find("http://user:secret@127.0.0.1") != std::string::npos);
}

TEST_CASE("a list is fetched from an address, and what is none is refused with 65") {
  Place place;
  place.server.reply("/list.opml", {.body = place.sample("miniflux.opml")});
  place.server.reply("/none", {.body = "<html><p>Nothing here</p></html>"});
  const Finished got = place.run({"import", place.server.url("/list.opml")});
  CHECK(got.exit_code == 0);
  CHECK(last_line(got.out) ==
        "# 2 new sources, 0 there already, 0 left out; --write appends them\n");
  const Finished none = place.run({"import", place.server.url("/none")});
  CHECK(none.exit_code == 65);
  CHECK(none.err.find("is no OPML list") != std::string::npos);
  CHECK(place.run({"import", (place.dir / "missing.opml").string()}).exit_code == 1);
  CHECK(place.run({"import"}).exit_code == 2);
}

TEST_CASE("what export prints is what import takes") {
  const Place from;
  const Finished written = from.run({"import", "-", "--write"}, from.sample("freshrss.opml"));
  REQUIRE(written.exit_code == 0);
  const Finished hidden = from.run({"export"});
  CHECK(hidden.exit_code == 0);
  CHECK(hidden.err ==
        "info: muted: headers is left out or without its secrets; --with-secrets "
        "puts them in\n");
  const Finished all = from.run({"export", "--with-secrets"});
  CHECK(all.err.empty());
  const Place to;
  CHECK(to.run({"import", "-", "--write"}, all.out).exit_code == 0);
  CHECK(to.run({"export", "--with-secrets"}).out == all.out);
}

TEST_CASE("an export that is imported into its own configuration adds nothing, folders neither") {
  const Place place;
  place.dir.write("news/a.md", "+++\ntitle = \"A\"\n+++\nText.\n");
  place.dir.write("syndic.toml", test::bytes_of(place.dir / "syndic.toml") +
                                     "\n[[source]]\nid = \"own\"\npath = \"news\"\n");
  const std::string list = place.run({"export"}).out;
  const Finished again = place.run({"import", "-"}, list);
  CHECK(last_line(again.out) == "# 0 new sources, 1 there already, 0 left out\n");
}

}  // namespace import_command_test
