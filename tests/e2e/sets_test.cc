// SPDX-License-Identifier: MIT
//
// Machines that share a store and publish different feeds of it, each its own set.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"
#include "tests/support/fault_server.h"
#include "tests/support/postgres.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace sets_test {

using namespace syndic::test;
using nlohmann::json;
namespace fs = std::filesystem;
using Titles = std::vector<std::string>;

namespace {

bool has_no_postgres() { return shared_postgres().empty(); }

constexpr const char* kBoth = "[[feed]]\nname = \"all\"\ntitle = \"All\"\n";
constexpr const char* kDistrict =
    "[[feed]]\nname = \"district\"\ntitle = \"District\"\nsources = [\"b\"]\nitems = 2\n"
    "[[feed]]\nname = \"words\"\ntitle = \"Words\"\ninclude = [\"b-2\"]\n";

/// A machine: its configuration, and the folder that it publishes into.
class Machine {
 public:
  Machine(const FaultServer& web, const std::string& store, const std::string& lines) {
    std::string config =
        "[site]\ntitle = \"News\"\nurl = \"https://www.example.org/\"\n"
        "feeds_url = \"https://www.example.org/feeds/\"\n"
        "[fetch]\nallow_private = true\nhost_delay = \"0s\"\n"
        "[publish]\ndirectory = \"public\"\nverify = false\nstatus = false\n" +
        lines + "[store]\n" + store;
    for (const std::string id : {"a", "b"}) {
      config += "[[source]]\nid = \"" + id + "\"\nname = \"" + id + "\"\nurl = \"" +
                web.url("/" + id) + "\"\n";
    }
    dir_.write("syndic.toml", config);
  }

  [[nodiscard]] Finished run(std::vector<std::string> words, const std::string& time) const {
    words.insert(words.begin(), {syndic_binary(), "-c", (dir_ / "syndic.toml").string()});
    return Process(words, {{"SYNDIC_NOW", "2026-01-31T" + time + ":00Z"}}).wait();
  }

  /// Refreshes, and has nothing to complain of.
  [[nodiscard]] json refresh(const std::string& time) const {
    const Finished finished = run({"refresh", "--json"}, time);
    CHECK(finished.err == "");
    REQUIRE(finished.exit_code == 0);
    json report = json::parse(finished.out);
    return report;
  }

  [[nodiscard]] Titles titles(const std::string& feed) const {
    Titles titles;
    const json document = json::parse(bytes_of(dir_ / "public" / (feed + ".json")));
    for (const json& item : document.at("items")) titles.push_back(item.at("title"));
    return titles;
  }

  /// Names and bytes of all that is published, but for what is rendered anew with each run.
  [[nodiscard]] std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(dir_ / "public")) {
      if (entry.is_regular_file() && entry.path().stem() != "health") {
        files[fs::relative(entry.path(), dir_ / "public")] = bytes_of(entry.path());
      }
    }
    return files;
  }

 private:
  TempDir dir_;
};

// Items "NAME-1", "NAME-2" …, each dated a day after the one before.
std::string feed(const std::string& name, int newest) {
  std::string items;
  for (int i = newest; i > 0; --i) {
    const std::string title = name + "-" + std::to_string(i);
    items += "<item><title>" + title + "</title><link>https://" + name + ".example/" + title +
             "</link><pubDate>" + std::to_string(i) + " Jan 2026 08:00:00 GMT</pubDate></item>";
  }
  return "<rss version=\"2.0\"><channel><title>" + name + "</title>" + items + "</channel></rss>";
}

std::string url_line(const std::string& url) { return "url = \"" + url + "\"\n"; }

}  // namespace

TEST_CASE("each machine publishes its own feeds of what all of them fetched") {
  if (has_no_postgres()) return;
  FaultServer web;
  web.reply("/a", {.body = feed("a", 2)});
  web.reply("/b", {.body = feed("b", 3)});
  const std::string store = url_line(new_place(shared_postgres()));
  const Machine network(web, store, kBoth);
  const Machine district(web, store + "set = \"district\"\n", kDistrict);

  // A set that comes to a store later has all that is in it.
  static_cast<void>(network.refresh("12:00"));
  static_cast<void>(district.refresh("12:05"));
  CHECK(web.requests("/b").size() == 1);
  CHECK(network.titles("all") == Titles{"b-3", "a-2", "b-2", "a-1", "b-1"});
  CHECK(district.titles("district") == Titles{"b-3", "b-2"});
  CHECK(district.titles("words") == Titles{"b-2"});
  CHECK(network.files().contains("all.rss"));
  CHECK_FALSE(network.files().contains("district.rss"));
  CHECK_FALSE(district.files().contains("all.rss"));

  // Whoever fetches, both publish.
  web.reply("/b", {.body = feed("b", 4)});
  static_cast<void>(district.refresh("15:00"));
  CHECK(district.titles("district") == Titles{"b-4", "b-3"});
  CHECK(network.titles("all").front() == "b-3");
  static_cast<void>(network.refresh("15:05"));
  CHECK(web.requests("/b").size() == 2);
  CHECK(network.titles("all").front() == "b-4");

  // So does what changes an item in other ways.
  CHECK(network.run({"withdraw", "https://b.example/b-4"}, "15:10").exit_code == 0);
  static_cast<void>(network.refresh("15:15"));
  static_cast<void>(district.refresh("15:15"));
  CHECK(network.titles("all").front() == "b-3");
  CHECK(district.titles("district") == Titles{"b-3", "b-2"});

  for (const Machine* machine : {&network, &district}) {
    const auto before = machine->files();
    static_cast<void>(machine->refresh("15:20"));
    CHECK(machine->files() == before);
    const Finished checked = machine->run({"store", "check"}, "15:20");
    CHECK(checked.err == "");
    CHECK(checked.exit_code == 0);
    CHECK(machine->run({"refresh", "--dry-run"}, "15:20").exit_code == 0);
  }
}

TEST_CASE("what a set publishes is what a store of its own would") {
  if (has_no_postgres()) return;
  FaultServer web;
  const std::string store = url_line(new_place(shared_postgres()));
  const Machine network(web, store, kBoth);
  const Machine district(web, store + "set = \"district\"\n", kDistrict);
  const Machine alone(web, url_line("sqlite:syndic.db"), kDistrict);
  for (int round = 0; round < 6; ++round) {
    CAPTURE(round);
    web.reply("/a", {.body = feed("a", 3 * round + 3)});
    web.reply("/b", {.body = feed("b", 3 * round + 3)});
    const std::string hour = std::to_string(10 + 2 * round);
    static_cast<void>(district.refresh(hour + ":00"));
    static_cast<void>(network.refresh(hour + ":10"));
    static_cast<void>(alone.refresh(hour + ":00"));
    CHECK(district.files() == alone.files());
  }
}

TEST_CASE("a set that is not there yet is one that the first refresh makes") {
  if (has_no_postgres()) return;
  FaultServer web;
  web.reply("/a", {.body = feed("a", 1)});
  web.reply("/b", {.body = feed("b", 1)});
  const std::string store = url_line(new_place(shared_postgres()));
  const Machine network(web, store, kBoth);
  const Machine district(web, store + "set = \"district\"\n", kDistrict);
  static_cast<void>(network.refresh("12:00"));
  const Finished checked = district.run({"store", "check"}, "12:00");
  CHECK(checked.exit_code == 1);
  const std::string server = shared_postgres();
  CHECK(checked.err == "error: store " + server.substr(0, server.find("&user=")) +
                           " has no set district: the first \"syndic refresh\" makes it\n");
  CHECK(district.run({"status"}, "12:00").exit_code == 0);
}

}  // namespace sets_test
