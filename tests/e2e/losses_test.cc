// SPDX-License-Identifier: MIT
//
// What a person reads when a store on PostgreSQL is lost or refuses, and that nothing else is:
// files stay, and the next run goes on.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>

#include "base/time_format.h"
#include "tests/e2e/network.h"
#include "tests/support/postgres.h"

namespace losses_test {

using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

bool has_no_postgres() {
  if (PostgresServer::is_available()) return false;
  WARN("skipped: there is no PostgreSQL");
  return true;
}

/// A published network whose store is on a server of its own, and a source with something new.
class Desk {
 public:
  Desk() {
    sql("CREATE DATABASE news");
    configure(server_.url("news"));
    web_.reply("/feed", {.body = news()});
    REQUIRE(run("refresh").exit_code == 0);
    prepare();
  }

  void configure(const std::string& url) const {
    dir_.write("syndic.toml",
               "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
               "feeds_url = \"https://t.example/feeds/\"\n[store]\nurl = \"" +
                   url +
                   "\"\n[publish]\nverify = false\n[fetch]\nallow_private = true\n"
                   "[[source]]\nid = \"a\"\nname = \"A\"\nurl = \"" +
                   web_.url("/feed") + "\"\n");
  }

  /// At a time at which the source is due.
  [[nodiscard]] std::unique_ptr<Process> start(const std::string& command) {
    std::vector<std::string> words = {syndic_binary(), command, "-q", "-c",
                                      (dir_ / "syndic.toml").string()};
    if (command == "why") words.emplace_back("0");
    hours_ += 2;
    const auto now =
        *syndic::base::parse_rfc3339_utc("2026-01-31T12:00:00Z") + boost::posix_time::hours(hours_);
    return std::make_unique<Process>(words, std::map<std::string, std::string>{
                                                {"SYNDIC_NOW", syndic::base::format_rfc3339(now)}});
  }

  [[nodiscard]] Finished run(const std::string& command) { return start(command)->wait(); }

  [[nodiscard]] Finished check() const {
    return run_syndic({"check", "-c", (dir_ / "syndic.toml").string()});
  }

  /// What the source has: one more item than was published last.
  [[nodiscard]] std::string news() const {
    std::vector<std::string> titles;
    for (int item = items_; item >= 0; --item) titles.push_back(std::to_string(item));
    return rss_feed("a.example", titles);
  }

  void sql(const std::string& statement, const std::string& database = "postgres") const {
    const Finished psql = run_psql(server_.url(database), statement + ";");
    INFO(psql.err);
    REQUIRE(psql.exit_code == 0);
  }

  /// Restarts the server, which then lets others in as this line of its pg_hba.conf says.
  void allow(const std::string& line) {
    std::ofstream(server_.folder() / "data/pg_hba.conf") << line << "\nlocal all syndic trust\n";
    server_.restart();
  }

  /// What a run says that fails; it exits 1, and published files are as they were.
  [[nodiscard]] std::string failure(const std::string& command = "refresh") {
    return words_of(run(command));
  }

  [[nodiscard]] std::string words_of(const Finished& finished) const {
    CHECK(finished.exit_code == 1);
    CHECK(bytes_of(feed()) == before_);
    return without_place(finished.err);
  }

  /// Words that name the store, without where its server is.
  [[nodiscard]] static std::string without_place(std::string words) {
    const std::size_t at = words.find("postgresql:///news?host=/");
    if (at == std::string::npos) return words;
    const std::size_t query = words.find('?', at);
    return words.erase(query, words.find(' ', query) - query);
  }

  /// Once it is mended, a later run publishes all there is, each item once.
  void check_goes_on() {
    const Finished next = run("refresh");
    CHECK(next.err.empty());
    CHECK(next.exit_code == 0);
    std::multiset<std::string> titles;
    std::multiset<std::string> due;
    const json document = json::parse(bytes_of(feed()));
    for (const json& item : document.at("items")) titles.insert(item.at("title"));
    for (int item = 0; item <= items_; ++item) due.insert(std::to_string(item));
    CHECK(titles == due);
    prepare();
  }

  [[nodiscard]] std::filesystem::path feed() const { return dir_ / "public/all.json"; }
  [[nodiscard]] FaultServer& web() { return web_; }
  [[nodiscard]] PostgresServer& server() { return server_; }

 private:
  void prepare() {
    before_ = bytes_of(feed());
    ++items_;
    web_.reply("/feed", {.body = news()});
  }

  TempDir dir_;
  FaultServer web_;
  PostgresServer server_;
  std::string before_;
  int items_ = 0;
  int hours_ = 0;
};

/// Until the replica has all that is committed.
void await_replica(const PostgresServer& primary, const PostgresServer& replica) {
  const auto at = [](const PostgresServer& server, const std::string& function) {
    return run_psql(server.url(), "SELECT " + function + "();").out;
  };
  const std::string end = at(primary, "pg_current_wal_flush_lsn");
  while (run_psql(replica.url(),
                  "SELECT pg_last_wal_replay_lsn() >= '" + end.substr(0, end.find('\n')) + "';")
             .out != "t\n") {
    std::this_thread::sleep_for(20ms);
  }
}

// The words after the name of the store.
std::string line(const std::string& words) {
  return "error: store postgresql:///news " + words + "\n";
}

}  // namespace

TEST_CASE("a connection that ends while a source answers ends the run") {
  if (has_no_postgres()) return;
  Desk desk;
  const std::string body = desk.news();
  desk.web().reply("/feed", {.body = body, .delay = 1s});
  const auto run = desk.start("refresh");
  while (desk.web().requests("/feed").size() < 2) std::this_thread::sleep_for(5ms);
  desk.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'news'");
  CHECK(desk.words_of(run->wait()) ==
        line("was closed by the server, as when that is stopped or restarted; run again"));
  desk.web().reply("/feed", {.body = body});
  desk.check_goes_on();
}

TEST_CASE("where the primary is lost, runs go on with the replica that takes its place") {
  if (has_no_postgres()) return;
  Desk desk;
  PostgresServer replica({.primary = desk.server()});
  const std::string read_only = line(
      "is read-only: the server is a replica, or set so; name the primary (in the url: "
      "target_session_attrs=read-write)");
  desk.configure(replica.url("news"));
  CHECK(desk.failure() == read_only);
  std::string both = desk.server().url("news");
  both.replace(both.find("&port"), 5,
               "," + replica.folder().string() + "&target_session_attrs=read-write&port");
  desk.configure(both);
  desk.check_goes_on();

  const std::string body = desk.news();
  desk.web().reply("/feed", {.body = body, .delay = 1s});
  const auto run = desk.start("refresh");
  const std::size_t before = desk.web().requests("/feed").size();
  while (desk.web().requests("/feed").size() == before) std::this_thread::sleep_for(5ms);
  await_replica(desk.server(), replica);
  desk.server().kill();
  CHECK(desk.words_of(run->wait()) ==
        line("was closed: the connection to its server was lost; run again"));
  CHECK(desk.failure() ==
        line("cannot be reached: connection to server on socket \"" +
             desk.server().folder().string() +
             "/.s.PGSQL.5432\" failed: Connection refused; connection to server on socket \"" +
             replica.folder().string() +
             "/.s.PGSQL.5432\" failed: session is read-only; run again when its server is there"));
  CHECK(run_psql(replica.url(), "SELECT pg_promote();").exit_code == 0);
  desk.web().reply("/feed", {.body = body});
  desk.check_goes_on();
}

TEST_CASE("a server that is not there is named, and files stay") {
  if (has_no_postgres()) return;
  Desk desk;
  desk.server().stop();
  for (const char* command : {"refresh", "status", "plan", "why"}) {
    CAPTURE(command);
    CHECK(desk.failure(command) ==
          line("cannot be reached: connection to server on socket \"" +
               desk.server().folder().string() +
               "/.s.PGSQL.5432\" failed: No such file or directory; run again when its server is "
               "there"));
  }
  desk.server().start();
  desk.check_goes_on();
}

TEST_CASE("what a server refuses is said in a line, and mended") {
  if (has_no_postgres()) return;
  Desk desk;
  const auto raise = [&](const char* state) {
    desk.sql(std::string("CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
                         "$$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '") +
                 state +
                 "'; END $$; CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON item FOR EACH ROW "
                 "EXECUTE FUNCTION refuse()",
             "news");
  };
  {
    INFO("a full disk");
    raise("53100");
    CHECK(desk.failure() ==
          line("cannot grow: the server's disk is full; make room there and run again"));
    desk.sql("DROP TRIGGER refuse ON item", "news");
    desk.check_goes_on();
  }
  {
    INFO("a statement that is too slow");
    raise("57014");
    CHECK(desk.failure() == line("is too slow: the server gave a statement up after its time; look "
                                 "at the server, and run again"));
    desk.sql("DROP TRIGGER refuse ON item", "news");
    desk.check_goes_on();
  }
  {
    INFO("a lock that another holds for long");
    raise("55P03");
    CHECK(desk.failure() ==
          line("is in use: another session has held a lock on it for long; run "
               "again when that is done (PostgreSQL's pg_stat_activity shows who)"));
    desk.sql("DROP TRIGGER refuse ON item", "news");
    desk.check_goes_on();
  }
  {
    INFO("a replica");
    desk.sql("ALTER DATABASE news SET default_transaction_read_only = on");
    CHECK(desk.failure() == line("is read-only: the server is a replica, or set so; name the "
                                 "primary (in the url: target_session_attrs=read-write)"));
    desk.sql("ALTER DATABASE news RESET default_transaction_read_only");
    desk.check_goes_on();
  }
  {
    INFO("no such database");
    desk.sql("ALTER DATABASE news RENAME TO old");
    CHECK(desk.failure() ==
          line("cannot be opened: the server has no such database; make it with createdb "
               "(database \"news\" does not exist)"));
    desk.sql("ALTER DATABASE old RENAME TO news");
    desk.check_goes_on();
  }
  {
    INFO("no rights");
    desk.sql("CREATE ROLE guest LOGIN");
    std::string url = desk.server().url("news");
    url.replace(url.find("user=syndic"), 11, "user=guest");
    desk.configure(url);
    CHECK(desk.failure() == line("is closed to this user: grant it CREATE and USAGE on the "
                                 "schema, and all on its tables and sequences (permission denied "
                                 "for table syndic_store)"));
    desk.configure(desk.server().url("news"));
    desk.check_goes_on();
  }
  {
    INFO("a newer store");
    desk.sql("UPDATE syndic_store SET version = version + 1000", "news");
    const std::string said = desk.failure();
    CHECK(said.starts_with("error: store postgresql:///news has version "));
    CHECK(said.ends_with(", and is left as it is: use a newer syndic\n"));
    desk.sql("UPDATE syndic_store SET version = version - 1000", "news");
  }
  desk.check_goes_on();
}

TEST_CASE("a user or password that the server refuses is named as such") {
  if (has_no_postgres()) return;
  Desk desk;
  desk.sql("CREATE ROLE guest LOGIN SUPERUSER PASSWORD 'right'");
  desk.allow("local all guest scram-sha-256");
  const auto as_guest = [&](const std::string& more) {
    std::string url = desk.server().url("news");
    url.replace(url.find("user=syndic"), 11, "user=guest" + more);
    desk.configure(url);
  };
  const auto refused = [&](const std::string& said) {
    return line(
        "cannot be opened: the server refuses this user or password; see user and password in "
        "config/README.md, [store] (" +
        said + ")");
  };
  as_guest("&password=wrong");
  CHECK(desk.failure() == refused("password authentication failed for user \"guest\""));
  as_guest("");
  CHECK(desk.failure() == refused("no password supplied"));
  as_guest("&password=right");
  desk.check_goes_on();

  desk.allow("local all guest reject");
  CHECK(desk.failure() ==
        refused("pg_hba.conf rejects connection for host \"[local]\", user \"guest\", "
                "database \"news\", no encryption"));
  desk.allow("local all other trust");
  CHECK(desk.failure() ==
        refused("no pg_hba.conf entry for host \"[local]\", user \"guest\", database "
                "\"news\", no encryption"));
  desk.allow("local all guest trust");
  desk.check_goes_on();
}

TEST_CASE("a url that says nothing to libpq is called wrong") {
  if (has_no_postgres()) return;
  Desk desk;
  const std::string url = desk.server().url("news");
  desk.configure(url + "&hst=x");
  CHECK(desk.failure() ==
        line("has a url that is wrong: invalid URI query parameter: \"hst\"; mend "
             "it in [store]"));
  const Finished check = desk.check();
  CHECK(check.exit_code == 0);
  CHECK(Desk::without_place(check.out).find(
            ": store postgresql:///news has a url that is wrong: invalid URI query "
            "parameter: \"hst\"; mend it in [store]\n") != std::string::npos);
  for (const char* const password : {"SEC%ZZRET", "SEC@RET", "SEC/RET", "SEC?RET"}) {
    desk.configure(std::string("postgresql://ann:") + password + "@127.0.0.1/news");
    CHECK(desk.failure() ==
          "error: store postgresql://… has a url that is wrong: write special characters of user "
          "and password as %25 for %, %40 for @, %2F for /, %3F for ?, %23 for #, or give password "
          "in [store]\n");
  }
  desk.configure("postgresql://ann:SECRET@[::1/news");
  const std::string said = desk.failure();
  CHECK(said.find("has a url that is wrong: end of string reached") != std::string::npos);
  CHECK(said.find("SECRET") == std::string::npos);
  desk.configure(url + "&service=nobody");
  CHECK(desk.failure() == line("has a url that is wrong: definition of service \"nobody\" not "
                               "found; mend it in [store]"));
  desk.configure(url);
  desk.check_goes_on();
}

TEST_CASE("a lock that another session holds, or a statement that takes too long, ends the run") {
  if (has_no_postgres()) return;
  Desk desk;
  const auto patient = [&](const std::string& setting) {
    desk.configure(desk.server().url("news") + "&options=-c" + setting + "%3D200ms");
  };
  std::thread holder([&] {
    static_cast<void>(
        run_psql(desk.server().url("news"), "BEGIN; LOCK TABLE item; SELECT pg_sleep(600);"));
  });
  const std::string held =
      "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted;";
  while (run_psql(desk.server().url("news"), held).out != "1\n") std::this_thread::sleep_for(20ms);
  patient("lock_timeout");
  CHECK(desk.failure() ==
        line("is in use: another session has held a lock on it for long; run "
             "again when that is done (PostgreSQL's pg_stat_activity shows who)"));
  patient("statement_timeout");
  CHECK(desk.failure() == line("is too slow: the server gave a statement up after its time; look "
                               "at the server, and run again"));
  desk.sql(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks "
      "WHERE mode = 'AccessExclusiveLock'");
  holder.join();
  desk.check_goes_on();
}

}  // namespace losses_test
