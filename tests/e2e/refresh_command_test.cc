// SPDX-License-Identifier: MIT
//
// The main job through the real program: a server on loopback, a configuration, files.
#include <SQLiteCpp/Database.h>
#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>
#include <thread>

#include "store/sqlite/migrations.h"
#include "tests/e2e/network.h"

namespace refresh_command_test {

using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr const char* kAtom =
    R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Reports</title><id>tag:reports.example,2022:feed</id>
<updated>2022-05-15T12:00:00Z</updated><link href="https://reports.example/"/>
<entry><title type="html">Ten years &amp;amp; more</title><id>tag:reports.example,2022:1</id>
<link href="https://reports.example/1"/><updated>2022-05-15T12:00:00Z</updated>
<author><name>A. Writer</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>See <a href="/x">this</a>.</p>
<script>steal()</script></div></content></entry></feed>)";

json source_of(const Finished& run, const std::string& id) {
  const json report = json::parse(run.out);
  for (const json& source : report.at("sources")) {
    if (source.at("id") == id) return source;
  }
  return {};
}

std::vector<std::string> titles_of(const fs::path& json_feed) {
  std::vector<std::string> titles;
  const json feed = json::parse(bytes_of(json_feed));
  for (const json& item : feed.at("items")) {
    titles.push_back(item.value("title", ""));
  }
  return titles;
}

// What a web server and a reader would notice of a file: its inode, time and size.
std::string stamp(const fs::path& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return std::to_string(status.st_ino) + " " + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec) + " " + std::to_string(status.st_size);
}

}  // namespace

TEST_CASE("refresh merges partners into one dated list in three formats") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first", "third"})});
  network.server().reply("/reports", {.body = kAtom});
  network.add_source("news", "/news");
  network.add_source("reports", "/reports");

  const Finished run = network.refresh();
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(run.err.empty());

  const json all = json::parse(bytes_of(network.published("all.json")));
  CHECK(all.at("version") == "https://jsonfeed.org/version/1.1");
  CHECK(all.at("title") == "All news");
  CHECK(all.at("feed_url") == "https://www.example.org/feeds/all.json");
  CHECK(titles_of(network.published("all.json")) ==
        std::vector<std::string>{"first", "Ten years & more", "third"});
  const json& report = all.at("items").at(1);
  CHECK(report.at("id") == "tag:reports.example,2022:1");
  CHECK(report.at("url") == "https://reports.example/1");
  CHECK(report.at("date_published") == "2022-05-15T12:00:00Z");
  CHECK(report.at("authors").at(0).at("name") == "A. Writer");
  CHECK(report.at("content_html")
            .get<std::string>()
            .find("<a href=\"" + network.server().url("/x") + "\"") != std::string::npos);
  CHECK(report.at("content_html").get<std::string>().find("steal") == std::string::npos);
  CHECK(report.at("_syndic").at("source").at("title") == "reports");

  pugi::xml_document rss;
  REQUIRE(rss.load_file(network.published("all.rss").c_str()));
  CHECK(rss.select_nodes("/rss/channel/item").size() == 3);
  CHECK(rss.select_node("/rss/channel/item[1]/pubDate").node().text().get() ==
        std::string("Mon, 16 May 2022 00:00:00 +0000"));
  CHECK(rss.select_node("/rss/channel/item[1]/source").node().attribute("url").value() ==
        network.server().url("/news"));

  pugi::xml_document atom;
  REQUIRE(atom.load_file(network.published("all.atom").c_str()));
  CHECK(atom.select_node("/feed/link[@rel='self']").node().attribute("href").value() ==
        std::string("https://www.example.org/feeds/all.atom"));
  CHECK(atom.select_nodes("/feed/entry/source").size() == 3);
}

TEST_CASE("the report counts what happened to each source and feed") {
  Network network;
  const std::string news = rss_feed("news.example", {"first", "second"});
  network.server().reply("/news", {.body = news});
  network.add_source("news", "/news");
  const Finished run = network.refresh();
  const json report = json::parse(run.out);
  CHECK(report.at("started") == "2026-01-31T12:00:00Z");
  CHECK(report.at("finished") == "2026-01-31T12:00:00Z");
  const json source = source_of(run, "news");
  CHECK(source.at("outcome") == "updated");
  CHECK(source.at("status") == 200);
  CHECK(source.at("new") == 2);
  CHECK(source.at("changed") == 0);
  CHECK(source.at("items") == 2);
  CHECK(source.at("bytes") == news.size());
  CHECK(source.at("ms").is_number_unsigned());
  CHECK_FALSE(source.contains("error"));
  CHECK(report.at("feeds") == json::parse(R"([{"name":"all","items":2,"written":true}])"));
}

TEST_CASE("a run before anything is due makes no request and touches no file") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"})});
  network.add_source("news", "/news");
  REQUIRE(network.refresh().exit_code == 0);
  const std::string before = stamp(network.published("all.rss"));

  const Finished again = network.refresh({}, "2026-01-31T12:10:00Z");
  CHECK(source_of(again, "news").at("outcome") == "not_due");
  CHECK(network.server().requests().size() == 1);
  CHECK(stamp(network.published("all.rss")) == before);

  const Finished hourly = network.refresh({}, "2026-01-31T13:00:00Z");
  CHECK(source_of(hourly, "news").at("outcome") == "unchanged");
  CHECK(network.server().requests().size() == 2);
}

TEST_CASE("validators go back byte for byte, and a 304 is unchanged and touches no file") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"}),
                                   .etag = "W/\"odd one'",
                                   .last_modified = "Monday-ish"});
  network.add_source("news", "/news");
  REQUIRE(network.refresh().exit_code == 0);
  std::vector<std::string> before;
  for (const char* name : {"all.rss", "all.atom", "all.json"}) {
    before.push_back(stamp(network.published(name)));
  }

  const Finished again = network.refresh({"--force"}, "2026-01-31T12:00:01Z");
  CHECK(source_of(again, "news").at("outcome") == "unchanged");
  CHECK(source_of(again, "news").at("status") == 304);
  const auto requests = network.server().requests("/news");
  REQUIRE(requests.size() == 2);
  CHECK_FALSE(requests[0].header("If-None-Match"));
  CHECK(requests[1].header("If-None-Match") == "W/\"odd one'");
  CHECK(requests[1].header("If-Modified-Since") == "Monday-ish");
  CHECK(requests[1].header("User-Agent") == "syndic/0.1.0 (+https://www.example.org/)");
  std::vector<std::string> after;
  for (const char* name : {"all.rss", "all.atom", "all.json"}) {
    after.push_back(stamp(network.published(name)));
  }
  CHECK(after == before);
}

TEST_CASE("one bad partner costs no other its items, and keeps its own") {
  Network network;
  network.server().reply("/good", {.body = rss_feed("good.example", {"good"})});
  network.server().reply("/bad", {.body = rss_feed("bad.example", {"kept"})});
  network.add_source("good", "/good");
  network.add_source("bad", "/bad");
  REQUIRE(network.refresh().exit_code == 0);
  network.server().reply("/good", {.body = rss_feed("good.example", {"new", "good"})});
  network.server().reply("/bad", {.body = "<html><body>down for maintenance</body></html>"});

  const Finished run = network.refresh({"--force"}, "2026-01-31T13:00:00Z");
  CHECK(run.exit_code == 0);
  CHECK(source_of(run, "bad").at("outcome") == "failed");
  CHECK(source_of(run, "bad").at("error").get<std::string>().find("HTML") != std::string::npos);
  CHECK(source_of(run, "good").at("new") == 1);
  const auto titles = titles_of(network.published("all.json"));
  CHECK(std::set<std::string>(titles.begin(), titles.end()) ==
        std::set<std::string>{"new", "good", "kept"});
  CHECK(network.refresh({"--force", "--strict"}, "2026-01-31T14:00:00Z").exit_code == 3);
}

TEST_CASE("an item stays after it has left its partner's feed, and a changed one is changed") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"old"})});
  network.add_source("news", "/news");
  REQUIRE(network.refresh().exit_code == 0);
  std::string changed = rss_feed("news.example", {"new"});
  network.server().reply("/news", {.body = changed});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T13:00:00Z").exit_code == 0);
  changed.replace(changed.find("About new"), 9, "About now");
  network.server().reply("/news", {.body = changed});
  const Finished run = network.refresh({"--force"}, "2026-01-31T14:00:00Z");
  CHECK(source_of(run, "news").at("new") == 0);
  CHECK(source_of(run, "news").at("changed") == 1);
  CHECK(source_of(run, "news").at("items") == 2);
  const auto titles = titles_of(network.published("all.json"));
  CHECK(std::set<std::string>(titles.begin(), titles.end()) == std::set<std::string>{"new", "old"});
}

TEST_CASE("every configured feed holds its own sources or groups") {
  Network network;
  network.server().reply("/a", {.body = rss_feed("a.example", {"a1", "a2", "a3"})});
  network.server().reply("/b", {.body = rss_feed("b.example", {"b1"})});
  network.add_source("a", "/a");
  network.add_source("b", "/b");
  network.configure(
      "groups = [\"partners\"]\n"  // Still in the table of source b.
      "[[feed]]\nname = \"everything\"\n[[feed]]\nname = \"few\"\nsources = [\"a\"]\nitems = 2\n"
      "[[feed]]\nname = \"partners\"\ntitle = \"The partners\"\ngroups = [\"partners\"]\n");
  const Finished run = network.refresh();
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(titles_of(network.published("everything.json")).size() == 4);
  CHECK(titles_of(network.published("few.json")) == std::vector<std::string>{"a1", "a2"});
  CHECK(titles_of(network.published("partners.json")) == std::vector<std::string>{"b1"});
  CHECK_FALSE(fs::exists(network.published("all.json")));
}

TEST_CASE("a second refresh at once exits 75 without a request, and status works meanwhile") {
  if (is_on_postgres()) {
    WARN("skipped: runs share a store on PostgreSQL");
    return;
  }
  Network network;
  std::atomic<bool> may_answer = false;
  network.server().script("/slow", [&](Wire& wire) {
    while (!may_answer && wire.pause(10ms)) continue;
    wire.answer(rss_feed("slow.example", {"late"}));
  });
  network.add_source("slow", "/slow");
  Process first(network.refresh_command());
  while (network.server().requests().empty()) std::this_thread::sleep_for(10ms);

  CHECK(network.refresh({"--quiet"}).err.empty());
  const Finished second = network.refresh();
  CHECK(second.exit_code == 75);
  CHECK(second.err.find("another refresh is running") != std::string::npos);
  CHECK(network.server().requests().size() == 1);
  const Finished status = run_syndic({"status", "--json", "-c", network.config_file().string()});
  CHECK(status.exit_code == 0);
  CHECK(json::parse(status.out).at(0).at("id") == "slow");
  may_answer = true;
  CHECK(first.wait().exit_code == 0);
}

TEST_CASE("SIGTERM ends a run that waits for a server, with what had come stored") {
  Network network;
  network.server().reply("/quick", {.body = rss_feed("quick.example", {"here"})});
  network.server().reply("/slow", {.body = rss_feed("slow.example", {"late"}), .delay = kForever});
  network.add_source("quick", "/quick");
  network.add_source("slow", "/slow");
  Process run(network.refresh_command());
  network.await_items_of("quick");
  run.send_signal(SIGTERM);
  const Finished finished = run.wait();
  CHECK(finished.exit_code == 1);
  CHECK(finished.err.find("interrupted") != std::string::npos);

  REQUIRE(network.refresh({"--offline"}).exit_code == 0);
  CHECK(titles_of(network.published("all.json")) == std::vector<std::string>{"here"});
}

TEST_CASE("SIGTERM leaves to the next run what was not asked yet, and not what was") {
  Network network;
  network.configure_fetch("concurrency = 1");
  FaultServer other("127.0.0.2");
  network.server().reply("/slow", {.body = rss_feed("slow.example", {"late"}), .delay = kForever});
  other.reply("/next", {.body = rss_feed("next.example", {"here"})});
  network.add_source("slow", "/slow");
  network.add_source("next", other.url("/next"));
  Process run(network.refresh_command(), {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}});
  while (network.server().requests().empty()) std::this_thread::sleep_for(10ms);
  run.send_signal(SIGTERM);
  CHECK(run.wait().exit_code == 1);
  CHECK(other.requests().empty());

  REQUIRE(network.refresh().exit_code == 0);
  CHECK(titles_of(network.published("all.json")) == std::vector<std::string>{"here"});
  CHECK(network.server().requests().size() == 1);
}

TEST_CASE("--dry-run changes neither store nor files") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"})});
  network.add_source("news", "/news");
  const Finished run = network.refresh({"--dry-run"});
  CHECK(run.exit_code == 0);
  CHECK(source_of(run, "news").at("new") == 1);
  CHECK(json::parse(run.out).at("feeds").at(0).at("written") == true);
  CHECK_FALSE(fs::exists(network.store_file()));
  CHECK_FALSE(fs::exists(network.published("")));

  REQUIRE(network.refresh().exit_code == 0);
  network.server().reply("/news", {.body = rss_feed("news.example", {"second", "first"})});
  const std::string before = stamp(network.published("all.rss"));
  CHECK(source_of(network.refresh({"--dry-run", "--force"}), "news").at("new") == 1);
  CHECK(stamp(network.published("all.rss")) == before);
  CHECK(source_of(network.refresh({"--force"}), "news").at("new") == 1);
}

TEST_CASE("--dry-run leaves the store of an older version byte for byte as it is") {
  if (is_on_postgres()) {
    WARN("skipped: of a file of SQLite's");
    return;
  }
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"})});
  network.add_source("news", "/news");
  fs::create_directory(network.store_file().parent_path());
  {
    SQLite::Database older(network.store_file().string(),
                           SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    older.exec("PRAGMA journal_mode = WAL");
    syndic::store::migrate(older, syndic::store::migrations().first(3));
  }
  const std::string before = bytes_of(network.store_file());
  const Finished run = network.refresh({"--dry-run"});
  CHECK(run.exit_code == 0);
  CHECK(source_of(run, "news").at("new") == 1);
  CHECK(bytes_of(network.store_file()) == before);
  CHECK_FALSE(fs::exists(network.store_file().string() + "-wal"));
}

TEST_CASE("--dry-run makes no file, and reads what is in the log alone") {
  if (is_on_postgres()) {
    WARN("skipped: of a file of SQLite's");
    return;
  }
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"})});
  network.add_source("news", "/news");
  REQUIRE(network.refresh().exit_code == 0);
  const fs::path folder = network.store_file().parent_path();
  const auto files = [&] {
    std::map<std::string, std::string> bytes;
    for (const auto& entry : fs::directory_iterator(folder)) {
      bytes.emplace(entry.path().filename(), bytes_of(entry.path()));
    }
    return bytes;
  };
  fs::remove(network.store_file().string() + ".lock");
  auto before = files();
  CHECK(network.refresh({"--dry-run", "--offline"}).exit_code == 0);
  CHECK(files() == before);

  SQLite::Database writer(network.store_file().string(), SQLite::OPEN_READWRITE);
  writer.exec("UPDATE item SET title = 'Of the log'");
  before = files();
  REQUIRE(before.contains("syndic.db-wal"));
  CHECK(network.refresh({"--dry-run", "--offline"}).exit_code == 0);
  CHECK(files() == before);
}

TEST_CASE("a path that is a pipe is no source, and holds nothing up") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"})});
  network.add_source("news", "/news");
  const std::string pipe = network.dir() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  network.configure("[[source]]\nid = \"pipe\"\npath = \"" + pipe + "\"\n");
  const Finished run = network.refresh();
  CHECK(run.exit_code == 0);
  CHECK(source_of(run, "news").at("new") == 1);
  CHECK(source_of(run, "pipe").at("error") ==
        pipe + " is neither a file nor a folder; name one as path");
}

TEST_CASE("what is missing or cut is restored even where nothing is due") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"})});
  network.add_source("news", "/news");
  REQUIRE(network.refresh().exit_code == 0);
  const std::string whole = bytes_of(network.published("all.rss"));
  fs::resize_file(network.published("all.rss"), 10);
  fs::remove(network.published("all.atom"));
  network.dir().write("public/.syndic-all.rss.4711.tmp", "half");
  REQUIRE(network.refresh().exit_code == 0);
  CHECK(bytes_of(network.published("all.rss")) == whole);
  CHECK(fs::exists(network.published("all.atom")));
  CHECK_FALSE(fs::exists(network.published(".syndic-all.rss.4711.tmp")));
}

TEST_CASE("with --quiet a source that fails for a day is told once, and so is its return") {
  Network network;
  network.server().reply("/bad", {.status = 500});
  network.server().reply("/good", {.body = rss_feed("good.example", {"here"})});
  network.add_source("bad", "/bad");
  network.add_source("good", "/good");
  const auto said = [&](const char* now) {
    const Finished run = network.refresh({"--quiet", "--force"}, now);
    CHECK(run.exit_code == 0);
    return run.err;
  };
  CHECK(said("2026-01-31T12:00:00Z").empty());
  CHECK(said("2026-02-01T11:00:00Z").empty());
  const std::string news = said("2026-02-01T12:00:00Z");
  CHECK(news.starts_with(
      "info: source bad has failed since 2026-01-31T12:00:00Z, 3 times in a row: "));
  CHECK(news.find("500") != std::string::npos);
  CHECK(std::count(news.begin(), news.end(), '\n') == 1);
  CHECK(said("2026-02-02T12:00:00Z").empty());
  network.server().reply("/bad", {.body = rss_feed("bad.example", {"again"})});
  CHECK(said("2026-02-03T12:00:00Z") ==
        "info: source bad is back; it failed since 2026-01-31T12:00:00Z\n");
  CHECK(said("2026-02-04T12:00:00Z").empty());
}

TEST_CASE("where every source fails, one line says so with --quiet, and the exit code is 1") {
  Network network;
  network.add_source("a", "http://127.0.0.1:1/feed");
  network.add_source("b", "http://127.0.0.2:1/feed");
  const Finished run = network.refresh({"--quiet"});
  CHECK(run.exit_code == 1);
  CHECK(run.err ==
        "error: all 2 sources failed: no host could be reached; is this machine online, and does a "
        "firewall or proxy let it out?\n");
}

TEST_CASE("with --quiet a failure as a whole is told when it begins, and again after it was over") {
  Network network;
  network.server().reply("/a", {.status = 500});
  network.server().reply("/b", {.status = 500});
  network.add_source("a", "/a");
  network.add_source("b", "/b");
  const auto run = [&](const std::string& hour) {
    return network.refresh({"--quiet", "--force"}, "2026-01-31T" + hour + ":00:00Z");
  };
  const std::string line = "error: all 2 sources failed: each answers HTTP 500\n";
  CHECK(run("12").err == line);
  const Finished again = run("13");
  CHECK(again.err.empty());
  CHECK(again.exit_code == 1);
  CHECK(network.refresh({"--force"}, "2026-01-31T13:30:00Z").err.ends_with(line));
  network.server().reply("/a", {.body = rss_feed("a.example", {"here"})});
  CHECK(run("14").exit_code == 0);
  network.server().reply("/a", {.status = 500});
  CHECK(run("15").err == line);
}

TEST_CASE("that a source fails for a day is told when the day is over, asked then or not") {
  Network network;
  network.server().reply("/bad", {.status = 500});
  network.server().reply("/good", {.body = rss_feed("good.example", {"here"})});
  network.add_source("bad", "/bad");
  network.add_source("good", "/good");
  const auto said = [&](const char* now) { return network.refresh({"--quiet"}, now).err; };
  CHECK(said("2026-01-31T12:00:00Z").empty());
  CHECK(said("2026-02-01T11:45:00Z").empty());
  const std::size_t asked = network.server().requests("/bad").size();
  CHECK(said("2026-02-01T12:00:00Z")
            .starts_with("info: source bad has failed since 2026-01-31T12:00:00Z, 2 times in a "
                         "row: HTTP 500 "));
  CHECK(network.server().requests("/bad").size() == asked);
  CHECK(said("2026-02-01T12:15:00Z").empty());
}

TEST_CASE("status --failing shows the sources that fail, and exits 1 where there is one") {
  Network network;
  network.server().reply("/bad", {.status = 500});
  network.server().reply("/good", {.body = rss_feed("good.example", {"here"})});
  network.add_source("bad", "/bad");
  network.add_source("good", "/good");
  const auto status = [&] {
    return run_syndic({"status", "--failing", "-c", network.config_file().string()});
  };
  REQUIRE(network.refresh().exit_code == 0);
  const Finished failing = status();
  CHECK(failing.exit_code == 1);
  CHECK(failing.out.find("bad") != std::string::npos);
  CHECK(failing.out.find("good") == std::string::npos);
  network.server().reply("/bad", {.body = rss_feed("bad.example", {"again"})});
  REQUIRE(network.refresh({"--force"}, "2026-02-01T12:00:00Z").exit_code == 0);
  const Finished well = status();
  CHECK(well.exit_code == 0);
  CHECK(well.out.empty());
}

TEST_CASE("each problem is told once, and what would be written in a rehearsal") {
  Network network;
  network.server().reply("/bad", {.status = 500});
  network.server().reply("/good", {.body = rss_feed("good.example", {"here"})});
  network.add_source("bad", "/bad");
  network.add_source("good", "/good");
  static_cast<void>(network.refresh_command());  // Writes the configuration.
  const auto run = [&](std::vector<std::string> flags) {
    flags.insert(flags.begin(), {"refresh", "-c", network.config_file().string()});
    return run_syndic(flags);
  };
  const auto count = [](const std::string& text, const std::string& words) {
    std::size_t times = 0;
    for (std::size_t at = text.find(words); at != std::string::npos;
         at = text.find(words, at + 1)) {
      ++times;
    }
    return times;
  };
  const Finished rehearsal = run({"--dry-run"});
  CHECK(rehearsal.out.starts_with("Rehearsal of "));
  CHECK(rehearsal.out.find("would be written") != std::string::npos);
  CHECK_FALSE(fs::exists(network.published("all.rss")));
  const Finished first = run({});
  CHECK(first.err.empty());
  CHECK(count(first.out, "HTTP 500") == 1);
  CHECK(first.out.find("would be") == std::string::npos);
  // Not asked now, it is not forgotten.
  const Finished second = run({});
  CHECK(count(second.out, "HTTP 500") == 1);
  CHECK(second.out.find("not_due  -         0        0      0      0   0\n"
                        "    fails, and is asked again after ") != std::string::npos);
  CHECK(network.server().requests("/bad").size() == 2);

  network.remove_sources();
  network.add_source("bad", "/bad");
  static_cast<void>(network.refresh_command());
  const Finished alone = run({"--force", "--accept"});
  CHECK(count(alone.out, "HTTP 500") == 1);
  CHECK(count(alone.err, "error: the only source that was asked failed\n") == 1);
  CHECK(count(alone.err, "HTTP 500") == 0);
}

TEST_CASE("a failing source that is configured otherwise is asked at once") {
  Network network;
  network.server().reply("/feed", {.status = 401});
  network.add_source("news", "/feed");
  CHECK(source_of(network.refresh(), "news").at("status") == 401);
  CHECK(source_of(network.refresh({}, "2026-01-31T12:15:00Z"), "news").at("outcome") == "not_due");
  network.remove_sources();
  network.add_source("news", "/feed\"\nuser = \"me\"\npassword = \"secret");
  network.server().reply("/feed", {.body = rss_feed("news.example", {"first"})});
  CHECK(source_of(network.refresh({}, "2026-01-31T12:30:00Z"), "news").at("outcome") == "updated");
}

TEST_CASE("--force looks for the feed of a site again") {
  Network network;
  network.server().reply("/", {.status = 404});
  network.configure("[[source]]\nid = \"site\"\nsite = \"" + network.server().url("/") + "\"");
  CHECK(source_of(network.refresh(), "site").at("outcome") == "failed");
  network.server().reply("/", {.body = rss_feed("site.example", {"first"})});
  CHECK(source_of(network.refresh({}, "2026-01-31T13:00:00Z"), "site").at("outcome") == "not_due");
  const auto forced = network.refresh({"--force"}, "2026-01-31T13:00:00Z");
  CHECK(source_of(forced, "site").at("outcome") == "updated");
}

TEST_CASE("what a failure cost is told like the rest") {
  Network network;
  network.configure_fetch("max_body = \"50KiB\"");
  network.server().script("/large", [](syndic::test::Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\n\r\n" + std::string(100'000, 'x'));
  });
  network.server().reply("/page", {.body = "<p>" + std::string(1000, 'x')});
  network.add_source("large", "/large");
  network.add_source("page", "/page");
  const Finished run = network.refresh();
  CHECK(source_of(run, "large").at("outcome") == "failed");
  CHECK(source_of(run, "large").at("bytes") > 50 * 1024);
  CHECK(source_of(run, "page").at("outcome") == "failed");
  CHECK(source_of(run, "page").at("bytes") == 1003);
}

TEST_CASE("a source keeps its items under another name, and one that leaves is told once") {
  Network network;
  network.server().reply("/a", {.body = rss_feed("a.example", {"one", "two"})});
  network.server().reply("/b", {.body = rss_feed("b.example", {"three"})});
  network.add_source("a", "/a");
  network.add_source("b", "/b");
  REQUIRE(network.refresh().exit_code == 0);
  const std::string before = bytes_of(network.published("all.rss"));
  network.remove_sources();
  network.add_source("new", "/a");
  const Finished run = network.refresh({"--quiet", "--accept"}, "2026-01-31T12:15:00Z");
  CHECK(run.err ==
        "info: source b is in the configuration no more: its item stays in the store and out of "
        "the feeds, "
        "until it is back\n"
        "info: source a is called new now; it keeps its 2 items\n");
  CHECK(source_of(run, "new").at("items") == 2);
  CHECK(source_of(run, "new").at("outcome") == "not_due");
  CHECK(bytes_of(network.published("all.rss")).find("/one") != std::string::npos);
  CHECK(network.refresh({"--quiet"}, "2026-01-31T12:30:00Z").err.empty());
}

TEST_CASE("--only asks the one source, and an unknown one is wrong usage") {
  Network network;
  network.server().reply("/a", {.body = rss_feed("a.example", {"a"})});
  network.server().reply("/b", {.body = rss_feed("b.example", {"b"})});
  network.add_source("a", "/a");
  network.add_source("b", "/b");
  REQUIRE(network.refresh({"--only", "b"}).exit_code == 0);
  CHECK(network.server().requests("/a").empty());
  CHECK(network.server().requests("/b").size() == 1);
  const Finished unknown = network.refresh({"--only", "c"});
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.err.find("--only c") != std::string::npos);
}

TEST_CASE("what is secret in a source's URL appears in no file, report or log") {
  Network network;
  network.server().reply("/news?token=s3cret", {.body = rss_feed("news.example", {"first"})});
  const std::string port = std::to_string(network.server().port());
  network.add_source("good", "http://user:s3cret@127.0.0.1:" + port + "/news?token=s3cret");
  network.add_source("bad", "http://user:s3cret@127.0.0.1:" + port + "/none?api_key=s3cret");
  const Finished run = network.refresh();
  CHECK(source_of(run, "good").at("outcome") == "updated");
  CHECK(source_of(run, "bad").at("status") == 404);
  std::string everything = run.out + run.err;
  everything += run_syndic({"status", "-c", network.config_file().string()}).out;
  for (const char* folder : {"public", "var"}) {
    if (!fs::exists(network.dir() / folder)) continue;  // The store is on PostgreSQL.
    for (const auto& entry : fs::recursive_directory_iterator(network.dir() / folder)) {
      if (entry.is_regular_file()) everything += bytes_of(entry.path());
    }
  }
  for (const char* table : {"source", "item", "site_feed", "fetch_day"}) {
    everything += network.sql(std::string("SELECT * FROM ") + table);
  }
  CHECK(everything.find("news.example") != std::string::npos);
  CHECK(everything.find("s3cret") == std::string::npos);
}

TEST_CASE("results that cannot be written are a failure") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"})});
  network.add_source("news", "/news");
  std::string command = "exec";
  for (const std::string& word : network.refresh_command()) command += " '" + word + "'";
  const Finished run = Process({"sh", "-c", command + " >/dev/full"}).wait();
  CHECK(run.exit_code == 1);
  CHECK(run.err.find("standard output cannot be written") != std::string::npos);
}

TEST_CASE("one file that cannot be written costs no other") {
  Network network;
  network.server().reply("/news", {.body = rss_feed("news.example", {"first"})});
  network.add_source("news", "/news");
  fs::create_directories(network.published("all.rss"));
  const Finished run = network.refresh();
  CHECK(run.exit_code == 1);
  CHECK(run.err.find("all.rss") != std::string::npos);
  CHECK(fs::is_regular_file(network.published("all.atom")));
  CHECK(fs::is_regular_file(network.published("all.json")));
}

TEST_CASE("a cron log gets no progress bar and no word with --quiet") {
  Network network;
  network.server().reply("/a", {.body = rss_feed("a.example", {"a"})});
  network.add_source("a", "/a");
  (void)network.refresh_command();
  const Finished run = run_syndic({"refresh", "--quiet", "-c", network.config_file().string()});
  CHECK(run.exit_code == 0);
  CHECK(run.out.empty());
  CHECK(run.err.empty());
}

TEST_CASE("--only takes a source's name, in any case, for its id") {
  Network network;
  for (const std::string id : {"east", "west"}) {
    network.server().reply("/" + id, {.body = kAtom});
    network.configure("[[source]]\nid = \"" + id + "\"\nname = \"Turn " + id + "\"\nurl = \"" +
                      network.server().url("/" + id) + "\"");
  }
  const Finished run = network.refresh({"--only", "turn WEST"});
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK(network.server().requests("/west").size() == 1);
  CHECK(network.server().requests("/east").empty());
}

}  // namespace refresh_command_test
