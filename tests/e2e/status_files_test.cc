// SPDX-License-Identifier: MIT
//
// What a run tells of itself beside the feeds: status.html, status.json, `status`, and the metrics.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"
#include "tests/support/exposition.h"

namespace status_files_test {

using namespace syndic;
namespace fs = std::filesystem;

namespace {

nlohmann::json status_json(const test::Network& network) {
  return nlohmann::json::parse(test::bytes_of(network.published("status.json")));
}

test::Exposition metrics(const test::Network& network) {
  const auto read = test::read_exposition(test::bytes_of(network.dir() / "var/syndic.prom"));
  CHECK(read.fault.empty());
  return read;
}

}  // namespace

TEST_CASE("status.json and status.html stand beside the feeds") {
  test::Network network;
  network.server().reply("/good", {.body = test::rss_feed("good.example", {"one", "two"})});
  network.add_source("good", "/good");
  network.add_source("bad", "/missing");
  REQUIRE(network.refresh().exit_code == 0);
  CHECK(status_json(network) == nlohmann::json::parse(R"({
    "title": "All news",
    "sources": [
      {"id": "good", "name": "good", "home_page_url": "https://good.example/", "health": "good",
       "failures": 0, "last_success": "2026-01-31", "last_change": "2026-01-31T12:00:00Z",
       "items": 2, "history": [{"day": "2026-01-31", "new": 2, "failures": 0}]},
      {"id": "bad", "name": "bad", "health": "failing", "problem": "HTTP 404", "failures": 1,
       "failing_since": "2026-01-31T12:00:00Z", "items": 0,
       "history": [{"day": "2026-01-31", "new": 0, "failures": 1}]}
    ]})"));
  const std::string page = test::bytes_of(network.published("status.html"));
  CHECK(page.find("<path class=\"new\" d=\"M179 18v-6\"/>") != std::string::npos);
  CHECK(page.find("HTTP 404") != std::string::npos);
}

TEST_CASE("status files change with the first answer of a day, news and failures alone") {
  test::Network network;
  network.server().reply("/feed", {.body = test::rss_feed("a.example", {"one"}), .etag = "\"1\""});
  network.add_source("a", "/feed");
  REQUIRE(network.refresh({}, "2026-01-31T08:00:00Z").exit_code == 0);
  const auto file = network.published("status.json");
  const auto page = network.published("status.html");
  const auto written = fs::last_write_time(file);
  const auto page_written = fs::last_write_time(page);

  REQUIRE(network.refresh({}, "2026-01-31T08:10:00Z").exit_code == 0);  // Nothing is due.
  REQUIRE(network.refresh({}, "2026-01-31T09:00:00Z").exit_code == 0);  // 304.
  REQUIRE(network.server().requests("/feed").size() == 2);
  CHECK(fs::last_write_time(file) == written);
  CHECK(fs::last_write_time(page) == page_written);

  REQUIRE(network.refresh({}, "2026-02-01T09:00:00Z").exit_code == 0);
  const auto source = status_json(network).at("sources").at(0);
  CHECK(source.at("last_success") == "2026-02-01");
  CHECK(source.at("last_change") == "2026-01-31T08:00:00Z");
  CHECK(source.at("history").size() == 2);

  // What is lost is restored, though nothing is due.
  const std::string bytes = test::bytes_of(page);
  fs::remove(page);
  REQUIRE(network.refresh({}, "2026-02-01T09:10:00Z").exit_code == 0);
  CHECK(test::bytes_of(page) == bytes);
}

TEST_CASE("how fast a source is comes into the status files once the day is over") {
  test::Network network;
  network.server().reply("/feed", {.body = test::rss_feed("a.example", {"one"}), .etag = "\"1\""});
  network.add_source("a", "/feed");
  REQUIRE(network.refresh({}, "2026-01-31T08:00:00Z").exit_code == 0);
  REQUIRE(network.refresh({}, "2026-01-31T09:00:00Z").exit_code == 0);  // 304.
  CHECK_FALSE(status_json(network).at("sources").at(0).contains("answer_ms"));

  REQUIRE(network.refresh({}, "2026-02-01T09:00:00Z").exit_code == 0);
  const auto source = status_json(network).at("sources").at(0);
  CHECK(source.at("answer_ms").is_number_unsigned());
  CHECK(source.at("not_modified_share") == 0.5);
  CHECK_FALSE(source.contains("news_delay_seconds"));  // It had none but its first items.
  CHECK(test::bytes_of(network.published("status.html")).find("50\u00a0%") != std::string::npos);

  const auto page_written = fs::last_write_time(network.published("status.html"));
  REQUIRE(network.refresh({}, "2026-02-01T10:00:00Z").exit_code == 0);  // 304.
  CHECK(fs::last_write_time(network.published("status.html")) == page_written);
}

TEST_CASE("a private source is called by its name alone, and the page stands without others") {
  test::Network network;
  network.server().reply("/feed", {.body = test::rss_feed("secret.example", {"one"})});
  network.configure("[publish]\npage = false\n");
  network.configure("[[source]]\nid = \"hidden\"\nname = \"Hidden\"\nprivate = true\nurl = \"" +
                    network.server().url("/feed") + "\"\n");
  REQUIRE(network.refresh().exit_code == 0);
  for (const char* name : {"status.json", "status.html"}) {
    const std::string bytes = test::bytes_of(network.published(name));
    CAPTURE(name);
    CHECK(bytes.find("Hidden") != std::string::npos);
    CHECK(bytes.find("secret.example") == std::string::npos);
    CHECK(bytes.find("127.0.0.1") == std::string::npos);
  }
  CHECK(fs::exists(network.published("assets/style.css")));
  CHECK_FALSE(fs::exists(network.published("index.html")));
}

TEST_CASE("publish.status = false: there are none") {
  test::Network network;
  network.server().reply("/feed", {.body = test::rss_feed("a.example", {"one"})});
  network.add_source("a", "/feed");
  network.configure("[publish]\nstatus = false");
  REQUIRE(network.refresh().exit_code == 0);
  CHECK(fs::exists(network.published("all.json")));
  CHECK_FALSE(fs::exists(network.published("status.json")));
  CHECK_FALSE(fs::exists(network.published("status.html")));
}

TEST_CASE("no word of an error or address comes into the status files") {
  test::Network network;
  network.configure("[[source]]\nid = \"file\"\npath = \"private/place/feed.xml\"\n");
  network.configure(
      "[[source]]\nid = \"secret\"\nurl = \"http://me:hunter2@127.0.0.1:1/feed?token=sesame\"\n");
  REQUIRE(network.refresh().exit_code == 1);  // Both fail.
  for (const char* name : {"status.json", "status.html"}) {
    const std::string bytes = test::bytes_of(network.published(name));
    for (const char* word : {"private", "hunter2", "sesame", "127.0.0.1", "syndic.toml"}) {
      CAPTURE(name, word);
      CHECK(bytes.find(word) == std::string::npos);
    }
  }
  const auto sources = status_json(network).at("sources");
  CHECK(sources.at(0).at("problem") == "its file cannot be read");
  CHECK(sources.at(1).at("problem") == "no answer");
}

TEST_CASE("`status` into a pipe has no colours, and its JSON has the history") {
  test::Network network;
  network.server().reply("/feed", {.body = test::rss_feed("a.example", {"one"}), .etag = "\"1\""});
  network.add_source("a", "/feed");
  REQUIRE(network.refresh({}, "2026-01-31T08:00:00Z").exit_code == 0);
  REQUIRE(network.refresh({}, "2026-01-31T09:00:00Z").exit_code == 0);
  const std::vector<std::string> command = {"status", "-c", network.config_file().string()};
  const auto table = test::run_syndic(command, {{"TERM", "xterm-256color"}});
  CHECK(table.out.find('\x1b') == std::string::npos);
  auto as_json = command;
  as_json.emplace_back("--json");
  const auto rows = nlohmann::json::parse(test::run_syndic(as_json).out);
  const auto& history = rows.at(0).at("history");
  REQUIRE(history.size() == 1);
  CHECK(history.at(0).at("day") == "2026-01-31");
  CHECK(history.at(0).at("fetches") == 2);
  CHECK(history.at(0).at("unchanged") == 1);
  CHECK(history.at(0).at("new") == 1);
}

TEST_CASE("the metrics tell what the run did and how it ended") {
  test::Network network;
  network.server().reply("/good", {.body = test::rss_feed("good.example", {"one", "two"})});
  network.add_source("good", "/good");
  network.add_source("bad", "/missing");
  network.dir().write("file.xml", test::rss_feed("file.example", {}));
  network.configure("[[source]]\nid = \"file\"\npath = \"file.xml\"");
  network.configure("[publish]\nmetrics = \"var/syndic.prom\"");
  REQUIRE(network.refresh({"--dry-run"}).exit_code == 0);
  CHECK_FALSE(fs::exists(network.dir() / "var/syndic.prom"));

  REQUIRE(network.refresh({"--strict"}).exit_code == 3);
  const auto read = metrics(network);
  const auto value = [&](const std::string& name) { return read.samples.at(name); };
  CHECK(value("syndic_sources{outcome=\"updated\"}") == "2");
  CHECK(value("syndic_sources{outcome=\"failed\"}") == "1");
  CHECK(value("syndic_sources{outcome=\"gone\"}") == "0");
  CHECK(value("syndic_items") == "2");
  CHECK(value("syndic_last_run_new_items") == "2");
  CHECK(value("syndic_last_run_exit_code") == "3");
  CHECK(value("syndic_last_run_end_timestamp_seconds") == "1769860800");
  CHECK(value("syndic_source_last_success_timestamp_seconds{source=\"good\"}") == "1769860800");
  CHECK(read.samples.count("syndic_source_last_success_timestamp_seconds{source=\"bad\"}") == 0);
  CHECK(value("syndic_source_failures{source=\"bad\"}") == "1");
  CHECK(std::stol(value("syndic_source_received_bytes{source=\"good\"}")) > 100);
  CHECK(value("syndic_last_run_requests{status=\"200\"}") == "1");
  CHECK(value("syndic_last_run_requests{status=\"404\"}") == "1");
  CHECK_FALSE(read.samples.contains("syndic_last_run_requests{status=\"none\"}"));  // A file.
  CHECK_FALSE(read.samples.contains("syndic_source_answer_median_seconds{source=\"file\"}"));
  CHECK_FALSE(
      read.samples.contains("syndic_source_failing_since_timestamp_seconds{source=\"good\"}"));
  CHECK(value("syndic_source_failing_since_timestamp_seconds{source=\"bad\"}") == "1769860800");
  CHECK(read.samples.contains("syndic_source_answer_median_seconds{source=\"good\"}"));
  CHECK(read.samples.contains("syndic_store_size_bytes") == !test::is_on_postgres());
  if (!test::is_on_postgres()) CHECK(std::stol(value("syndic_store_size_bytes")) >= 4096);
  CHECK_FALSE(read.samples.contains("syndic_publication_faults"));  // Nobody has looked.
}

TEST_CASE("a run that failed says so in its metrics, with what it knows") {
  test::Network network;
  network.server().reply("/good", {.body = test::rss_feed("good.example", {"one"})});
  network.add_source("good", "/good");
  network.configure("[publish]\nmetrics = \"var/syndic.prom\"");
  network.dir().write("public", "in the way of the folder");
  REQUIRE(network.refresh().exit_code == 1);
  const auto read = metrics(network);
  CHECK(read.samples.at("syndic_last_run_exit_code") == "1");
  CHECK(read.samples.at("syndic_items") == "1");
  CHECK(read.samples.count("syndic_sources{outcome=\"updated\"}") == 0);
}

TEST_CASE("metrics that cannot be written are one line and cost nothing else") {
  test::Network network;
  network.server().reply("/good", {.body = test::rss_feed("good.example", {"one"})});
  network.add_source("good", "/good");
  network.dir().write("file", "in the way of the folder");
  network.configure("[publish]\nmetrics = \"file/syndic.prom\"");
  const auto finished = network.refresh();
  CHECK(finished.exit_code == 0);
  CHECK(finished.err.find("publish.metrics is not up to date") != std::string::npos);
  CHECK(std::count(finished.err.begin(), finished.err.end(), '\n') == 1);
  CHECK(fs::exists(network.published("all.json")));
}

TEST_CASE("status --failing --json is an array also when nothing fails") {
  test::Network network;
  network.server().reply("/good", {.body = test::rss_feed("good.example", {"one"})});
  network.add_source("good", "/good");
  CHECK(network.refresh().exit_code == 0);
  const auto told =
      test::run_syndic({"status", "--failing", "--json", "-c", network.config_file().string()});
  CHECK(told.exit_code == 0);
  CHECK(told.out == "[]\n");
}

}  // namespace status_files_test
