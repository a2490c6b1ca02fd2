// SPDX-License-Identifier: MIT
//
// Several workers on one store: who asks what, what is lost with those that die, and what is
// published of it.
#include <signal.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <thread>

#include "base/time_format.h"
#include "tests/e2e/network.h"
#include "tests/support/many_hosts.h"
#include "tests/support/postgres.h"

namespace workers_test {

using namespace syndic;
using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr int kHosts = 250;
constexpr int kWorkers = 4;
constexpr int kFeeds = 25;  // No subscription document holds more than some 2,200 such items.
constexpr auto kDelay = 100ms;

// Every twentieth source answers later than the next may be asked.
constexpr auto kSlow = 150ms;

bool has_no_postgres() {
  if (PostgresServer::is_available()) return false;
  WARN("skipped: there is no PostgreSQL");
  return true;
}

std::string time_after(int hours) {
  return base::format_rfc3339(*base::parse_rfc3339_utc("2026-01-31T12:00:00Z") +
                              boost::posix_time::hours(hours));
}

// 127.1.x.y
std::string address_of(int source) { return "127.1.1." + std::to_string(1 + source % kHosts); }

/// Sources at many hosts, a store, and workers, each with a configuration of its own.
class Office {
 public:
  explicit Office(int sources)
      : sources_(sources), hosts_([this](std::string_view path) { return answer(path); }) {}

  /// What all sources have from now on, named "<source>-<number>", from 0.
  void set_items(int count) { items_ = count; }

  /// The configuration of a worker; one that publishes does so into the folder `place`.
  void configure(int worker, bool publishes, const std::string& place) const {
    std::string config =
        "[site]\ntitle = \"All\"\nurl = \"https://www.example.org/\"\n"
        "feeds_url = \"https://www.example.org/feeds/\"\n[store]\nurl = \"" +
        server_.url() + "\"\npublish = " + (publishes ? "true" : "false") +
        "\n[publish]\ndirectory = \"" + (dir_ / place).string() +
        "\"\nverify = false\nformats = [\"json\"]\npage = false\n"
        "precompress = []\nstatus = false\nevents = false\nopml = false\n"
        "[fetch]\nallow_private = true\nper_host = 1\nhost_delay = \"100ms\"\n"
        "user_agent = \"w" +
        std::to_string(worker) + "\"\n";
    for (int feed = 0; feed < kFeeds; ++feed) {
      const std::string name = "f" + std::to_string(feed);
      config += "[[feed]]\nname = \"" + name + "\"\ntitle = \"" + name + "\"\ngroups = [\"" + name +
                "\"]\nitems = 10000\narchive = false\n";
    }
    for (int source = 0; source < sources_; ++source) {
      config += "[[source]]\nid = \"s" + std::to_string(source) + "\"\nname = \"s" +
                std::to_string(source) + "\"\ngroups = [\"f" + std::to_string(source % kFeeds) +
                "\"]\nurl = \"http://" + address_of(source) + ":" + std::to_string(hosts_.port()) +
                "/" + std::to_string(source) + "\"\n";
    }
    dir_.write(file(worker), config);
  }

  [[nodiscard]] std::unique_ptr<Process> start(int worker, int hours = 0) const {
    return std::make_unique<Process>(
        std::vector<std::string>{syndic_binary(), "refresh", "-q", "-c",
                                 (dir_ / file(worker)).string()},
        std::map<std::string, std::string>{{"SYNDIC_NOW", time_after(hours)}});
  }

  std::string sql(const std::string& statement) const {
    const Finished psql = run_psql(server_.url(), statement + ";");
    if (psql.exit_code != 0) throw std::runtime_error(psql.err);
    return psql.out;
  }

  /// How many workers have told the others that they are at work.
  [[nodiscard]] int at_work() const {
    if (requests().empty()) return 0;  // There may be no store yet.
    return std::stoi(sql("SELECT count(*) FROM process"));
  }

  /// The ids of the items of all published feeds of that folder, with how often each is there.
  [[nodiscard]] std::map<std::string, int> published(const std::string& place) const {
    std::map<std::string, int> times;
    for (int feed = 0; feed < kFeeds; ++feed) {
      const json document =
          json::parse(bytes_of(dir_ / place / ("f" + std::to_string(feed) + ".json")));
      for (const json& item : document.at("items")) ++times[item.at("id")];
    }
    return times;
  }

  [[nodiscard]] std::vector<HostRequest> requests() const { return hosts_.requests(); }
  [[nodiscard]] ManyHosts& hosts() { return hosts_; }
  [[nodiscard]] PostgresServer& server() { return server_; }
  [[nodiscard]] const TempDir& dir() const { return dir_; }

 private:
  static std::string file(int worker) { return "w" + std::to_string(worker) + ".toml"; }

  // On the server's thread.
  [[nodiscard]] ManyHosts::Answer answer(std::string_view path) const {
    const std::string name = "s" + std::string(path.substr(1));
    std::vector<std::string> titles;
    for (int item = items_; item > 0; --item) {
      titles.push_back(name + "-" + std::to_string(item - 1));
    }
    const bool is_slow = std::stoi(std::string(path.substr(1))) % 20 == 0;
    return {.body = rss_feed(name + ".example", titles),
            .delay = is_slow ? std::chrono::milliseconds(kSlow) : 2ms};
  }

  int sources_;
  std::atomic<int> items_ = 1;
  TempDir dir_;
  PostgresServer server_;
  ManyHosts hosts_;
};

/// How hosts were treated, all workers together.
struct Politeness {
  int at_once = 0;  ///< Requests that came while the host still had another.
  int hasty = 0;    ///< Those that came less than half the delay after the one before.
  int early = 0;    ///< Those that came earlier than the delay but for what the way may take.
};

// A request arrives later than it is sent: by what connecting takes and by what the machine does in
// between. A late one before one in time makes their gap too small, as two workers that ask the
// host one after the other have each their own way.
Politeness politeness(const std::vector<HostRequest>& requests) {
  constexpr auto kJitter = 20ms;
  std::map<std::string, HostRequest> last;
  Politeness result;
  for (const HostRequest& request : requests) {
    const auto before = last.find(request.host);
    if (before != last.end()) {
      const auto gap = request.at - before->second.at;
      if (before->second.ended > request.at) ++result.at_once;
      if (gap < kDelay / 2) ++result.hasty;
      if (gap < kDelay - kJitter) ++result.early;
    }
    last.insert_or_assign(request.host, request);
  }
  return result;
}

std::map<std::string, int> times_by_path(const std::vector<HostRequest>& requests,
                                         std::size_t begin = 0) {
  std::map<std::string, int> times;
  for (std::size_t i = begin; i < requests.size(); ++i) ++times[requests[i].path];
  return times;
}

int most(const std::map<std::string, int>& times) {
  int most = 0;
  for (const auto& [name, count] : times) most = std::max(most, count);
  return most;
}

// Each item once, in the store and in what is published.
void check_items(const Office& office, int items, const std::string& place) {
  const std::string count = std::to_string(items);
  CHECK(office.sql("SELECT count(*), count(DISTINCT (source_key, id)), count(DISTINCT title) "
                   "FROM item") == count + "|" + count + "|" + count + "\n");
  const auto published = office.published(place);
  CHECK(published.size() == static_cast<std::size_t>(items));
  CHECK(most(published) == 1);
}

// No source was asked twice in what came since `begin`, and no host hastily at any time.
void check_requests(const Office& office, std::size_t begin) {
  const auto requests = office.requests();
  CHECK(most(times_by_path(requests, begin)) <= 1);
  const Politeness polite = politeness(requests);
  CHECK(polite.at_once == 0);
  CHECK(polite.hasty == 0);
}

// After that many rounds, each with an item more of every source, a run asks all and has all items.
void check_next_run(const Office& office, int rounds, int sources) {
  const std::size_t before = office.requests().size();
  const Finished next = office.start(0, 2 * rounds)->wait();
  INFO(next.err);
  CHECK(next.exit_code == 0);
  CHECK(office.requests().size() - before == static_cast<std::size_t>(sources));
  check_items(office, rounds * sources, "public");
}

/// Workers that are started again and again until all that is due was asked.
class Shift {
 public:
  Shift(const Office& office, int hours) : office_(office), hours_(hours) {
    for (std::size_t worker = 0; worker < workers_.size(); ++worker) start(worker);
  }

  /// Kills a worker, which may have ended already, and starts another in its place.
  void replace(std::size_t worker) {
    workers_.at(worker)->send_signal(SIGKILL);
    const Finished finished = workers_.at(worker)->wait();
    if (finished.exit_code == 128 + SIGKILL) {
      ++killed_;
    } else {
      CHECK(finished.exit_code == 0);
      CHECK(finished.err == "");
    }
    start(worker);
  }

  /// Waits until the database's end was noticed by all; each says one line of it, if it did not end
  /// before. To be called once the database is there again.
  std::set<std::string> wait_for_losses() {
    std::set<std::string> lines;
    for (auto& worker : workers_) {
      const Finished finished = worker->wait();
      if (finished.exit_code == 0 && finished.err.empty()) continue;
      CHECK(finished.exit_code == 1);
      CHECK(std::ranges::count(finished.err, '\n') == 1);
      lines.insert(finished.err);
    }
    return lines;
  }

  void start_all() {
    for (std::size_t worker = 0; worker < workers_.size(); ++worker) start(worker);
  }

  void finish() {
    for (auto& worker : workers_) {
      const Finished finished = worker->wait();
      CHECK(finished.exit_code == 0);
      CHECK(finished.err == "");
    }
  }

  [[nodiscard]] int killed() const { return killed_; }

 private:
  void start(std::size_t worker) {
    workers_.at(worker) = office_.start(static_cast<int>(worker), hours_);
  }

  const Office& office_;
  int hours_;
  std::array<std::unique_ptr<Process>, kWorkers> workers_;
  int killed_ = 0;
};

}  // namespace

TEST_CASE("four workers share 10,000 sources of 250 hosts") {
  if (has_no_postgres()) return;
  constexpr int kSources = 10'000;
  Office office(kSources);
  office.set_items(3);
  std::vector<std::unique_ptr<Process>> workers;
  for (int worker = 0; worker < kWorkers; ++worker) office.configure(worker, worker == 0, "public");
  // All are at work before the first has more than what it asks at a time.
  office.hosts().hold();
  for (int worker = 0; worker < kWorkers; ++worker) workers.push_back(office.start(worker));
  while (office.at_work() < kWorkers) std::this_thread::sleep_for(20ms);
  office.hosts().let_go();
  for (const auto& worker : workers) {
    const Finished finished = worker->wait();
    CHECK(finished.exit_code == 0);
    CHECK(finished.err == "");
  }

  const auto requests = office.requests();
  CHECK(requests.size() == kSources);
  const auto times = times_by_path(requests);
  CHECK(times.size() == kSources);
  CHECK(most(times) == 1);

  const Politeness polite = politeness(requests);
  CHECK(polite.at_once == 0);
  CHECK(polite.hasty == 0);
  CHECK(polite.early <= kSources / 100);

  std::map<std::string, int> shares;
  for (const HostRequest& request : requests) ++shares[request.user_agent];
  for (int worker = 0; worker < kWorkers; ++worker) {
    CAPTURE(worker);
    constexpr int kQuarter = kSources / kWorkers;
    const int share = shares["w" + std::to_string(worker)];
    CHECK(share >= kQuarter * 8 / 10);
    CHECK(share <= kQuarter * 12 / 10);
  }

  // Nothing is due any more; what others brought after the first had published is now.
  CHECK(office.start(0)->wait().exit_code == 0);
  CHECK(office.requests().size() == kSources);
  check_items(office, 3 * kSources, "public");
}

TEST_CASE("workers that are killed lose nothing and leave nothing undone") {
  if (has_no_postgres()) return;
  constexpr int kSources = 2'000;
  constexpr int kRounds = 10;
  constexpr int kKills = 10;  // Of a round.
  Office office(kSources);
  for (int worker = 0; worker < kWorkers; ++worker) office.configure(worker, true, "public");
  std::mt19937 random(20261130);
  for (int round = 0; round < kRounds; ++round) {
    CAPTURE(round);
    office.set_items(round + 1);
    const std::size_t before = office.requests().size();
    Shift shift(office, 2 * round);
    while (shift.killed() < kKills) {
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % 150));
      shift.replace(random() % kWorkers);
    }
    shift.finish();
    check_requests(office, before);
    // Those that asked and were killed before they had stored the answer are few.
    CHECK(times_by_path(office.requests(), before).size() > kSources / 2);
  }

  check_next_run(office, kRounds, kSources);
}

TEST_CASE("workers whose database is restarted lose nothing and say so") {
  if (has_no_postgres()) return;
  constexpr int kSources = 2'000;
  constexpr int kRounds = 5;  // With two restarts each.
  Office office(kSources);
  for (int worker = 0; worker < kWorkers; ++worker) office.configure(worker, true, "public");
  std::mt19937 random(20261201);
  std::set<std::string> lines;
  for (int round = 0; round < kRounds; ++round) {
    CAPTURE(round);
    office.set_items(round + 1);
    const std::size_t before = office.requests().size();
    Shift shift(office, 2 * round);
    for (const bool in_order : {true, false}) {
      std::this_thread::sleep_for(std::chrono::milliseconds(300 + random() % 600));
      in_order ? office.server().stop_in_order() : office.server().kill();
      office.server().start();
      lines.merge(shift.wait_for_losses());
      shift.start_all();
    }
    shift.finish();
    check_requests(office, before);
    CHECK(times_by_path(office.requests(), before).size() > kSources / 2);
  }
  const std::string store =
      "error: store postgresql:///postgres?host=" + office.server().folder().string() +
      "&port=5432 ";
  for (const std::string& line : lines) {
    CAPTURE(line);
    const bool was_lost = line.starts_with(store + "was closed") && line.ends_with("; run again\n");
    const bool was_not_there =
        line.starts_with("error: store postgresql:///postgres cannot be reached: ") &&
        line.ends_with("; run again when its server is there\n");
    const bool was_starting = line == store +
                                          "cannot be opened yet: the server is starting or "
                                          "stopping; run again\n";
    CHECK((was_lost || was_not_there || was_starting));
  }

  check_next_run(office, kRounds, kSources);
}

}  // namespace workers_test
