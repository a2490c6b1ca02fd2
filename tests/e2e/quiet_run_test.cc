// SPDX-License-Identifier: MIT
//
// What a run costs that brings nothing, as the kernel sees it: strace counts its system calls.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

#include "tests/e2e/network.h"

namespace quiet_run_test {

using namespace syndic::test;
using namespace std::chrono_literals;

namespace {

// Whatever makes a socket, or changes a file or folder.
constexpr const char* kTraced =
    "trace=socket,connect,bind,write,writev,pwrite64,pwritev,pwritev2,sendfile,copy_file_range,"
    "ftruncate,fallocate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,fsync,fdatasync,"
    "open,openat,creat";

/// Runs a command under strace; gives the lines of the system calls that were traced. Nothing where
/// that cannot be done here.
std::optional<std::vector<std::string>> traced(const TempDir& dir,
                                               const std::vector<std::string>& command,
                                               const std::string& now) {
  const std::string log = dir / "trace";
  std::vector<std::string> tracing = {"strace", "-f", "--seccomp-bpf", "-qq", "-y"};
  tracing.insert(tracing.end(), {"-s", "0", "-e", kTraced, "-o", log});
  std::vector<std::string> probe = tracing;
  probe.emplace_back("true");
  if (Process(probe).wait().exit_code != 0) {
    std::cout << "skipped: strace is missing, or not permitted here\n";
    return std::nullopt;
  }
  tracing.insert(tracing.end(), command.begin(), command.end());
  // LeakSanitizer does not work in a program that is traced.
  const Finished finished =
      Process(tracing, {{"SYNDIC_NOW", now}, {"ASAN_OPTIONS", "detect_leaks=0"}}).wait();
  INFO(finished.err);
  REQUIRE(finished.exit_code == 0);
  std::vector<std::string> lines;
  std::istringstream text(bytes_of(log));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  REQUIRE(lines.size() > 5);
  return lines;
}

bool has(const std::string& line, std::string_view part) {
  return line.find(part) != std::string::npos;
}

bool calls_any(const std::string& line, std::initializer_list<std::string_view> calls) {
  return std::ranges::any_of(
      calls, [&](std::string_view call) { return has(line, " " + std::string(call) + "("); });
}

/// Whether the call writes, or lets write, anywhere but to stdout and stderr.
bool writes_file(const std::string& line) {
  // No files: the index of SQLite's log is shared memory, whose size a reader sets too; a sanitizer
  // probes memory by way of a pipe.
  for (const std::string_view other : {"-shm>", "anon_inode:[eventfd]", "<pipe:"}) {
    if (has(line, other)) return false;
  }
  if (calls_any(line, {"write", "writev"})) return !has(line, "write(1<") && !has(line, "write(2<");
  return calls_any(line, {"pwrite64", "pwritev", "pwritev2", "sendfile", "copy_file_range",
                          "ftruncate", "fallocate", "rename", "renameat", "renameat2", "link",
                          "linkat", "symlink", "symlinkat", "fsync", "fdatasync"});
}

long count(const std::vector<std::string>& lines, bool (*wanted)(const std::string&)) {
  return std::ranges::count_if(lines, wanted);
}

std::string first_of(const std::vector<std::string>& lines, bool (*wanted)(const std::string&)) {
  const auto found = std::ranges::find_if(lines, wanted);
  return found == lines.end() ? std::string("none") : *found;
}

bool opens_socket(const std::string& line) {
  return calls_any(line, {"socket", "connect", "bind"});
}

// A commit ends in one sync of the write-ahead log (synchronous = FULL).
bool syncs_log(const std::string& line) {
  return calls_any(line, {"fsync", "fdatasync"}) && has(line, "-wal>");
}

bool is_of_the_web(const std::string& line) {
  return calls_any(line, {"socket"}) && has(line, "AF_INET");
}

}  // namespace

TEST_CASE("a run with nothing due opens no socket and writes to no file but health.json") {
  Network network;
  for (const char* const name : {"one", "two", "three"}) {
    const std::string path = std::string("/") + name;
    network.server().reply(path, {.body = rss_feed(std::string(name) + ".example", {name})});
    network.add_source(name, path);
  }
  REQUIRE(network.refresh({}, "2026-01-31T12:00:00Z").exit_code == 0);
  const std::string store = bytes_of(network.store_file());
  const auto lines = traced(network.dir(), network.refresh_command(), "2026-01-31T12:10:00Z");
  if (!lines) return;
  CHECK(first_of(*lines, opens_socket) == "none");
  const auto writes_other_file = [](const std::string& line) {
    const bool is_of_health = has(line, "/.syndic-health.json.") || has(line, "/public>)");
    return writes_file(line) && !is_of_health;
  };
  CHECK(first_of(*lines, writes_other_file) == "none");
  CHECK(network.server().requests().size() == 3);
  CHECK(bytes_of(network.store_file()) == store);
}

TEST_CASE("a thousand sources that answer 304 are one commit and nothing to parse") {
  constexpr int kSources = 1'000;
  Network network;
  network.configure_fetch("concurrency = 8");
  const std::string body = rss_feed("quiet.example", {"one"});
  for (int i = 0; i < kSources; ++i) {
    const std::string name = "s" + std::to_string(i);
    network.server().reply("/" + name, {.body = body, .etag = "\"" + name + "\""});
    network.add_source(name, "/" + name);
  }
  REQUIRE(Process(network.refresh_command(), {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}})
              .wait()
              .exit_code == 0);
  const auto lines = traced(network.dir(), network.refresh_command(), "2026-01-31T14:00:00Z");
  if (!lines) return;
  REQUIRE(network.server().requests().size() == 2 * kSources);
  CHECK(network.server().requests("/s999").at(1).header("If-None-Match") == "\"s999\"");
  CHECK(count(*lines, is_of_the_web) < 20);  // Connections are used again.
  const long commits = count(*lines, syncs_log);
  std::cout << "commits for 1,000 answers of 304: " << commits << "\n";
  CHECK(commits >= 1);
}

}  // namespace quiet_run_test
