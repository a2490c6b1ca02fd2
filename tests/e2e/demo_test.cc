// SPDX-License-Identifier: MIT
//
// The demonstration holds what the network's news list holds: config/demo.toml as it is shipped,
// but for its ports and folders.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "serve/preview_server.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace demo_test {

using namespace syndic;
using nlohmann::json;

namespace {

struct Row {
  std::string day;
  std::string title;
  std::string kind;
  std::string source;
  std::string also_in;
};

bool operator==(const Row& a, const Row& b) {
  return std::tie(a.day, a.title, a.kind, a.source, a.also_in) ==
         std::tie(b.day, b.title, b.kind, b.source, b.also_in);
}

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.day << " | " << row.title << " | " << row.kind << " | " << row.source << " | "
             << row.also_in;
}

const std::vector<Row> kNewsList = {
    {"2022-05-16", "Collaborating For Student Success", "watch", "nlmp", ""},
    {"2022-03-02", "Essential Work", "read", "network", ""},
    {"2022-01-21",
     "2011-2021 Ten years of SEL in US School Districts - Elements for Long-Term Sustainability of "
     "SEL",
     "read", "casel", ""},
    {"2021-11-23",
     "Grappling with CoVid's Impact on Education: Labor & Management Confront the Crisis!", "read",
     "calmi", ""},
    {"2021-11-22", "Foundations in Labor Management Collaboration: A Framework & Resources",
     "watch", "network", ""},
    {"2021-09-29", "“Leading Forward, Together” is a learning series for teams of principals and…",
     "read", "aft", "nassp"},
    {"2021-05-26",
     "2021 National LMC Symposium: Rethinking Our Schools - From Crisis to Opportunity!", "read",
     "cec", "nlmp"},
    {"2021-04-05", "National TURN Opening Session March 2, 2021", "watch", "national-turn", ""},
    {"2021-04-04", "Organizing Through the 3 Frames of Comprehensive Unionism 2022", "read",
     "national-turn", ""},
    {"2020-06-19", "Nick Wahl: Interest-Based Bargaining", "listen", "cec-podcast", ""},
    {"2020-06-05", "Rethinking our schools: Navigating Covid-19 and beyond!", "read", "network",
     ""},
    {"2019-11-20", "Carole Collins Ayanlaja: Equity", "listen", "cec-podcast", ""},
    {"2019-10-29",
     "New Case Study: Impact of the CEC Labor Management Partnership in Santa Clara California",
     "read", "cec", ""},
    {"2019-05-20", "In Memory of Dal George Lawrence", "read", "network", ""},
    {"2019-05-01", "Ruth Cross and Gail Capps: Social Emotional Learning", "listen", "cec-podcast",
     "casel"},
    {"2019-04-11", "NEP Webinar: Implicit Bias, Structural Racialization, and Equity", "read",
     "nep", ""},
    {"2019-04-04", "Eugene Robinson, Jr.: Ensuring Postsecondary Success for All Students",
     "listen", "cec-podcast", ""},
    {"2019-02-04", "MASE TURN: Engaging Beginning Teachers", "read", "mase-turn", ""},
    {"2019-02-04", "Northeast TURN", "read", "northeast-turn", ""},
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// The samples, served as the demonstration serves them.
class Samples {
 public:
  explicit Samples(const std::filesystem::path& folder) : server_({folder, {"127.0.0.1", 0}}) {
    server_.bind();
    thread_ = std::thread([this] { server_.run(); });
  }
  Samples(const Samples&) = delete;
  Samples& operator=(const Samples&) = delete;
  ~Samples() {
    server_.stop();
    thread_.join();
  }
  [[nodiscard]] int port() const { return server_.port(); }

 private:
  serve::PreviewServer server_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("the demonstration publishes the network's news list, and a second run changes nothing") {
  const std::filesystem::path project = test::source_dir();
  const Samples samples(project / "feeds/partners");
  const test::TempDir dir;
  std::string config = test::bytes_of(project / "config/demo.toml");
  config = replaced(config, "127.0.0.1:8807", "127.0.0.1:" + std::to_string(samples.port()));
  config = replaced(config, "../feeds/partners", (project / "feeds/partners").string());
  config = replaced(config, "../feeds/news", (project / "feeds/news").string());
  config = replaced(config, "../feeds/public", "public");
  const std::string file = dir.write("demo.toml", config).string();

  const auto run = test::run_syndic({"refresh", "--json", "--strict", "-c", file});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);

  std::vector<Row> rows;
  const json all = json::parse(test::bytes_of(dir / "public/all.json"));
  for (const json& item : all.at("items")) {
    const json& facts = item.at("_syndic");
    rows.push_back({item.at("date_published").get<std::string>().substr(0, 10),
                    item.value("title", ""), facts.at("kind"), facts.at("source").at("id"),
                    facts.contains("also_in") ? facts.at("also_in").at(0) : json("")});
    CHECK(item.at("url").get<std::string>().find("utm_") == std::string::npos);
  }
  CHECK(rows == kNewsList);

  const auto again = test::run_syndic({"refresh", "--json", "--strict", "--force", "-c", file});
  REQUIRE(again.exit_code == 0);
  const json second = json::parse(again.out);
  for (const json& source : second.at("sources")) CHECK(source.at("outcome") == "unchanged");
  for (const json& feed : second.at("feeds")) CHECK(feed.at("written") == false);
}

}  // namespace demo_test
