// SPDX-License-Identifier: MIT
//
// `syndic refresh --loop`: rounds that go on, whatever happens to one, and what systemd hears of
// it.
#include <signal.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/atomic_file.h"
#include "base/file_lock.h"
#include "tests/e2e/network.h"
#include "tests/support/manager.h"
#include "tests/support/sanitized.h"

namespace loop_test {

using namespace syndic;
using namespace syndic::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kNow = "2026-01-31T12:00:00Z";
constexpr const char* kBegun = "READY=1\nSTATUS=the first round is under way";

/// A loop whose rounds begin when the test says so, as the next one is an hour away.
class Loop {
 public:
  explicit Loop(Network& network, const std::vector<std::string>& flags = {"--loop", "1h"},
                std::map<std::string, std::string> environment = {})
      : network_(network) {
    static_cast<void>(network.refresh_command());
    environment.insert({{"SYNDIC_NOW", kNow}, {"NOTIFY_SOCKET", manager_.name()}});
    std::vector<std::string> command = {syndic_binary(), "refresh", "-c",
                                        network.config_file().string()};
    command.insert(command.end(), flags.begin(), flags.end());
    process_.emplace(command, environment);
  }

  /// What the round that is under way, or the next one, did.
  std::string result() {
    constexpr std::string_view kBegin = "STATUS=2026-01-31T12:00:00Z: ";
    const std::string status = manager_.await("; next round at 2026-01-31T13:00:00Z");
    const std::size_t at = status.find(kBegin) + kBegin.size();
    return status.substr(at, status.find("; next round") - at);
  }

  void hang_up() { process_->send_signal(SIGHUP); }

  /// A round with the network as it is now; returns what it did.
  std::string round() {
    static_cast<void>(network_.refresh_command());
    hang_up();
    return result();
  }

  Finished end(int signal = SIGTERM) {
    process_->send_signal(signal);
    return process_->wait();
  }

  [[nodiscard]] const Manager& manager() const { return manager_; }
  [[nodiscard]] Process& process() { return *process_; }

 private:
  Network& network_;
  Manager manager_;
  std::optional<Process> process_;
};

void serve(Network& network, const std::string& name, Reply reply = {}) {
  if (reply.status == 200) reply.body = rss_feed(name + ".example", {name + "-1", name + "-2"});
  network.server().reply("/" + name, std::move(reply));
  network.add_source(name, "/" + name);
}

std::size_t times_asked(Network& network, const std::string& name) {
  return network.server().requests("/" + name).size();
}

void await_request(Network& network, const std::string& name) {
  while (times_asked(network, name) == 0) std::this_thread::sleep_for(10ms);
}

// Asks for the whole title: the letters of a short one can be in a GUID, too.
bool is_published(const Network& network, const std::string& title) {
  const auto bytes = base::read_file(network.published("all.rss"), 1'000'000);
  return bytes && bytes->find("<title>" + title + "</title>") != std::string::npos;
}

void check_ended(const Finished& finished, const std::string& err = {}) {
  CHECK(finished.exit_code == 0);
  CHECK(finished.out.empty());
  CHECK(finished.err == err);
}

}  // namespace

TEST_CASE("round after round asks what the configuration has by then, and says nothing") {
  Network network;
  serve(network, "a");
  Loop loop(network);
  CHECK(loop.manager().next() == kBegun);
  CHECK(loop.result() == "asked 1 source; 2 new items");
  CHECK(is_published(network, "a-1"));
  CHECK(loop.round() == "no source was due");
  serve(network, "b");
  CHECK(loop.round() == "asked 1 source; 2 new items");
  CHECK(is_published(network, "b-2"));
  check_ended(loop.end(GENERATE(SIGTERM, SIGINT)));
  CHECK(loop.manager().next() == "STOPPING=1\nSTATUS=ending");
  CHECK_FALSE(loop.manager().waiting());
  CHECK(times_asked(network, "a") == 1);
}

TEST_CASE("rounds begin by themselves") {
  Network network;
  serve(network, "a");
  Loop loop(network, {"--loop", "10s"});
  for (const char* result : {"asked 1 source; 2 new items", "no source was due"}) {
    CHECK(loop.manager().await("next round") == std::string("STATUS=2026-01-31T12:00:00Z: ") +
                                                    result +
                                                    "; next round at 2026-01-31T12:00:10Z");
  }
  check_ended(loop.end());
}

TEST_CASE("a signal ends a round in the middle of a transfer, and what came is stored") {
  Network network;
  serve(network, "fast");
  serve(network, "slow", {.delay = kForever});
  Loop loop(network);
  CHECK(loop.manager().next() == kBegun);
  await_request(network, "slow");
  network.await_items_of("fast");
  check_ended(loop.end());
  CHECK(loop.manager().next() == "STOPPING=1\nSTATUS=ending");
  CHECK(network.refresh({"--offline"}).exit_code == 0);
  CHECK(is_published(network, "fast-1"));
}

TEST_CASE("the watchdog hears of a round that waits for a server, or for a command") {
  Network network;
  network.server().reply("/slow", {.delay = kForever});
  network.configure_fetch("timeout = \"100d\"\nstall_timeout = \"100d\"");
  const bool is_command = GENERATE(false, true);
  const std::string kind = is_command ? "path" : GENERATE(as<std::string>{}, "url", "site");
  CAPTURE(kind);
  network.configure("[[source]]\nid = \"slow\"\n" + kind + " = \"" +
                    (is_command ? "own" : network.server().url("/slow")) + "\"");
  network.dir().write("own/item.md", "---\ntitle: One\nlink: https://own.example/\n---\nText\n");
  const std::filesystem::path begun = network.dir() / "begun";
  if (is_command) {
    network.configure("[publish]\ncommand = [\"sh\", \"-c\", \": >" + begun.string() +
                      "; sleep 3600\"]");
  }
  Loop loop(network, {"--loop", "1h"}, {{"WATCHDOG_USEC", "900000"}});
  CHECK(loop.manager().next() == kBegun);
  while (network.server().requests().empty() && !std::filesystem::exists(begun)) {
    std::this_thread::sleep_for(10ms);
  }
  for (int i = 0; i < 5; ++i) loop.manager().await("WATCHDOG=1");
  check_ended(loop.end());
}

TEST_CASE("the watchdog hears of a loop between rounds") {
  Network network;
  Loop loop(network, {"--loop", "1h"}, {{"WATCHDOG_USEC", "900000"}});
  CHECK(loop.result() == "no source was due");
  for (int i = 0; i < 5; ++i) CHECK(loop.manager().next() == "WATCHDOG=1");
  check_ended(loop.end());
}

TEST_CASE("a mistake in the configuration is one line, and the last good one holds") {
  Network network;
  serve(network, "a");
  Loop loop(network);
  CHECK(loop.result() == "asked 1 source; 2 new items");
  const std::string file = network.config_file().string();
  network.dir().write("syndic.toml", "[site]\ntitel = \"T\"\n");
  for (int i = 0; i < 3; ++i) {
    loop.hang_up();
    CHECK(loop.result() == "no source was due, by the last good configuration");
  }
  std::filesystem::remove(file);
  loop.hang_up();
  CHECK(loop.result() == "no source was due, by the last good configuration");
  serve(network, "b");
  CHECK(loop.round() == "asked 1 source; 2 new items");
  const Finished finished = loop.end();
  CHECK(finished.exit_code == 0);
  const std::string begin = "error: the configuration is wrong, and the last good one holds: ";
  CHECK(finished.err.starts_with(begin + file + ":1:1: site.title is missing; "));
  CHECK(finished.err.find(", and 1 more\n") != std::string::npos);
  CHECK(finished.err.find("\n" + begin + file) != std::string::npos);
  CHECK(std::ranges::count(finished.err, '\n') == 2);
}

TEST_CASE("a loop does not begin with a wrong configuration") {
  Network network;
  network.configure("[sight]");
  Loop loop(network);
  CHECK(loop.process().wait().exit_code == 78);
  CHECK_FALSE(loop.manager().waiting());
}

TEST_CASE("rounds that fail alike say so once, and the first one after that does all") {
  Network network;
  serve(network, "a");
  const std::filesystem::path file = network.dir().write("public", "no folder");
  Loop loop(network);
  CHECK(loop.manager().next() == kBegun);
  for (int i = 0; i < 3; ++i) {
    CHECK(loop.result().starts_with("failed: "));
    loop.hang_up();
  }
  CHECK(loop.result().starts_with("failed: "));
  std::filesystem::remove(file);
  CHECK(loop.round() == "no source was due");
  CHECK(is_published(network, "a-1"));
  const Finished finished = loop.end();
  CHECK(finished.exit_code == 0);
  CHECK(finished.err.starts_with("error: "));
  CHECK(finished.err.find(file.string()) != std::string::npos);
  CHECK(std::ranges::count(finished.err, '\n') == 1);
}

TEST_CASE("that all sources fail is said once, and ends nothing") {
  Network network;
  serve(network, "a", {.status = 500});
  serve(network, "b", {.status = 500});
  Loop loop(network);
  CHECK(loop.result() == "asked 2 sources, 2 failed; 0 new items");
  CHECK(loop.round() == "no source was due");
  CHECK(loop.round() == "no source was due");
  const Finished finished = loop.end();
  CHECK(finished.exit_code == 0);
  CHECK(finished.err.starts_with("error: all 2 sources failed: "));
  CHECK(std::ranges::count(finished.err, '\n') == 1);
}

TEST_CASE("between rounds the store is free, and a round that finds it in use says nothing") {
  Network network;
  serve(network, "a");
  Loop loop(network);
  CHECK(loop.result() == "asked 1 source; 2 new items");
  const std::string config = network.config_file().string();
  CHECK(run_syndic({"withdraw", "https://a.example/a-1", "-c", config}, {{"SYNDIC_NOW", kNow}})
            .exit_code == 0);
  CHECK(network.refresh().exit_code == 0);
  if (!is_on_postgres()) {  // There it is shared.
    const auto lock = base::FileLock::try_acquire(network.store_file().string() + ".lock");
    REQUIRE(lock);
    loop.hang_up();
    CHECK(loop.result() == "another process used the store");
  }
  serve(network, "b");
  CHECK(loop.round() == "asked 1 source; 2 new items");
  CHECK_FALSE(is_published(network, "a-1"));
  check_ended(loop.end());
}

TEST_CASE("two loops on one store ask no source twice") {
  Network network;
  const std::vector<std::string> names = {"a", "b", "c", "d", "e", "f"};
  for (const std::string& name : names) serve(network, name);
  Loop one(network);
  Loop other(network);
  static_cast<void>(one.result());
  static_cast<void>(other.result());
  for (int i = 0; i < 3; ++i) {
    one.hang_up();
    other.hang_up();
    static_cast<void>(one.result());
    static_cast<void>(other.result());
  }
  check_ended(one.end());
  check_ended(other.end());
  for (const std::string& name : names) CHECK(times_asked(network, name) == 1);
}

TEST_CASE("two hundred rounds, forty of which publish, take no more memory than twenty") {
  if (is_sanitized()) return;
  constexpr long kMostPages = 2'048;  // 8 MiB, where a page has 4 KiB.
  Network network;
  network.configure("[[source]]\nid = \"own\"\npath = \"own\"");
  const auto write_item = [&](int number) {
    network.dir().write("own/item.md", "---\ntitle: Number " + std::to_string(number) +
                                           "\nlink: https://own.example/item\n"
                                           "date: 2026-01-01\n---\nText\n");
  };
  write_item(0);
  Loop loop(network);
  CHECK(loop.result() == "asked 1 source; 1 new item");
  const auto resident_pages = [&] {
    long all = 0;
    long resident = 0;
    std::ifstream("/proc/" + std::to_string(loop.process().id()) + "/statm") >> all >> resident;
    return resident;
  };
  long first = 0;
  for (int i = 1; i <= 200; ++i) {
    if (i % 5 == 0) write_item(i);
    CHECK(loop.round() == "asked 1 source; 0 new items");
    if (i == 20) first = resident_pages();
  }
  CHECK(is_published(network, "Number 200"));
  CHECK(first > 0);
  CHECK(resident_pages() < first + kMostPages);
  check_ended(loop.end());
}

}  // namespace loop_test
