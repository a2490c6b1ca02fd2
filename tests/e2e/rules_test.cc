// SPDX-License-Identifier: MIT
//
// include and exclude, as subscribers and the operator see them.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"
#include "tests/support/files.h"

namespace rules_test {

using namespace syndic::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

constexpr const char* kNow = "2026-01-31T12:00:00Z";
constexpr const char* kTenMinutesLater = "2026-01-31T12:10:00Z";

// A partner whose rules can be changed from run to run.
struct Partner {
  TempDir dir;
  Partner() {
    dir.write("casel.xml", rss_feed("casel.example", {"labor", "sponsored", "podcast"}));
  }

  Finished run(const std::string& rules, const Lines& flags = {}, const char* now = kNow) {
    dir.write("syndic.toml", "[site]\ntitle = \"All\"\nurl = \"https://t.example/\"\n" +
                                 store_section(dir.path(), "s.db") +
                                 "[[source]]\nid = \"casel\"\n"
                                 "path = \"casel.xml\"\n" +
                                 rules);
    Lines command = {"refresh", "-c", (dir.path() / "syndic.toml").string()};
    command.insert(command.end(), flags.begin(), flags.end());
    return run_syndic(command, {{"SYNDIC_NOW", now}});
  }

  json report(const std::string& rules, Lines flags = {}, const char* now = kNow) {
    flags.emplace_back("--json");
    const Finished run_of_it = run(rules, flags, now);
    INFO(run_of_it.err);
    REQUIRE(run_of_it.exit_code == 0);
    return json::parse(run_of_it.out).at("sources").at(0);
  }

  // Of the store's file; empty on PostgreSQL.
  [[nodiscard]] std::string store_bytes() const {
    return is_on_postgres() ? "" : bytes_of(dir.path() / "s.db");
  }

  [[nodiscard]] Lines published() const {
    Lines titles;
    const json feed = json::parse(bytes_of(dir.path() / "public/all.json"));
    for (const json& item : feed.at("items")) titles.push_back(item.at("title"));
    return titles;
  }
};

}  // namespace

TEST_CASE("what a rule drops is not published, and counted and named in the report") {
  Partner partner;
  const json casel = partner.report("exclude = [\"sponsored\"]\n");
  CHECK(partner.published() == Lines{"labor", "podcast"});
  CHECK(casel.at("new") == 2);
  CHECK(casel.at("items") == 3);  // It is stored all the same.
  CHECK(casel.at("dropped") == json{{"exclude \"sponsored\"", 1}});
}

TEST_CASE("the report for people names the rule, and the next run without news does not") {
  Partner partner;
  const std::string rules = "include = [\"labor\", \"sponsored\"]\nexclude = [\"sponsored\"]\n";
  const Finished first = partner.run(rules);
  CHECK(partner.published() == Lines{"labor"});
  CHECK(first.out.find("1 left out by exclude \"sponsored\"; 1 left out by no include matches\n") !=
        std::string::npos);
  const Finished second = partner.run(rules, {}, kTenMinutesLater);
  CHECK(second.out.find("left out") == std::string::npos);
}

TEST_CASE("without rules the report says nothing of them") {
  Partner partner;
  const json casel = partner.report("");
  CHECK_FALSE(casel.contains("dropped"));
  CHECK_FALSE(casel.contains("let_in"));
  CHECK(casel.at("new") == 3);
}

TEST_CASE("changed rules are heeded at once, offline and with nothing due") {
  Partner partner;
  REQUIRE(partner.report("").at("new") == 3);

  json casel = partner.report("exclude = [\"podcast\"]\n", {"--offline"}, kTenMinutesLater);
  CHECK(casel.at("outcome") == "not_due");
  CHECK(casel.at("dropped") == json{{"exclude \"podcast\"", 1}});
  CHECK(casel.at("new") == 0);
  CHECK(partner.published() == Lines{"labor", "sponsored"});

  casel = partner.report("exclude = [\"sponsored\"]\n", {}, kTenMinutesLater);
  CHECK(casel.at("outcome") == "not_due");
  CHECK(casel.at("dropped") == json{{"exclude \"sponsored\"", 1}});
  CHECK(casel.at("let_in") == 1);
  CHECK(partner.published() == Lines{"labor", "podcast"});

  casel = partner.report("", {}, kTenMinutesLater);
  CHECK_FALSE(casel.contains("dropped"));
  CHECK(casel.at("let_in") == 1);
  CHECK(partner.published() == Lines{"labor", "sponsored", "podcast"});
}

TEST_CASE("rules that are the same change nothing: no file is touched") {
  Partner partner;
  const std::string rules = "exclude = [\"podcast\"]\n";
  (void)partner.run(rules);
  const auto feed_before = fs::last_write_time(partner.dir.path() / "public/all.json");
  const std::string store_before = partner.store_bytes();
  const json casel = partner.report(rules, {}, kTenMinutesLater);
  CHECK_FALSE(casel.contains("dropped"));
  CHECK(fs::last_write_time(partner.dir.path() / "public/all.json") == feed_before);
  CHECK(partner.store_bytes() == store_before);
}

TEST_CASE("a dry run tells what changed rules would do, and does not do it") {
  Partner partner;
  (void)partner.run("");
  const json casel = partner.report("exclude = [\"podcast\"]\n", {"--dry-run"}, kTenMinutesLater);
  CHECK(casel.at("dropped") == json{{"exclude \"podcast\"", 1}});
  CHECK(partner.published() == Lines{"labor", "sponsored", "podcast"});
  CHECK_FALSE(partner.report("", {}, kTenMinutesLater).contains("let_in"));
}

TEST_CASE("an item that its writer changes is judged by what it says then") {
  Partner partner;
  const std::string rules = "exclude = [\"ad\"]\n";
  REQUIRE(partner.report(rules).at("new") == 3);
  std::string feed = bytes_of(partner.dir.path() / "casel.xml");
  feed.replace(feed.find("About labor."), 12, "This is an ad.");
  partner.dir.write("casel.xml", feed);
  CHECK(partner.report(rules, {"--force"}, kTenMinutesLater).at("changed") == 0);
  CHECK(partner.published() == Lines{"sponsored", "podcast"});
}

TEST_CASE("another partner's copy of a dropped item is published") {
  Partner partner;
  partner.dir.write("cec.xml", rss_feed("casel.example", {"sponsored"}));
  (void)partner.run("exclude = [\"sponsored\"]\n[[source]]\nid = \"cec\"\npath = \"cec.xml\"\n");
  CHECK(partner.published() == Lines{"sponsored", "labor", "podcast"});
  const json feed = json::parse(bytes_of(partner.dir.path() / "public/all.json"));
  CHECK_FALSE(feed.at("items").at(0).at("_syndic").contains("also_in"));
}

}  // namespace rules_test
