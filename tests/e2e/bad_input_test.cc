// SPDX-License-Identifier: MIT
//
// Whatever comes in, the answer is one clear line and the right exit code, and nothing is lost.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"

namespace bad_input_test {

using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

// The one line on stderr, without its line break; fails where there are more or it is not fit for a
// log: 8 to 300 printable characters.
std::string only_line(const std::string& err) {
  CAPTURE(err);
  REQUIRE(std::count(err.begin(), err.end(), '\n') == 1);
  REQUIRE(err.back() == '\n');
  const std::string line = err.substr(0, err.size() - 1);
  CHECK(line.size() >= 8);
  CHECK(line.size() <= 300);
  CHECK(std::none_of(line.begin(), line.end(), [](char c) { return c >= 0 && c < 0x20; }));
  return line;
}

std::string deep_xml() {
  std::string deep = "<rss version=\"2.0\"><channel>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  return deep;
}

struct Case {
  const char* name;
  std::string bytes;
  const char* said;  ///< A word of the message that tells what it is.
};

}  // namespace

TEST_CASE("parse says what an input is that is no feed, and exits 65") {
  const TempDir dir;
  const std::vector<Case> cases = {
      {"empty", "", "empty"},
      {"blank", " \n ", "empty"},
      {"page.html", "<!DOCTYPE html><html><head><title>x</title></head><body><p>News</body></html>",
       "HTML"},
      {"list.opml", "<?xml version=\"1.0\"?><opml version=\"2.0\"><body/></opml>", "OPML"},
      {"sitemap.xml",
       "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url/></urlset>", "sitemap"},
      {"text.txt", "Just some words, nothing else.", "text"},
      {"data.json", "{\"some\": \"json\"}", "JSON"},
      {"binary",
       std::string("\x7f"
                   "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
                   20),
       ""},
      {"deep.xml", deep_xml(), "deep"},
  };
  for (const Case& wrong : cases) {
    CAPTURE(wrong.name);
    const Finished run = run_syndic({"parse", dir.write(wrong.name, wrong.bytes).string()});
    CHECK(run.exit_code == 65);
    CHECK(run.out.empty());
    const std::string line = only_line(run.err);
    CHECK(line.find(wrong.name) != std::string::npos);
    CHECK(line.find(wrong.said) != std::string::npos);
  }
}

TEST_CASE("parse of a file that cannot be read exits 1 and says why") {
  const TempDir dir;
  const Finished missing = run_syndic({"parse", (dir / "none.xml").string()});
  CHECK(missing.exit_code == 1);
  CHECK(only_line(missing.err).find("No such file") != std::string::npos);
  const Finished folder = run_syndic({"parse", dir.path().string()});
  CHECK(folder.exit_code == 1);
  CHECK(only_line(folder.err).find("folder") != std::string::npos);
}

TEST_CASE(
    "a source that answers anything but a feed has failed in one line, and the rest goes on") {
  Network network;
  FaultServer& server = network.server();
  server.reply("/good", {.body = rss_feed("good.example", {"good"})});
  server.reply("/html", {.body = "<!DOCTYPE html><html><body>Hello</body></html>"});
  server.reply("/empty", {.body = ""});
  server.reply("/binary", {.body = std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)});
  server.reply("/deep", {.body = deep_xml()});
  server.reply("/error", {.status = 500, .body = rss_feed("error.example", {"no"})});
  server.script("/huge", [](Wire& wire) {
    const std::string megabyte(1 << 20, ' ');
    wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss version=\"2.0\">");
    for (int i = 0; i < 200 && wire.send(megabyte); ++i) {
    }
  });
  for (const char* id : {"good", "html", "empty", "binary", "deep", "error", "huge"}) {
    network.add_source(id, "/" + std::string(id));
  }
  network.add_source("closed", "http://127.0.0.1:1/feed");
  network.add_source("nameless", "http://no-such-host.invalid/feed");
  const Finished run = network.refresh();
  CHECK(run.exit_code == 0);
  const json report = json::parse(run.out);
  for (const json& source : report.at("sources")) {
    CAPTURE(source);
    if (source.at("id") == "good") {
      CHECK(source.at("outcome") == "updated");
      continue;
    }
    CHECK(source.at("outcome") == "failed");
    const auto error = source.at("error").get<std::string>();
    CHECK(error.size() >= 8);
    CHECK(error.size() <= 300);
    CHECK(run.err.find("warning: " + source.at("id").get<std::string>() + ": ") !=
          std::string::npos);
  }
  CHECK(json::parse(bytes_of(network.published("all.json"))).at("items").size() == 1);
}

TEST_CASE("a private address is refused unless it is allowed") {
  Network network;
  network.server().reply("/feed", {.body = rss_feed("good.example", {"good"})});
  const Finished run = run_syndic({"parse", network.server().url("/feed")});
  CHECK(run.exit_code == 1);
  CHECK(only_line(run.err).find("allow") != std::string::npos);
  CHECK(network.server().requests().empty());
  CHECK(run_syndic({"parse", "--allow-private", network.server().url("/feed")}).exit_code == 0);
}

TEST_CASE("a wrong configuration says all that is wrong with places, and exits 78") {
  const TempDir dir;
  const auto file = dir.write("syndic.toml",
                              "[site]\ntitle = 5\ntitel = \"x\"\nurl = "
                              "\"https://t.example/\"\n[fetch]\ntimeout = \"soon\"\n");
  for (const char* command : {"check", "refresh", "status"}) {
    CAPTURE(command);
    const Finished run = run_syndic({command, "-c", file.string()});
    CHECK(run.exit_code == 78);
    // What is wrong is what check was asked for; to the others it is an error.
    const bool is_check = command == std::string("check");
    CHECK((is_check ? run.err : run.out).empty());
    const std::string& said = is_check ? run.out : run.err;
    CHECK(said.starts_with(file.string() + ":2:9: "));
    CHECK(said.find("\n" + file.string() + ":3:1: ") != std::string::npos);
    CHECK(said.find("\n" + file.string() + ":6:11: ") != std::string::npos);
  }
  CHECK_FALSE(fs::exists(dir / "var"));
  const Finished missing = run_syndic({"check", "-c", (dir / "none.toml").string()});
  CHECK(missing.exit_code == 78);
  only_line(missing.out);
}

TEST_CASE("wrong usage exits 2 in one line") {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"frobnicate"}, {"refresh", "--forse"}, {"parse"}, {}}) {
    const Finished run = run_syndic(arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    only_line(run.err);
  }
  CHECK(only_line(run_syndic({"frobnicate"}).err) ==
        "error: there is no command or option \"frobnicate\"; see syndic --help");
  CHECK(only_line(run_syndic({"parse", "-", "--as", "pdf"}).err)
            .find("must be json, rss or atom, not \"pdf\"") != std::string::npos);
  CHECK(run_syndic({"parse", "-", "--base", "nowhere"}).exit_code == 2);
  CHECK(run_syndic({"--version"}).out == "syndic 0.1.0\n");
  CHECK(run_syndic({"--help"}).exit_code == 0);
}

TEST_CASE("a store that is none of ours is refused with exit 1 and left as it is") {
  if (is_on_postgres()) {
    WARN("skipped: of a file of SQLite's");
    return;
  }
  Network network;
  network.server().reply("/feed", {.body = rss_feed("good.example", {"good"})});
  network.add_source("good", "/feed");
  fs::create_directories(network.store_file().parent_path());
  network.dir().write("var/syndic.db", "this is no database, but somebody's precious notes\n");
  const Finished run = network.refresh();
  CHECK(run.exit_code == 1);
  CHECK(only_line(run.err).find("syndic.db") != std::string::npos);
  CHECK(bytes_of(network.store_file()) == "this is no database, but somebody's precious notes\n");
  CHECK(network.server().requests().empty());
}

TEST_CASE("a folder that cannot be written is exit 1, and what came is in the store") {
  Network network;
  network.server().reply("/feed", {.body = rss_feed("good.example", {"good"})});
  network.add_source("good", "/feed");
  network.dir().write("public", "a file where the folder should be");
  const Finished run = network.refresh();
  CHECK(run.exit_code == 1);
  CHECK(only_line(run.err).find("public") != std::string::npos);
  fs::remove(network.dir() / "public");
  CHECK(network.refresh({"--offline"}).exit_code == 0);
  CHECK(json::parse(bytes_of(network.published("all.json"))).at("items").size() == 1);
}

}  // namespace bad_input_test
