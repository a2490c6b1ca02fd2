// SPDX-License-Identifier: MIT
#include "pipeline/publish/proof.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <span>
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

/// Where an answer was redirected to; empty: nowhere.
std::string redirect_words(const http::Response& answer) {
  if (answer.redirects.empty()) return {};
  return "; it is redirected to " + base::printable_line(answer.url, 120);
}

constexpr std::array<std::string_view, 3> kRssTypes = {"application/rss+xml", "application/xml",
                                                       "text/xml"};
constexpr std::array<std::string_view, 3> kAtomTypes = {"application/atom+xml", "application/xml",
                                                        "text/xml"};
constexpr std::array<std::string_view, 2> kJsonTypes = {"application/feed+json",
                                                        "application/json"};
constexpr std::array<std::string_view, 1> kPageTypes = {"text/html"};

/// The media types that a published file may have, the best first.
std::span<const std::string_view> types_of(std::string_view name) {
  if (name.ends_with(".rss")) return kRssTypes;
  if (name.ends_with(".atom")) return kAtomTypes;
  if (name.ends_with(".json")) return kJsonTypes;
  return kPageTypes;
}

/// Empty if the media type is one of the file's.
std::string type_fault(const std::string& name, const http::Response& answer) {
  const std::string type = http::media_type_of(answer.headers.get("Content-Type"));
  const auto types = types_of(name);
  if (std::ranges::find(types, type) != types.end()) return {};
  return "is sent " +
         (type.empty() ? "without a media type" : "as " + base::printable_line(type, 60)) +
         "; have the web server send it as " + std::string(types.front());
}

/// What of how a file is served the lint judges, in words about a file of our own.
std::string words_of(const lint::Finding& finding) {
  const std::string_view rule = finding.rule->id;
  if (rule == "http-not-compressed") {
    return "is sent without compression; have the web server compress it, or send the .gz file "
           "beside it";
  }
  if (rule == "http-no-cors") {
    return "may not be read by scripts of other sites; send Access-Control-Allow-Origin: *";
  }
  if (rule == "tls-certificate-ending") {
    return "has a certificate that ends within two weeks, " + finding.example +
           "; renew it, and see why that does not happen by itself";
  }
  return {};  // The rest is a matter of taste.
}

/// What is wrong with how `file` is served, without its URL.
std::vector<std::string> faults_of(const Written& file, const Result<http::Response>& answer,
                                   const config::Config& config) {
  const std::string folder = config.publish.directory.string();
  if (!answer) return {"cannot be fetched: " + answer.error().message};
  if (answer->status != 200) {
    return {"HTTP " + std::to_string(answer->status) + redirect_words(*answer) +
            "; see that the web server serves " + folder + " there, or set site.feeds_url"};
  }
  std::vector<std::string> faults;
  const auto add = [&](std::string fault) {
    if (!fault.empty()) faults.push_back(std::move(fault));
  };
  if (base::content_hash(answer->body) != file.hash) {
    add("has other bytes than the file that was written" + redirect_words(*answer) +
        cache_words(*answer) + "; see that the web server serves " + folder +
        " as it is, and how long caches keep it");
  }
  add(type_fault(file.name, *answer));
  const auto findings =
      lint::lint_answers({.asked = file.url, .answer = *answer, .now = base::Clock().now()});
  for (const lint::Finding& finding : findings) add(words_of(finding));
  return faults;
}

/// A fault, and the files that have it.
struct SharedFault {
  std::string words;
  std::string url;  ///< Of the first.
  std::size_t others = 0;
};

void note(const std::string& url, std::vector<std::string> faults, std::vector<SharedFault>& all) {
  for (std::string& words : faults) {
    const auto known = std::ranges::find(all, words, &SharedFault::words);
    if (known != all.end()) {
      ++known->others;
    } else {
      all.push_back({.words = std::move(words), .url = url});
    }
  }
}

std::string line_of(const SharedFault& fault) {
  const std::string others =
      fault.others == 0
          ? ""
          : " and " + base::counted(static_cast<long long>(fault.others), "other file");
  return base::printable_line(fault.url + others + ": " + fault.words);
}

}  // namespace

bool is_placeholder(std::string_view url) {
  const std::string host = "." + base::url_host(url);
  return std::ranges::any_of(
      std::to_array<std::string_view>(
          {".example", ".test", ".invalid", ".example.com", ".example.net", ".example.org"}),
      [&](std::string_view name) { return host.ends_with(name); });
}

namespace {

bool is_proved(const config::Config& config) {
  const std::string& url = config.site.feeds_url;
  return config.publish.verify && !url.empty() && !is_placeholder(url);
}

}  // namespace

std::optional<store::Proof> last_proof(const config::Config& config, store::Ledger& ledger) {
  if (!is_proved(config)) return std::nullopt;
  auto proof = ledger.proof();
  return proof && proof->place == config.site.feeds_url ? std::move(proof) : std::nullopt;
}

std::optional<store::Proof> last_proof(const config::Config& config) {
  const auto store = store::open_read_only(config.store);
  return store ? last_proof(config, store->ledger()) : std::nullopt;
}

bool is_proof_due(const config::Config& config, const std::optional<store::Proof>& last,
                  model::Timestamp now) {
  if (!is_proved(config)) return false;
  if (!last || last->checked > now) return true;
  const auto age = now - last->checked;
  return age >= (last->faults.empty() ? boost::posix_time::hours(23) : boost::posix_time::hours(1));
}

std::optional<store::Proof> prove_publication(const config::Config& config, store::Ledger& ledger,
                                              http::Transport& transport, model::Timestamp now,
                                              const std::atomic<bool>& cancelled) {
  const std::vector<Written> files = files_to_prove(config, ledger);
  if (files.empty()) return std::nullopt;
  const auto request = [&](const Written& file) {
    return request_for(file, config.fetch.transport.max_body);
  };
  std::vector<SharedFault> faults;
  std::deque<http::Request> requests = {request(files.front())};
  transport.perform(
      requests,
      [&](std::size_t index, const Result<http::Response>& answer) {
        note(files[index].url, faults_of(files[index], answer, config), faults);
        if (answer && index + 1 < files.size()) requests.push_back(request(files[index + 1]));
      },
      cancelled);
  if (cancelled) return std::nullopt;
  store::Proof proof{.place = config.site.feeds_url, .checked = now, .faults = {}};
  for (const SharedFault& fault : faults) proof.faults.push_back(line_of(fault));
  ledger.note_proof(proof);
  return proof;
}

std::vector<std::string> new_faults(const std::optional<store::Proof>& before,
                                    const store::Proof& now) {
  std::vector<std::string> faults = now.faults;
  std::erase_if(faults, [&](const std::string& fault) {
    return before && std::ranges::find(before->faults, fault) != before->faults.end();
  });
  return faults;
}

}  // namespace syndic::pipeline
