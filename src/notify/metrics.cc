// SPDX-License-Identifier: MIT
#include "notify/metrics.h"

#include <array>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "base/atomic_file.h"

namespace syndic::notify {
namespace {

/// A label's value between its quotes: \ " and the line break are escaped.
std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

std::string seconds_of(std::chrono::milliseconds time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%lld.%03d", static_cast<long long>(time.count() / 1000),
                static_cast<int>(time.count() % 1000));
  return text.data();
}

/// One metric, a gauge, with its samples.
class Metric {
 public:
  Metric(std::string name, std::string_view help)
      : name_(std::move(name)),
        head_("# HELP " + name_ + " " + std::string(help) + "\n# TYPE " + name_ + " gauge\n") {}

  void add(const std::string& value) { samples_ += name_ + " " + value + "\n"; }
  void add(std::int64_t value) { add(std::to_string(value)); }

  void add(std::string_view label, std::string_view of, const std::string& value) {
    samples_ += name_ + "{" + std::string(label) + "=\"" + escaped(of) + "\"} " + value + "\n";
  }
  void add(std::string_view label, std::string_view of, std::int64_t value) {
    add(label, of, std::to_string(value));
  }

  [[nodiscard]] std::string text() const {
    return samples_.empty() ? std::string() : head_ + samples_;
  }

 private:
  std::string name_;
  std::string head_;
  std::string samples_;
};

std::string sources_text(const RunMetrics& run) {
  Metric success("syndic_source_last_success_timestamp_seconds",
                 "When the source was last read successfully.");
  Metric failures("syndic_source_failures", "Failed fetches of the source in a row.");
  Metric since("syndic_source_failing_since_timestamp_seconds",
               "When the source failed first of the failures in a row.");
  Metric answer("syndic_source_answer_median_seconds",
                "How long the source's last answers took, by their median.");
  Metric items("syndic_source_items", "Items of the source in the store.");
  Metric added("syndic_source_new_items", "New items that the last run got from the source.");
  Metric bytes("syndic_source_received_bytes", "Bytes that the last run got from the source.");
  Metric elapsed("syndic_source_fetch_duration_seconds",
                 "How long the last run's fetch of the source took.");
  for (const SourceMetrics& source : run.sources) {
    if (source.last_success) success.add("source", source.id, *source.last_success);
    failures.add("source", source.id, source.failures);
    if (source.failing_since) since.add("source", source.id, *source.failing_since);
    if (source.answer_time) answer.add("source", source.id, seconds_of(*source.answer_time));
    items.add("source", source.id, source.items);
    if (!source.fetch) continue;
    added.add("source", source.id, source.fetch->added);
    bytes.add("source", source.id, source.fetch->bytes);
    elapsed.add("source", source.id, seconds_of(source.fetch->elapsed));
  }
  return success.text() + failures.text() + since.text() + answer.text() + items.text() +
         added.text() + bytes.text() + elapsed.text();
}

/// What is known of the run besides its sources.
std::string requests_text(const RunMetrics& run) {
  Metric requests("syndic_last_run_requests",
                  "Sources that the last run asked a server for, by the answer's HTTP status.");
  for (const auto& [status, number] : run.requests) requests.add("status", status, number);
  Metric size("syndic_store_size_bytes", "Size of the store's database with its log.");
  if (run.store_bytes) size.add(*run.store_bytes);
  Metric checked("syndic_publication_checked_timestamp_seconds",
                 "When it was last looked at what is served.");
  Metric faults("syndic_publication_faults", "What was wrong then with what is served.");
  if (run.proof) {
    checked.add(run.proof->checked);
    faults.add(run.proof->faults);
  }
  return requests.text() + size.text() + checked.text() + faults.text();
}

}  // namespace

std::string render_metrics(const RunMetrics& run) {
  Metric info("syndic_build_info", "The program's version.");
  info.add("version", run.version, 1);
  Metric outcomes("syndic_sources", "Sources by what the last run made of them.");
  for (const auto& [outcome, number] : run.outcomes) outcomes.add("outcome", outcome, number);

  std::int64_t items = 0;
  std::int64_t added = 0;
  std::int64_t bytes = 0;
  for (const SourceMetrics& source : run.sources) {
    items += source.items;
    if (!source.fetch) continue;
    added += source.fetch->added;
    bytes += source.fetch->bytes;
  }
  Metric all_items("syndic_items", "Items in the store, of all configured sources.");
  Metric all_added("syndic_last_run_new_items", "New items that the last run stored.");
  Metric all_bytes("syndic_last_run_received_bytes", "Bytes that the last run received.");
  if (!run.sources.empty()) {  // Empty: the store could not be read.
    all_items.add(items);
    all_added.add(added);
    all_bytes.add(bytes);
  }
  Metric elapsed("syndic_last_run_duration_seconds", "How long the last run took.");
  elapsed.add(seconds_of(run.elapsed));
  Metric ended("syndic_last_run_end_timestamp_seconds", "When the last run ended.");
  ended.add(run.ended);
  Metric exit_code("syndic_last_run_exit_code", "What the last run exited with; 0: done.");
  exit_code.add(run.exit_code);
  return info.text() + outcomes.text() + all_items.text() + all_added.text() + all_bytes.text() +
         elapsed.text() + ended.text() + exit_code.text() + requests_text(run) + sources_text(run);
}

void write_metrics(const std::filesystem::path& file, const RunMetrics& run) {
  std::error_code ignored;  // A file that is not there yet.
  const auto status = std::filesystem::status(file, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    throw FileFailure(file.string() + " is no file that can be replaced");
  }
  base::make_folders(file.parent_path());
  base::replace_file(file, render_metrics(run));
}

}  // namespace syndic::notify
