// SPDX-License-Identifier: MIT
//
// The samples of config/monitoring: they name metrics that there are. Whether Prometheus takes the
// alerts is in tests/e2e/schemas_test.cc.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "notify/metrics.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "tests/support/temp_dir.h"

namespace monitoring_test {

using namespace syndic;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::set<std::string> kMetrics = {"syndic_build_info",
                                        "syndic_sources",
                                        "syndic_items",
                                        "syndic_last_run_new_items",
                                        "syndic_last_run_received_bytes",
                                        "syndic_last_run_duration_seconds",
                                        "syndic_last_run_end_timestamp_seconds",
                                        "syndic_last_run_exit_code",
                                        "syndic_last_run_requests",
                                        "syndic_store_size_bytes",
                                        "syndic_publication_checked_timestamp_seconds",
                                        "syndic_publication_faults",
                                        "syndic_source_last_success_timestamp_seconds",
                                        "syndic_source_failures",
                                        "syndic_source_failing_since_timestamp_seconds",
                                        "syndic_source_answer_median_seconds",
                                        "syndic_source_items",
                                        "syndic_source_new_items",
                                        "syndic_source_received_bytes",
                                        "syndic_source_fetch_duration_seconds"};

std::set<std::string> names_in(const std::string& text, const char* pattern) {
  const std::regex name(pattern);
  std::set<std::string> names;
  for (std::sregex_iterator found(text.begin(), text.end(), name), end; found != end; ++found) {
    names.insert((*found)[1]);
  }
  return names;
}

/// The metrics that an expression names.
std::set<std::string> metrics_in(const std::string& text) {
  return names_in(text, R"(\b(syndic_[a-z_]+))");
}

std::string sample_of(const char* name) {
  return test::bytes_of(test::source_dir() / "config/monitoring" / name);
}

}  // namespace

TEST_CASE("these are the metrics that a run may write") {
  notify::RunMetrics run{.version = "1",
                         .outcomes = {{"failed", 1}},
                         .requests = {{"200", 1}},
                         .store_bytes = 1,
                         .proof = notify::RunMetrics::Proof{1, 0}};
  run.sources.push_back({.id = "a",
                         .last_success = 1,
                         .failing_since = 1,
                         .answer_time = 1ms,
                         .fetch = notify::SourceMetrics::Fetch{1, 1, 1ms}});
  CHECK(names_in(notify::render_metrics(run), R"(# TYPE (\S+) gauge)") == kMetrics);
}

TEST_CASE("the dashboard has panels with titles and units, of metrics that there are") {
  const json board = json::parse(sample_of("grafana.json"));
  CHECK(board.at("uid") == "syndic");
  CHECK(board.at("schemaVersion") >= 36);  // Grafana 9.
  CHECK(board.at("templating").at("list").at(0).at("type") == "datasource");
  std::set<int> ids;
  for (const json& panel : board.at("panels")) {
    const std::string title = panel.at("title");
    CAPTURE(title);
    CHECK_FALSE(title.empty());
    CHECK(ids.insert(panel.at("id").get<int>()).second);
    CHECK_FALSE(panel.at("fieldConfig").at("defaults").at("unit").get<std::string>().empty());
    CHECK(panel.at("datasource").at("uid") == "${datasource}");
    REQUIRE_FALSE(panel.at("targets").empty());
    for (const json& target : panel.at("targets")) {
      CHECK(target.at("datasource").at("uid") == "${datasource}");
      const auto named = metrics_in(target.at("expr"));
      CHECK_FALSE(named.empty());
      for (const std::string& name : named) {
        CAPTURE(name);
        CHECK(kMetrics.contains(name));
      }
    }
  }
  CHECK(ids.size() == 14);
}

TEST_CASE("the alerts are of metrics that there are, and say what to do") {
  const std::string rules = sample_of("syndic.rules.yml");
  for (const std::string& name : metrics_in(rules)) {
    CAPTURE(name);
    CHECK(kMetrics.contains(name));
  }
  const auto alerts = names_in(rules, R"(- alert: (\w+))");
  CHECK(alerts == std::set<std::string>{"SyndicStandsStill", "SyndicMetricsMissing",
                                        "SyndicRunFailed", "SyndicSourceNotRead",
                                        "SyndicSourceNeverRead", "SyndicPublicationFaults",
                                        "SyndicStoreGrows"});
  const auto count = [&](const std::string& word) {
    std::size_t found = 0;
    for (std::size_t at = rules.find(word); at != std::string::npos;
         at = rules.find(word, at + 1)) {
      ++found;
    }
    return found;
  };
  CHECK(count("\n          summary: ") == alerts.size());
  CHECK(count("\n          description: ") == alerts.size());
}

}  // namespace monitoring_test
