// SPDX-License-Identifier: MIT
//
// What root runs by hand, where the store is another user's: it makes nothing that the runs of that
// user could not change.
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/e2e/network.h"
#include "tests/support/files.h"

namespace as_root_test {

using namespace syndic::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

constexpr const char* kNow = "2026-01-31T12:20:00Z";

bool is_root() {
  if (::geteuid() != 0) SUCCEED("Only root can give something away.");
  return ::geteuid() == 0;
}

uid_t nobody() {
  const struct passwd* entry = ::getpwnam("nobody");
  REQUIRE(entry != nullptr);
  return entry->pw_uid;
}

void give(const fs::path& path, uid_t owner) {
  REQUIRE(::lchown(path.c_str(), owner, static_cast<gid_t>(-1)) == 0);
}

/// What is root's in the folder, the configuration excepted.
std::vector<std::string> roots_files(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    struct stat status {};
    REQUIRE(::lstat(entry.path().c_str(), &status) == 0);
    if (status.st_uid == 0 && entry.path().filename() != "syndic.toml") {
      names.push_back(entry.path().string());
    }
  }
  return names;
}

void fill(Network& network) {
  network.add_source("a", "/a");
  network.server().reply("/a", {.body = rss_feed("a.example", {"two", "one"})});
}

Finished run_on(const Network& network, std::vector<std::string> command) {
  command.insert(command.begin(), {"-c", network.config_file().string()});
  return run_syndic(command, {{"SYNDIC_NOW", kNow}});
}

}  // namespace

TEST_CASE("every command that writes the store acts as the owner of its folder") {
  if (!is_root()) return;
  Network network;
  fill(network);
  const fs::path folder = network.dir().path();
  give(folder, nobody());
  const Finished first = network.refresh({"-v"});
  CHECK(first.exit_code == 0);
  CHECK_THAT(first.err, Contains("info: root runs this, and it acts as the user nobody, whose " +
                                 (folder / "var").string() + " is\n"));
  CHECK(network.refresh().err.find("root") == std::string::npos);
  CHECK(roots_files(folder).empty());

  CHECK(run_on(network, {"store", "compact"}).exit_code == 0);
  CHECK(run_on(network, {"withdraw", "two"}).exit_code == 0);
  CHECK(run_on(network, {"restore", "two"}).exit_code == 0);
  CHECK(roots_files(folder).empty());
}

TEST_CASE("an export that only root can read is imported as the owner of the store") {
  if (!is_root()) return;
  Network network;
  fill(network);
  REQUIRE(network.refresh().exit_code == 0);
  const TempDir other;
  const std::string rows = (other / "rows.jsonl").string();
  REQUIRE(run_on(network, {"store", "export", rows}).exit_code == 0);
  fs::remove_all(network.dir() / "var");
  fs::remove_all(network.dir() / "public");
  give(network.dir().path(), nobody());
  const Finished run = run_on(network, {"store", "import", rows});
  CHECK(run.err.empty());
  CHECK(run.exit_code == 0);
  CHECK(roots_files(network.dir().path()).empty());
}

TEST_CASE("a post is its folder's owner's") {
  if (!is_root()) return;
  const TempDir dir;
  fs::create_directory(dir / "items");
  dir.write("syndic.toml",
            "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
            "[[source]]\nid = \"own\"\npath = \"items\"\n");
  give(dir.path(), nobody());
  give(dir / "items", nobody());
  const Finished run = run_syndic(
      {"-c", (dir / "syndic.toml").string(), "post", "--title", "A", "-q"}, {{"SYNDIC_NOW", kNow}});
  CHECK(run.err.empty());
  CHECK(run.exit_code == 0);
  CHECK(fs::exists(dir / "items/2026-01-31-a.md"));
  CHECK(roots_files(dir.path()).empty());
}

TEST_CASE("where the owner of the folder has no name, root warns and stays root") {
  if (!is_root()) return;
  Network network;
  fill(network);
  constexpr uid_t kNameless = 3'999'999;
  give(network.dir().path(), kNameless);
  const Finished run = network.refresh();
  CHECK(run.exit_code == 0);
  CHECK_THAT(run.err, Contains("warning: this is run by root, but ") &&
                          Contains(" belongs to the user 3999999, who has no name here"));
}

TEST_CASE("a lock that root left there is told with what gives it to its user") {
  if (!is_root()) return;
  Network network;
  fill(network);
  network.dir().write("var/syndic.db.lock", "");
  give(network.dir().path(), nobody());
  give(network.dir() / "var", nobody());
  fs::permissions(network.dir() / "var/syndic.db.lock", fs::perms::owner_read);
  const Finished run = network.refresh();
  CHECK(run.exit_code == 1);
  CHECK_THAT(run.err, Contains("Permission denied; root left it there: as root, chown nobody " +
                               (network.dir() / "var/syndic.db.lock").string() + "\n"));
}

}  // namespace as_root_test
