// SPDX-License-Identifier: MIT
#include "cli/arguments/arguments.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <initializer_list>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace arguments_test {

using namespace syndic::cli;
using syndic::write::Format;

namespace {

Arguments parsed(std::initializer_list<const char*> words) {
  std::vector<const char*> argv = {"syndic"};
  argv.insert(argv.end(), words);
  auto result = parse_arguments(static_cast<int>(argv.size()), argv.data());
  REQUIRE(std::holds_alternative<Arguments>(result));
  return std::get<Arguments>(result);
}

using Line = std::vector<const char*>;

// What is printed on stderr for a command line that must be refused with exit code 2.
std::string error_of(const Line& words) {
  Line argv = {"syndic"};
  argv.insert(argv.end(), words.begin(), words.end());
  const std::ostringstream error;
  std::streambuf* const before = std::cerr.rdbuf(error.rdbuf());
  const auto result = parse_arguments(static_cast<int>(argv.size()), argv.data());
  std::cerr.rdbuf(before);
  REQUIRE(std::holds_alternative<int>(result));
  CHECK(std::get<int>(result) == 2);
  return error.str();
}

}  // namespace

TEST_CASE("global flags stand before or after the command") {
  for (const Arguments& arguments : {parsed({"-c", "x.toml", "-q", "check"}),
                                     parsed({"check", "--config", "x.toml", "--quiet"})}) {
    CHECK(arguments.config_file == "x.toml");
    CHECK(arguments.quiet);
    CHECK_FALSE(arguments.verbose);
    CHECK(std::holds_alternative<CheckArguments>(arguments.command));
  }
}

TEST_CASE("refresh takes all its flags") {
  const auto arguments =
      std::get<RefreshArguments>(parsed({"refresh", "--only", "a", "--only", "b", "--force",
                                         "--offline", "--dry-run", "--strict", "--json"})
                                     .command);
  CHECK(arguments.options.only == std::vector<std::string>{"a", "b"});
  CHECK(arguments.options.force);
  CHECK(arguments.options.offline);
  CHECK(arguments.options.dry_run);
  CHECK(arguments.strict);
  CHECK(arguments.json);
}

TEST_CASE("refresh takes the feeds to accept; the option alone is an empty name, for all") {
  using Words = std::vector<std::string>;
  const auto accepted = [](std::initializer_list<const char*> words) {
    return std::get<RefreshArguments>(parsed(words).command).options.accept;
  };
  CHECK(accepted({"refresh"}).empty());
  CHECK(accepted({"refresh", "--accept", "--strict"}) == Words{""});
  CHECK(accepted({"refresh", "--accept", "flt"}) == Words{"flt"});
  CHECK(accepted({"refresh", "--accept", "a", "--accept", "b"}) == Words{"a", "b"});
}

TEST_CASE("refresh goes on, a round each minute or in the time that is given") {
  const auto loop = [](std::initializer_list<const char*> words) {
    return std::get<RefreshArguments>(parsed(words).command).loop;
  };
  using std::chrono::seconds;
  CHECK_FALSE(loop({"refresh"}));
  CHECK(loop({"refresh", "--loop"}) == seconds(60));
  CHECK(loop({"refresh", "--loop", "--offline"}) == seconds(60));
  CHECK(loop({"refresh", "--loop", "10s"}) == seconds(10));
  CHECK(loop({"refresh", "--loop=1h30m", "-q"}) == seconds(5400));
}

TEST_CASE("what makes no sense of rounds without an end is refused with its reason") {
  CHECK(error_of({"refresh", "--loop", "9s"}) ==
        "error: --loop: must be a duration of 10 seconds or more, such as 30s or 5m, not \"9s\"; "
        "see syndic help refresh\n");
  CHECK(error_of({"refresh", "--loop", "soon"}).find("not \"soon\"") != std::string::npos);
  CHECK(error_of({"refresh", "--force", "--loop"}) ==
        "error: --loop: goes without --force, as each round would ask all sources again; see "
        "syndic help refresh\n");
  const auto words = GENERATE(
      values<Line>({{"--only", "a"}, {"--dry-run"}, {"--accept"}, {"--strict"}, {"--json"}}));
  Line line = {"refresh", "--loop"};
  line.insert(line.end(), words.begin(), words.end());
  CHECK(
      error_of(line).starts_with("error: --loop: goes without " + std::string(words[0]) + ", as "));
}

TEST_CASE("parse takes inputs, a format and a base") {
  const auto arguments = std::get<ParseArguments>(
      parsed({"parse", "a.xml", "-", "--as", "atom", "--base", "https://a.example/"}).command);
  CHECK(arguments.inputs == std::vector<std::string>{"a.xml", "-"});
  CHECK(arguments.as == Format::atom);
  CHECK(arguments.base_url == "https://a.example/");
  CHECK_FALSE(arguments.allow_private);
}

TEST_CASE("import takes a list and groups, export whether secrets are wanted") {
  const auto import = std::get<ImportArguments>(
      parsed({"import", "list.opml", "--group", "a", "--group", "b", "--write"}).command);
  CHECK(import.input == "list.opml");
  CHECK(import.groups == std::vector<std::string>{"a", "b"});
  CHECK(import.write);
  CHECK_FALSE(std::get<ImportArguments>(parsed({"import", "-"}).command).write);
  CHECK(std::get<ExportArguments>(parsed({"export", "--with-secrets"}).command).with_secrets);
  CHECK_FALSE(std::get<ExportArguments>(parsed({"export"}).command).with_secrets);
}

TEST_CASE("store has commands of its own, which may be called as others are") {
  CHECK(std::get<StoreBackupArguments>(parsed({"store", "backup", "b.db"}).command).file == "b.db");
  CHECK(std::get<StoreCheckArguments>(parsed({"store", "check"}).command).file.empty());
  CHECK(std::get<StoreCheckArguments>(parsed({"store", "check", "b.db"}).command).file == "b.db");
  CHECK(std::holds_alternative<StoreCompactArguments>(parsed({"store", "compact"}).command));
  CHECK(std::get<StoreExportArguments>(parsed({"store", "export"}).command).file.empty());
  const Arguments arguments = parsed({"store", "import", "-", "-c", "x.toml", "-q"});
  CHECK(std::get<StoreImportArguments>(arguments.command).file == "-");
  CHECK(arguments.config_file == "x.toml");
  CHECK(arguments.quiet);
}

TEST_CASE("discover takes an input, add a URL and what to call it") {
  const auto discover = std::get<DiscoverArguments>(
      parsed({"discover", "page.html", "--allow-private", "--base", "https://a.example/"}).command);
  CHECK(discover.input == "page.html");
  CHECK(discover.base_url == "https://a.example/");
  CHECK(discover.allow_private);
  const auto wish = std::get<AddArguments>(parsed({"add", "https://a.example/", "--id", "a",
                                                   "--name", "A", "--group", "x", "--group", "y"})
                                               .command)
                        .wish;
  CHECK(wish.url == "https://a.example/");
  CHECK(wish.id == "a");
  CHECK(wish.name == "A");
  CHECK(wish.groups == std::vector<std::string>{"x", "y"});
}

TEST_CASE("invite takes a URL, whom to greet, and what to call the source") {
  const auto invite =
      std::get<InviteArguments>(parsed({"invite", "a.example", "--to", "Ann Lee", "--name", "A",
                                        "--id", "a", "--group", "x", "--lines", "--allow-private"})
                                    .command);
  CHECK(invite.wish.url == "a.example");
  CHECK(invite.to == "Ann Lee");
  CHECK(invite.wish.name == "A");
  CHECK(invite.wish.id == "a");
  CHECK(invite.wish.groups == std::vector<std::string>{"x"});
  CHECK(invite.lines);
  CHECK(invite.allow_private);
  const auto least = std::get<InviteArguments>(parsed({"invite", "a.example"}).command);
  CHECK(least.to.empty());
  CHECK_FALSE(least.lines);
  CHECK_FALSE(least.allow_private);
}

TEST_CASE("digest takes how far it goes back, a feed and addresses") {
  const auto wish = [](std::initializer_list<const char*> words) {
    return std::get<DigestArguments>(parsed(words).command).wish;
  };
  CHECK(wish({"digest"}).since == std::chrono::hours(168));
  CHECK(wish({"digest"}).feed.empty());
  CHECK(wish({"digest"}).to.empty());
  CHECK(wish({"digest", "--since", "1d12h"}).since == std::chrono::hours(36));
  CHECK(wish({"digest", "--since", "2w"}).since == std::chrono::hours(336));
  CHECK(wish({"digest", "--feed", "turn"}).feed == "turn");
  CHECK(wish({"digest", "--to", "a@x.example", "--to", "b@x.example"}).to ==
        std::vector<std::string>{"a@x.example", "b@x.example"});
  CHECK(error_of({"digest", "--since", "7"}) ==
        "error: --since: must be a duration of a minute or more, such as 36h, 7d or 2w, not \"7\"; "
        "see syndic help "
        "digest\n");
  CHECK(error_of({"digest", "--since", "59s"}).find("must be a duration") != std::string::npos);
  CHECK(error_of({"digest", "--to", "Ann <a@x.example>"}) ==
        "error: --to: must be a mail address; see syndic help digest\n");
}

TEST_CASE("serve has its defaults") {
  const auto arguments = std::get<ServeArguments>(parsed({"serve"}).command);
  CHECK(arguments.folder.empty());
  CHECK(arguments.listen == "127.0.0.1:8080");
}

TEST_CASE("help takes the words of a topic, and --help is the help on the command before it") {
  using Words = std::vector<std::string>;
  const auto help = [](std::initializer_list<const char*> words) {
    return std::get<HelpArguments>(parsed(words).command);
  };
  CHECK(help({"help"}).topics.empty());
  CHECK(help({"help", "store", "backup"}).topics == Words{"store", "backup"});
  CHECK(help({"help", "refresh", "why"}).topics == Words{"refresh", "why"});
  CHECK(help({"help", "configuration", "--man"}).man);
  CHECK(help({"--help"}).topics.empty());
  CHECK(help({"refresh", "--force", "-h"}).topics == Words{"refresh"});
  CHECK(help({"help", "--help"}).topics == Words{"help"});
}

TEST_CASE("check takes a key to explain, completion a shell") {
  CHECK(std::get<CheckArguments>(parsed({"check"}).command).explain.empty());
  CHECK(std::get<CheckArguments>(parsed({"check", "--explain", "fetch"}).command).explain ==
        "fetch");
  CHECK(std::get<CompletionArguments>(parsed({"completion", "zsh"}).command).what == "zsh");
  CHECK(error_of({"completion", "csh"}) ==
        "error: shell: must be bash, zsh, fish, sources or feeds, not \"csh\"; see syndic help "
        "completion\n");
}

TEST_CASE("why takes an item or source, of any words") {
  CHECK(std::get<WhyArguments>(parsed({"why", "Where is my post?"}).command).query ==
        "Where is my post?");
}

TEST_CASE("a command without what it requires says what that is") {
  CHECK(error_of({"why"}) == "error: syndic why needs ITEM|SOURCE; see syndic help why\n");
  CHECK(error_of({"withdraw"}) == "error: syndic withdraw needs ID; see syndic help withdraw\n");
  CHECK(error_of({"restore"}) == "error: syndic restore needs ID; see syndic help restore\n");
  CHECK(error_of({"add", "--id", "a"}) == "error: syndic add needs URL; see syndic help add\n");
  CHECK(error_of({"parse"}) == "error: syndic parse needs INPUT; see syndic help parse\n");
  CHECK(error_of({"page"}) == "error: syndic page needs INPUT; see syndic help page\n");
  CHECK(error_of({"discover"}) == "error: syndic discover needs INPUT; see syndic help discover\n");
  CHECK(error_of({"post"}) ==
        "error: syndic post needs --title, --from or --mail; see syndic help post\n");
}

TEST_CASE("what is wrong with a known command names its help, else that of all") {
  CHECK(error_of({"parse", "-", "--as", "pdf"}) ==
        "error: --as: must be json, rss or atom, not \"pdf\"; see syndic help parse\n");
  CHECK(error_of({"refresh", "--forse"}) ==
        "error: there is no command or option \"--forse\"; did you mean --force? See syndic help "
        "refresh\n");
  CHECK(error_of({"refrsh"}) ==
        "error: there is no command or option \"refrsh\"; did you mean refresh? See syndic "
        "--help\n");
}

TEST_CASE("an option before its command, or of another command, says where it belongs") {
  CHECK(error_of({"--failing", "status"}) ==
        "error: --failing belongs after its command, as in syndic status --failing; see syndic "
        "help status\n");
  CHECK(error_of({"--json", "plan"}) ==
        "error: --json belongs after its command, as in syndic plan --json; see syndic help "
        "plan\n");
  CHECK(error_of({"--only", "casel", "refresh"}) ==
        "error: --only belongs after its command, as in syndic refresh --only SOURCE; see syndic "
        "help "
        "refresh\n");
  CHECK(error_of({"--failing"}) ==
        "error: --failing belongs after its command, as in syndic status --failing; see syndic "
        "--help\n");
  CHECK(error_of({"refresh", "--failing"}) ==
        "error: --failing is no option of syndic refresh, but of syndic status; see syndic help "
        "refresh\n");
}

TEST_CASE("two commands are one too many") {
  CHECK(error_of({"plan", "refresh"}) ==
        "error: one command at a time, syndic plan or syndic refresh; see syndic help plan\n");
}

TEST_CASE("a word after a command that takes none says which command or option takes it") {
  CHECK(error_of({"refresh", "best-partner"}) ==
        "error: syndic refresh takes one source with --only, as in syndic refresh --only "
        "best-partner; see syndic help refresh\n");
  CHECK(error_of({"refresh", "Best partner"}) ==
        "error: syndic refresh takes one source with --only, as in syndic refresh --only \"Best "
        "partner\"; see syndic help refresh\n");
  CHECK(error_of({"status", "a-partner"}) ==
        "error: syndic status tells of all sources; syndic why a-partner tells of one; see syndic "
        "help status\n");
  CHECK(error_of({"why", "Great", "news"}) ==
        "error: \"news\" is one word too many for syndic why; put words that belong together in "
        "quotes; see syndic help why\n");
  CHECK(error_of({"refesh", "check"}) ==
        "error: there is no command or option \"refesh\"; did you mean refresh? See syndic help "
        "check\n");
}

TEST_CASE("a file where none is taken is told to be named by -c") {
  const syndic::test::TempDir dir;
  dir.write("mine", "");
  const std::string file = (dir / "mine").string();
  CHECK(error_of({"plan", file.c_str()}) ==
        "error: \"" + file +
            "\" is a file; the configuration is named by -c, as in syndic plan -c " + file +
            "; see syndic help plan\n");
  CHECK(error_of({"none.toml"}) ==
        "error: \"none.toml\" is a file; the configuration is named by -c, as in syndic check -c "
        "none.toml; see syndic --help\n");
}

}  // namespace arguments_test
