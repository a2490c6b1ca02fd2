// SPDX-License-Identifier: MIT
#include "cli/usage_errors.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "tests/support/temp_dir.h"

namespace usage_errors_test {

using namespace syndic;

namespace {

using Line = std::vector<const char*>;

// What is said on stderr of a command line that must be refused with exit code 2.
std::string said_of(const Line& words) {
  Line argv = {"syndic"};
  argv.insert(argv.end(), words.begin(), words.end());
  const std::ostringstream said;
  std::streambuf* const before = std::cerr.rdbuf(said.rdbuf());
  const auto result = cli::parse_arguments(static_cast<int>(argv.size()), argv.data());
  std::cerr.rdbuf(before);
  REQUIRE(std::holds_alternative<int>(result));
  CHECK(std::get<int>(result) == 2);
  return said.str();
}

}  // namespace

TEST_CASE("a command without what it requires says what that is") {
  CHECK(said_of({"why"}) == "error: syndic why needs ITEM|SOURCE; see syndic help why\n");
  CHECK(said_of({"withdraw"}) == "error: syndic withdraw needs ID; see syndic help withdraw\n");
  CHECK(said_of({"restore"}) == "error: syndic restore needs ID; see syndic help restore\n");
  CHECK(said_of({"add", "--id", "a"}) == "error: syndic add needs URL; see syndic help add\n");
  CHECK(said_of({"parse"}) == "error: syndic parse needs INPUT; see syndic help parse\n");
  CHECK(said_of({"page"}) == "error: syndic page needs INPUT; see syndic help page\n");
  CHECK(said_of({"discover"}) == "error: syndic discover needs INPUT; see syndic help discover\n");
  CHECK(said_of({"post"}) == "error: syndic post needs --title or --from; see syndic help post\n");
}

TEST_CASE("what is wrong with a known command names its help, else that of all") {
  CHECK(said_of({"parse", "-", "--as", "pdf"}) ==
        "error: --as: must be json, rss or atom, not \"pdf\"; see syndic help parse\n");
  CHECK(said_of({"refresh", "--forse"}) ==
        "error: there is no command or option \"--forse\"; did you mean --force? See syndic help "
        "refresh\n");
  CHECK(said_of({"refrsh"}) ==
        "error: there is no command or option \"refrsh\"; did you mean refresh? See syndic "
        "--help\n");
}

TEST_CASE("an option before its command, or of another command, says where it belongs") {
  CHECK(said_of({"--failing", "status"}) ==
        "error: --failing belongs after its command, as in syndic status --failing; see syndic "
        "help status\n");
  CHECK(said_of({"--json", "plan"}) ==
        "error: --json belongs after its command, as in syndic plan --json; see syndic help "
        "plan\n");
  CHECK(said_of({"--only", "casel", "refresh"}) ==
        "error: --only belongs after its command, as in syndic refresh --only ID; see syndic help "
        "refresh\n");
  CHECK(said_of({"--failing"}) ==
        "error: --failing belongs after its command, as in syndic status --failing; see syndic "
        "--help\n");
  CHECK(said_of({"refresh", "--failing"}) ==
        "error: --failing is no option of syndic refresh, but of syndic status; see syndic help "
        "refresh\n");
}

TEST_CASE("two commands are one too many") {
  CHECK(said_of({"help", "refresh", "why"}) ==
        "error: syndic help takes one command, as in syndic help why; see syndic --help\n");
  CHECK(said_of({"check", "refresh"}) ==
        "error: one command at a time, syndic check or syndic refresh; see syndic help check\n");
}

TEST_CASE("a word after a command that takes none says which command or option takes it") {
  CHECK(said_of({"refresh", "best-partner"}) ==
        "error: syndic refresh takes one source with --only, as in syndic refresh --only "
        "best-partner; see syndic help refresh\n");
  CHECK(said_of({"refresh", "Best partner"}) ==
        "error: syndic refresh takes one source with --only, as in syndic refresh --only \"Best "
        "partner\"; see syndic help refresh\n");
  CHECK(said_of({"status", "a-partner"}) ==
        "error: syndic status tells of all sources; syndic why a-partner tells of one; see syndic "
        "help status\n");
  CHECK(said_of({"why", "Great", "news"}) ==
        "error: \"news\" is one word too many for syndic why; put words that belong together in "
        "quotes; see syndic help why\n");
  CHECK(said_of({"refesh", "check"}) ==
        "error: there is no command or option \"refesh\"; did you mean refresh? See syndic help "
        "check\n");
}

TEST_CASE("a file where none is taken is told to be named by -c") {
  const test::TempDir dir;
  dir.write("mine", "");
  const std::string file = (dir / "mine").string();
  CHECK(said_of({"check", file.c_str()}) ==
        "error: \"" + file +
            "\" is a file; the configuration is named by -c, as in syndic check -c " + file +
            "; see syndic help check\n");
  CHECK(said_of({"none.toml"}) ==
        "error: \"none.toml\" is a file; the configuration is named by -c, as in syndic check -c "
        "none.toml; see syndic --help\n");
}

}  // namespace usage_errors_test
