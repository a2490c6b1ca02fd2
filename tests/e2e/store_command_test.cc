// SPDX-License-Identifier: MIT
//
// `syndic store …` as an operator uses it: every night, on another machine, and after a mishap.
#include <signal.h>
#include <sqlite3.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <random>
#include <thread>

#include "base/hash.h"
#include "tests/e2e/network.h"
#include "tests/support/files.h"

namespace store_command_test {

using namespace syndic::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

constexpr const char* kLater = "2026-01-31T12:20:00Z";

Finished run_store(const Network& network, std::vector<std::string> arguments,
                   std::string_view input = {}) {
  arguments.insert(arguments.begin(), {"-c", network.config_file().string(), "store"});
  return run_syndic(arguments, {{"SYNDIC_NOW", kLater}}, input);
}

// A network of two sources that was refreshed once.
void fill(Network& network) {
  for (const std::string name : {"a", "b"}) {
    network.add_source(name, "/" + name);
    network.server().reply("/" + name,
                           {.body = rss_feed(name + ".example", {name + "3", name + "2"})});
  }
  REQUIRE(network.refresh().exit_code == 0);
}

// The bytes of all that is published, by name.
std::map<std::string, std::string> published_below(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const fs::path& file : files_below(folder, {})) {
    files[fs::relative(file, folder).string()] = bytes_of(file);
  }
  return files;
}

// Refreshes the configuration in `folder` without the network. Returns what it published.
std::map<std::string, std::string> published_offline(const fs::path& folder) {
  const Finished run =
      run_syndic({"refresh", "--offline", "-q", "-c", (folder / "syndic.toml").string()},
                 {{"SYNDIC_NOW", kLater}});
  CHECK(run.err.empty());
  REQUIRE(run.exit_code == 0);
  return published_below(folder / "public");
}

void execute(const fs::path& file, const std::string& sql) {
  sqlite3* raw = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(raw, sqlite3_close);
  REQUIRE(sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
}

// The copy of a store, or its import, beside the same configuration elsewhere.
fs::path elsewhere(const Network& network, const TempDir& other) {
  fs::copy_file(network.config_file(), other / "syndic.toml");
  fs::create_directory(other / "var");
  return other / "var/syndic.db";
}

}  // namespace

TEST_CASE("the five commands, one after the other, say what they did") {
  Network network;
  fill(network);
  const std::string backup = (network.dir() / "b.db").string();
  const std::string file = network.store_file().string();
  for (int night = 0; night < 2; ++night) {
    const Finished made = run_store(network, {"backup", backup});
    CHECK(made.exit_code == 0);
    CHECK(made.err.empty());
    CHECK_THAT(made.out, Catch::Matchers::Matches("backed up to " + backup +
                                                  ": 2 sources, 4 items, [0-9.]+ KiB\n"));
  }
  CHECK_THAT(run_store(network, {"check"}).out,
             Catch::Matchers::Matches(file + ": nothing wrong \\(2 sources, 4 items, [0-9.]+ KiB, "
                                             "version [0-9]+\\)\n"));
  CHECK_THAT(run_syndic({"store", "check", backup}).out, Contains(backup + ": nothing wrong (2 "));
  CHECK_THAT(run_store(network, {"compact"}).out,
             Catch::Matchers::Matches("compacted " + file +
                                      ": [0-9.]+ KiB before, [0-9.]+ KiB "
                                      "now\n"));
  const Finished exported = run_store(network, {"export"});
  CHECK(exported.exit_code == 0);
  CHECK_THAT(exported.out, Catch::StartsWith("{\"syndic_store\":") &&
                               Contains(",\"exported\":\"2026-01-31T12:20:00Z\"}\n"));
  CHECK(run_store(network, {"export", "-"}).out == exported.out);
  const fs::path to_file = network.dir() / "e.jsonl";
  CHECK_THAT(run_store(network, {"export", to_file.string()}).out, Contains("exported to "));
  CHECK(bytes_of(to_file) == exported.out);
  const Finished refused = run_store(network, {"import", to_file.string()});
  CHECK(refused.exit_code == 1);
  CHECK_THAT(refused.err, Contains("has 2 sources and 4 items and is left as it is"));
  CHECK(run_store(network, {"export"}).out == exported.out);
  for (const char* command : {"check", "compact"}) {
    CHECK(run_store(network, {command, "-q"}).out.empty());
  }
}

TEST_CASE("after an import elsewhere, refresh goes on and writes the same bytes") {
  Network network;
  fill(network);
  const Finished exported = run_store(network, {"export"});
  const TempDir other;
  const fs::path store = elsewhere(network, other);
  const std::string config = (other / "syndic.toml").string();
  const Finished imported = run_syndic({"-c", config, "store", "import", "-"}, {}, exported.out);
  CHECK(imported.err.empty());
  CHECK(imported.exit_code == 0);
  CHECK_THAT(imported.out, Contains("imported into ") && Contains("2 sources, 4 items"));
  CHECK(published_offline(other.path()) == published_offline(network.dir().path()));

  const auto requests = network.server().requests("/a").size();
  const Finished next = run_syndic({"refresh", "--json", "-c", config}, {{"SYNDIC_NOW", kLater}});
  CHECK(next.exit_code == 0);
  CHECK(network.server().requests("/a").size() == requests);  // It is not due.
}

TEST_CASE(
    "a backup that is put back, after a mishap or elsewhere, is published with the same bytes") {
  Network network;
  fill(network);
  const fs::path backup = network.dir() / "b.db";
  REQUIRE(run_store(network, {"backup", backup.string()}).exit_code == 0);
  const TempDir other;
  fs::copy_file(backup, elsewhere(network, other));
  const auto published = published_offline(network.dir().path());
  CHECK(published_offline(other.path()) == published);

  // A run that was killed left its log, and the published files are lost.
  {
    network.add_source("slow", "/slow");
    network.server().reply(
        "/slow", {.body = rss_feed("slow.example", {"late"}), .delay = std::chrono::seconds(30)});
    network.add_source("c", "/c");
    network.server().reply("/c", {.body = rss_feed("c.example", {"c1"})});
    Process run(network.refresh_command({"--force"}), {{"SYNDIC_NOW", kLater}});
    network.await_items_of("c");
    run.send_signal(SIGKILL);
    static_cast<void>(run.wait());
  }
  REQUIRE(fs::file_size(network.store_file().string() + "-wal") > 0);
  fs::remove_all(network.published(""));
  fs::copy_file(other / "syndic.toml", network.config_file(), fs::copy_options::overwrite_existing);
  Process steps({"sh", "-c",
                 "cd \"$0\" && mkdir -p old && mv var/syndic.db* old/ && cp b.db var/syndic.db",
                 network.dir().path().string()});
  REQUIRE(steps.wait().exit_code == 0);
  CHECK(published_offline(network.dir().path()) == published);
  CHECK(run_store(network, {"check"}).exit_code == 0);
}

TEST_CASE("a backup while a refresh writes is whole, and disturbs it not") {
  Network network;
  network.add_source("quick", "/quick");
  network.server().reply("/quick", {.body = rss_feed("quick.example", {"here"})});
  network.add_source("slow", "/slow");
  network.configure_fetch("timeout = \"300s\"");
  std::atomic<bool> may_answer = false;
  network.server().script("/slow", [&](Wire& wire) {
    while (!may_answer && wire.pause(std::chrono::milliseconds(10))) continue;
    wire.answer(rss_feed("slow.example", {"there"}));
  });
  Process run(network.refresh_command(), {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}});
  network.await_items_of("quick");
  const std::string backup = (network.dir() / "b.db").string();
  int backups = 0;
  for (; backups < 3; ++backups) {
    const Finished made = run_store(network, {"backup", backup});
    CHECK(made.err.empty());
    CHECK_THAT(made.out, Contains("1 item, "));
    CHECK(run_store(network, {"check"}).exit_code == 0);
  }
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"compact"}, {"import", backup}}) {
    const Finished refused = run_store(network, command);
    CHECK(refused.exit_code == 75);
    CHECK_THAT(refused.err, Contains("a refresh, import or compact is running on ") &&
                                Contains("; try again when it is done"));
  }
  may_answer = true;
  CHECK(run.wait().exit_code == 0);
  CHECK(run_syndic({"store", "check", backup}).exit_code == 0);
  CHECK_THAT(run_store(network, {"backup", backup}).out, Contains("2 items, "));
}

TEST_CASE(
    "a backup killed at any moment leaves the old or the new one, and no other file in the end") {
  Network network;
  fill(network);
  execute(network.store_file(),
          "CREATE TABLE ballast (x); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
          "FROM n WHERE i < 3000) INSERT INTO ballast SELECT randomblob(4000) FROM n");
  fs::create_directory(network.dir() / "backups");
  const std::string backup = (network.dir() / "backups/b.db").string();
  const auto began = std::chrono::steady_clock::now();
  REQUIRE(run_store(network, {"backup", backup}).exit_code == 0);
  const auto whole_run = std::chrono::steady_clock::now() - began;
  std::mt19937 random(20260131);
  for (int round = 0; round < 20; ++round) {
    Process run({syndic_binary(), "-c", network.config_file().string(), "store", "backup", backup});
    std::this_thread::sleep_for(whole_run * static_cast<int>(random() % 100) / 100);
    run.send_signal(SIGKILL);
    static_cast<void>(run.wait());
    CHECK_THAT(run_syndic({"store", "check", backup}).out,
               Contains("nothing wrong (2 sources, 4 "));
  }
  REQUIRE(run_store(network, {"backup", backup}).exit_code == 0);
  CHECK(files_below(network.dir() / "backups", {}).size() == 1);
}

TEST_CASE("a damaged store and one that miscounts are told, with what to do, and exit 1") {
  Network network;
  fill(network);
  execute(network.store_file(), "UPDATE source SET items = 9 WHERE id = 'a'");
  const std::string file = network.store_file().string();
  const Finished miscounted = run_store(network, {"check"});
  CHECK(miscounted.exit_code == 1);
  CHECK(miscounted.out == file +
                              ": source a has 2 items and counts 9; syndic store export, then "
                              "import, counts anew\n");
  std::string export_text = run_store(network, {"export"}).out;
  fs::remove_all(network.store_file().parent_path());
  REQUIRE(run_store(network, {"import", "-"}, export_text).exit_code == 0);
  CHECK(run_store(network, {"check"}).exit_code == 0);

  const Finished cut = run_store(network, {"import", "-"},
                                 std::string_view(export_text).substr(0, export_text.size() / 2));
  CHECK(cut.exit_code == 1);
  fs::remove_all(network.store_file().parent_path());
  const Finished half = run_store(network, {"import", "-"},
                                  std::string_view(export_text).substr(0, export_text.size() / 2));
  CHECK(half.exit_code == 1);
  CHECK_THAT(half.err, Catch::Matchers::Matches(
                           "error: standard input: line [0-9]+: it is no JSON object; the export "
                           "is damaged: make it anew with syndic store export, or restore a "
                           "backup\n"));
  CHECK_FALSE(fs::exists(network.store_file()));
}

TEST_CASE("an export that names a file elsewhere is refused, and no run ever removes one") {
  Network network;
  fill(network);
  const std::string text = run_store(network, {"export"}).out;
  network.dir().write("victim.css", "x");
  const std::string file = network.store_file().string();
  // The bytes fit the row's hash, and its time is long over.
  execute(
      file,
      "INSERT INTO published_file (name, size, hash, unused_since) VALUES ('../victim.css', 1, '" +
          syndic::base::content_hash("x") + "', 1)");
  const Finished run = network.refresh({}, kLater);
  CHECK(run.exit_code == 0);
  CHECK(run.err.find("victim") == std::string::npos);
  CHECK(bytes_of(network.dir() / "victim.css") == "x");

  const std::string row =
      R"({"table":"published_file","row":{"name":"../victim.css","size":1,"hash":"h",)"
      R"("unused_since":1,"of_archive":0}})";
  const std::string hostile = text.substr(0, text.find('\n') + 1) + row + "\n{\"rows\":1}\n";
  fs::remove_all(network.store_file().parent_path());
  const Finished refused = run_store(network, {"import", "-"}, hostile);
  CHECK(refused.exit_code == 1);
  CHECK(refused.err ==
        "error: standard input: line 2: published_file.name \"../victim.css\" is no name of a "
        "published file; the export is damaged: make it anew with syndic store export, or restore "
        "a backup\n");
  CHECK_FALSE(fs::exists(file));
}

TEST_CASE("store check of a file that is no store says that, and gives no advice on it") {
  const TempDir dir;
  dir.write("notes", "Things to do\n");
  dir.write("empty", "");
  const std::string path = dir.path().string();
  for (const auto& [name, said] : std::vector<std::pair<std::string, std::string>>{
           {path + "/notes", "it is no store of syndic; check the name"},
           {path + "/empty", "it is no store of syndic; check the name"},
           {path + "/none", "there is no such file; check the name"},
           {path, "it is a folder; name the store in it"},
           {"/dev/null", "it is no file"}}) {
    const Finished run = run_syndic({"store", "check", name});
    CHECK(run.exit_code == 1);
    CHECK(run.out.empty());
    CHECK(run.err == "error: " + name + ": " + said + "\n");
  }
}

TEST_CASE("a store of a newer version is refused by every command, with what to do") {
  Network network;
  fill(network);
  const std::string text = run_store(network, {"export"}).out;
  execute(network.store_file(), "PRAGMA user_version = 99");
  const std::string config = network.config_file().string();
  const std::string backup = (network.dir() / "b.db").string();
  const std::string before = bytes_of(network.store_file());
  for (std::vector<std::string> command :
       std::vector<std::vector<std::string>>{{"refresh"},
                                             {"refresh", "--dry-run"},
                                             {"refresh", "--offline"},
                                             {"status"},
                                             {"plan"},
                                             {"why", "a3"},
                                             {"withdraw", "a3"},
                                             {"restore", "a3"},
                                             {"store", "backup", backup},
                                             {"store", "check"},
                                             {"store", "compact"},
                                             {"store", "export"},
                                             {"store", "import", "-"}}) {
    CAPTURE(command);
    command.insert(command.begin(), {"-c", config});
    const Finished run = run_syndic(command, {{"SYNDIC_NOW", kLater}}, text);
    CHECK(run.exit_code == 1);
    CHECK(run.out.empty());
    CHECK_THAT(run.err,
               Catch::Matchers::Matches("error: store " + network.store_file().string() +
                                        " has version 99, this syndic knows 1 to [0-9]+, and is "
                                        "left as it is: use a newer syndic, or move the file "
                                        "away\n"));
    CHECK(bytes_of(network.store_file()) == before);
  }
  CHECK_FALSE(fs::exists(backup));
}

TEST_CASE("with --quiet, as cron runs them, backup, compact and import say nothing") {
  Network network;
  fill(network);
  const TempDir other;
  const std::string rows = (other / "rows.jsonl").string();
  REQUIRE(run_store(network, {"export", rows}).exit_code == 0);
  const fs::path copy = elsewhere(network, other);
  const std::string config = (other / "syndic.toml").string();
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"-c", config, "store", "import", "--quiet", rows},
           {"-c", config, "store", "compact", "--quiet"},
           {"-c", config, "store", "backup", "--quiet", (other / "b.db").string()}}) {
    const Finished run = run_syndic(command);
    CHECK(run.exit_code == 0);
    CHECK(run.out.empty());
    CHECK(run.err.empty());
  }
  CHECK(fs::exists(copy));
  CHECK(fs::exists(other / "b.db"));
}

TEST_CASE("store by itself names its commands, and a slip the one that was meant") {
  for (const auto& [arguments, said] :
       std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"store"},
            "syndic store needs one of backup, check, compact, export or import; see syndic help "
            "store"},
           {{"store", "bakup"},
            "there is no command or option \"bakup\"; did you mean backup? See syndic help store"},
           {{"store", "backup"}, "syndic store backup needs FILE; see syndic help store backup"},
           {{"store", "import"}, "syndic store import needs FILE; see syndic help store import"},
           {{"store", "backup", "-"},
            "a backup is a file; syndic store export writes to standard output"},
           {{"store", "refresh"},
            "one command at a time, syndic store or syndic refresh; see syndic help store"}}) {
    const Finished run = run_syndic(arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    CHECK(run.err == "error: " + said + "\n");
  }
  const Finished help = run_syndic({"help", "store"});
  CHECK(help.exit_code == 0);
  for (const char* name : {"backup", "check", "compact", "export", "import"}) {
    CHECK_THAT(help.out, Contains(std::string("\n  store ") + name + " "));
  }
}

}  // namespace store_command_test
