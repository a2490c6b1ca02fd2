// SPDX-License-Identifier: MIT
#include "pipeline/publish/proof.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <set>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "base/hash.h"
#include "base/printable.h"
#include "base/url.h"
#include "lint/lint.h"
#include "pipeline/publish/history.h"
#include "write/feed_writer.h"
#include "write/output_dir.h"

namespace syndic::pipeline {
namespace {

constexpr std::chrono::seconds kPatience{20};

// What of how a file is served is the publisher's to mend; the rest is a matter of taste.
constexpr std::array<std::string_view, 4> kWatchedRules = {
    "http-media-type", "http-not-compressed", "http-no-cors", "tls-certificate-ending"};

// A published file, as it was written.
struct Written {
  std::string name;
  std::string url;
  std::string hash;
};

std::vector<Written> files_to_prove(const config::Config& config, store::Ledger& ledger) {
  std::vector<std::string> names;
  for (const write::Format format : config.publish.formats) {
    names.push_back(config.feeds.front().name + "." + std::string(write::extension(format)));
  }
  if (config.publish.page) names.emplace_back("index.html");
  std::vector<Written> files;
  for (std::string& name : names) {
    const auto record = ledger.file(name);
    // What somebody removed or changed is mended by this run; the proof is of the web server.
    if (!record || !write::OutputDir::is_served(config.publish.directory, name)) continue;
    std::string url = served_at(config, name);
    files.push_back({std::move(name), std::move(url), record->hash});
  }
  return files;
}

http::Request request_for(const Written& file, std::size_t largest) {
  http::Request request{.url = file.url, .is_trusted = true, .wants_certificate = true};
  request.headers.add("Accept", "*/*");
  request.headers.add("Origin", "https://reader.invalid");  // As a script of another site.
  request.time_limit = kPatience;
  request.max_body = largest;
  return request;
}

/// "; a cache on the way has kept it for 2 h" of an answer with an Age (RFC 9111 §5.1).
std::string cache_words(const http::Response& answer) {
  const std::string_view age = answer.headers.get("Age");
  if (age.empty() || age == "0") return {};
  return "; a cache on the way has kept it for " + base::printable_line(age, 20) + " seconds";
}

/// What is wrong with how `file` is served, without its URL.
std::vector<std::string> faults_of(const Written& file, const Result<http::Response>& answer,
                                   const config::Config& config) {
  if (!answer) return {"cannot be fetched: " + answer.error().message};
  if (answer->status != 200) {
    return {"HTTP " + std::to_string(answer->status) + "; see that the web server serves " +
            config.publish.directory.string() + " there, or set site.feeds_url"};
  }
  std::vector<std::string> faults;
  if (base::content_hash(answer->body) != file.hash) {
    faults.push_back("has other bytes than the file that was written" + cache_words(*answer) +
                     "; see that the web server serves " + config.publish.directory.string() +
                     " as it is, and how long caches keep it");
  }
  const bool is_page = file.name.ends_with(".html");
  for (const lint::Finding& finding :
       lint::lint_answers({.asked = file.url, .answer = *answer, .now = base::Clock().now()})) {
    const std::string_view rule = finding.rule->id;
    if (std::ranges::find(kWatchedRules, rule) == kWatchedRules.end()) continue;
    if (is_page && rule == "http-media-type" && finding.example == "text/html") continue;
    faults.push_back(std::string(finding.rule->fault) +
                     (finding.example.empty() ? "" : " (" + finding.example + ")") + "; " +
                     std::string(finding.rule->remedy));
  }
  return faults;
}

}  // namespace

bool is_placeholder(std::string_view url) {
  const std::string host = "." + base::url_host(url);
  return std::ranges::any_of(
      std::to_array<std::string_view>(
          {".example", ".test", ".invalid", ".example.com", ".example.net", ".example.org"}),
      [&](std::string_view name) { return host.ends_with(name); });
}

bool is_proof_due(const config::Config& config, store::Ledger& ledger, model::Timestamp now) {
  const std::string& url = config.site.feeds_url;
  if (!config.publish.verify || url.empty() || is_placeholder(url)) return false;
  const auto last = ledger.proof();
  if (!last || last->checked > now) return true;
  const auto age = now - last->checked;
  return age >= (last->faults.empty() ? boost::posix_time::hours(23) : boost::posix_time::hours(1));
}

std::optional<store::Proof> prove_publication(const config::Config& config, store::Ledger& ledger,
                                              http::Transport& transport, model::Timestamp now,
                                              const std::atomic<bool>& cancelled) {
  const std::vector<Written> files = files_to_prove(config, ledger);
  if (files.empty()) return std::nullopt;
  std::deque<http::Request> requests;
  for (const Written& file : files) {
    requests.push_back(request_for(file, config.fetch.transport.max_body));
  }
  std::vector<std::vector<std::string>> faults(files.size());
  transport.perform(
      requests,
      [&](std::size_t index, const Result<http::Response>& answer) {
        faults[index] = faults_of(files[index], answer, config);
      },
      cancelled);
  if (cancelled) return std::nullopt;
  store::Proof proof{.checked = now, .faults = {}};
  std::set<std::string> told;  // One certificate serves all files, and one host fails for all.
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (const std::string& fault : faults[i]) {
      if (told.insert(fault).second) {
        proof.faults.push_back(base::printable_line(files[i].url + ": " + fault));
      }
    }
  }
  ledger.note_proof(proof);
  return proof;
}

std::optional<store::Proof> last_proof(const config::Config& config) {
  if (!config.publish.verify) return std::nullopt;
  const auto store = store::open_sqlite_read_only(config.store);
  return store ? store->ledger().proof() : std::nullopt;
}

std::vector<std::string> news_of_proof(const std::optional<store::Proof>& before,
                                       const store::Proof& now) {
  std::vector<std::string> news;
  for (const std::string& fault : now.faults) {
    const bool is_known =
        before && std::ranges::find(before->faults, fault) != before->faults.end();
    if (!is_known) news.push_back("publication: " + fault);
  }
  if (before && !before->faults.empty() && now.faults.empty()) {
    news.emplace_back("publication: all is served as it was written again");
  }
  return news;
}

}  // namespace syndic::pipeline
