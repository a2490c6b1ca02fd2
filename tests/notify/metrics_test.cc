// SPDX-License-Identifier: MIT
#include "notify/metrics.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "base/error.h"
#include "tests/support/exposition.h"
#include "tests/support/temp_dir.h"

namespace metrics_test {

using namespace syndic;
using namespace std::chrono_literals;

namespace {

notify::RunMetrics sample() {
  notify::RunMetrics run{.version = "0.1.0",
                         .ended = 1769860802,
                         .elapsed = 2035ms,
                         .exit_code = 3,
                         .outcomes = {{"failed", 1}, {"updated", 1}, {"gone", 0}},
                         .requests = {{"200", 1}, {"none", 1}},
                         .store_bytes = 40960,
                         .proof = notify::RunMetrics::Proof{1769860801, 2}};
  run.sources.push_back({.id = "casel",
                         .last_success = 1769860800,
                         .items = 7,
                         .answer_time = 412ms,
                         .fetch = notify::SourceMetrics::Fetch{2, 4096, 35ms}});
  run.sources.push_back({.id = "cec",
                         .failures = 4,
                         .failing_since = 1769774400,
                         .fetch = notify::SourceMetrics::Fetch{0, 10, 7ms}});
  run.sources.push_back({.id = "turn", .last_success = 1769774400, .items = 1});
  return run;
}

}  // namespace

TEST_CASE("the metrics of a run are what Prometheus reads") {
  CHECK(notify::render_metrics(sample()) ==
        R"(# HELP syndic_build_info The program's version.
# TYPE syndic_build_info gauge
syndic_build_info{version="0.1.0"} 1
# HELP syndic_sources Sources by what the last run made of them.
# TYPE syndic_sources gauge
syndic_sources{outcome="failed"} 1
syndic_sources{outcome="gone"} 0
syndic_sources{outcome="updated"} 1
# HELP syndic_items Items in the store, of all configured sources.
# TYPE syndic_items gauge
syndic_items 8
# HELP syndic_last_run_new_items New items that the last run stored.
# TYPE syndic_last_run_new_items gauge
syndic_last_run_new_items 2
# HELP syndic_last_run_received_bytes Bytes that the last run received.
# TYPE syndic_last_run_received_bytes gauge
syndic_last_run_received_bytes 4106
# HELP syndic_last_run_duration_seconds How long the last run took.
# TYPE syndic_last_run_duration_seconds gauge
syndic_last_run_duration_seconds 2.035
# HELP syndic_last_run_end_timestamp_seconds When the last run ended.
# TYPE syndic_last_run_end_timestamp_seconds gauge
syndic_last_run_end_timestamp_seconds 1769860802
# HELP syndic_last_run_exit_code What the last run exited with; 0: done.
# TYPE syndic_last_run_exit_code gauge
syndic_last_run_exit_code 3
# HELP syndic_last_run_requests Sources that the last run asked a server for, by the answer's HTTP status.
# TYPE syndic_last_run_requests gauge
syndic_last_run_requests{status="200"} 1
syndic_last_run_requests{status="none"} 1
# HELP syndic_store_size_bytes Size of the store's database with its log.
# TYPE syndic_store_size_bytes gauge
syndic_store_size_bytes 40960
# HELP syndic_publication_checked_timestamp_seconds When it was last looked at what is served.
# TYPE syndic_publication_checked_timestamp_seconds gauge
syndic_publication_checked_timestamp_seconds 1769860801
# HELP syndic_publication_faults What was wrong then with what is served.
# TYPE syndic_publication_faults gauge
syndic_publication_faults 2
# HELP syndic_source_last_success_timestamp_seconds When the source was last read successfully.
# TYPE syndic_source_last_success_timestamp_seconds gauge
syndic_source_last_success_timestamp_seconds{source="casel"} 1769860800
syndic_source_last_success_timestamp_seconds{source="turn"} 1769774400
# HELP syndic_source_failures Failed fetches of the source in a row.
# TYPE syndic_source_failures gauge
syndic_source_failures{source="casel"} 0
syndic_source_failures{source="cec"} 4
syndic_source_failures{source="turn"} 0
# HELP syndic_source_failing_since_timestamp_seconds When the source failed first of the failures in a row.
# TYPE syndic_source_failing_since_timestamp_seconds gauge
syndic_source_failing_since_timestamp_seconds{source="cec"} 1769774400
# HELP syndic_source_answer_median_seconds How long the source's last answers took, by their median.
# TYPE syndic_source_answer_median_seconds gauge
syndic_source_answer_median_seconds{source="casel"} 0.412
# HELP syndic_source_items Items of the source in the store.
# TYPE syndic_source_items gauge
syndic_source_items{source="casel"} 7
syndic_source_items{source="cec"} 0
syndic_source_items{source="turn"} 1
# HELP syndic_source_new_items New items that the last run got from the source.
# TYPE syndic_source_new_items gauge
syndic_source_new_items{source="casel"} 2
syndic_source_new_items{source="cec"} 0
# HELP syndic_source_received_bytes Bytes that the last run got from the source.
# TYPE syndic_source_received_bytes gauge
syndic_source_received_bytes{source="casel"} 4096
syndic_source_received_bytes{source="cec"} 10
# HELP syndic_source_fetch_duration_seconds How long the last run's fetch of the source took.
# TYPE syndic_source_fetch_duration_seconds gauge
syndic_source_fetch_duration_seconds{source="casel"} 0.035
syndic_source_fetch_duration_seconds{source="cec"} 0.007
)");
}

TEST_CASE("the text keeps to the format's grammar, whatever a label says") {
  auto run = sample();
  run.version = "1\"} 1\n\\evil";
  const auto read = test::read_exposition(notify::render_metrics(run));
  CHECK(read.fault.empty());
  CHECK(read.samples.at(R"(syndic_build_info{version="1\"} 1\n\\evil"})") == "1");
  CHECK(read.samples.at("syndic_last_run_exit_code") == "3");
}

TEST_CASE("a run that failed at once tells how it ended, and nothing that it does not know") {
  const auto text = notify::render_metrics({.version = "0.1.0", .ended = 5, .exit_code = 1});
  const auto read = test::read_exposition(text);
  CHECK(read.fault.empty());
  CHECK(read.samples ==
        std::map<std::string, std::string>{{"syndic_build_info{version=\"0.1.0\"}", "1"},
                                           {"syndic_last_run_duration_seconds", "0.000"},
                                           {"syndic_last_run_end_timestamp_seconds", "5"},
                                           {"syndic_last_run_exit_code", "1"}});
}

TEST_CASE("the file and its folder are made, and the file is readable by all") {
  const test::TempDir dir;
  const auto file = dir.path() / "collector/syndic.prom";
  const mode_t before = ::umask(077);
  notify::write_metrics(file, sample());
  ::umask(before);
  CHECK(test::bytes_of(file) == notify::render_metrics(sample()));
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0644U);
}

TEST_CASE("a file that cannot be written is a FileFailure that names it") {
  const test::TempDir dir;
  const auto blocked = dir.write("file", "");
  CHECK_THROWS_AS(notify::write_metrics(blocked / "syndic.prom", sample()), FileFailure);
}

TEST_CASE("a device or a pipe is never replaced by metrics") {
  const test::TempDir dir;
  const auto pipe = dir / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_THROWS_AS(notify::write_metrics(pipe, sample()), FileFailure);
  CHECK(std::filesystem::is_fifo(pipe));
  CHECK_THROWS_AS(notify::write_metrics("/dev/null", sample()), FileFailure);
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace metrics_test
