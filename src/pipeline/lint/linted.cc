// SPDX-License-Identifier: MIT
#include "pipeline/lint/linted.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <optional>
#include <utility>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "base/time_format.h"
#include "fetch/answer.h"
#include "fetch/memory.h"
#include "lint/lint.h"
#include "pipeline/authored/folder.h"
#include "pipeline/publish/history.h"
#include "pipeline/publish/proof.h"
#include "pipeline/refresh/page_source.h"
#include "pipeline/refresh/site_feeds.h"
#include "pipeline/status/shown.h"
#include "store/store.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {
namespace {

// A larger body is not held until it is asked for again: those of many feeds are at a time.
constexpr std::size_t kLargestHeld = std::size_t{1024} * 1024;

/// The rule that a feed breaks which cannot be had for this.
std::string_view rule_of(Errc code) {
  switch (code) {
    case Errc::too_large:
      return "http-too-large";
    case Errc::too_many_redirects:
      return "http-redirect-loop";
    default:
      return "http-unreachable";
  }
}

// What was learnt of one feed so far.
struct Asked {
  std::optional<http::Response> first;
  std::optional<http::Response> second;
  std::optional<Error> error;  ///< In place of the first.
  bool is_done = false;
};

void add_worst_first(std::vector<lint::Finding> more, std::vector<lint::Finding>& findings) {
  std::ranges::move(more, std::back_inserter(findings));
  std::ranges::stable_sort(findings, {},
                           [](const lint::Finding& each) { return each.rule->severity; });
}

std::vector<lint::Finding> findings_of(const LintTarget& target, const Asked& asked,
                                       model::Timestamp now) {
  if (asked.error) return lint_error(*asked.error);
  const http::Response& answer = *asked.first;
  auto found = lint::lint_answers({.asked = target.subscription.url,
                                   .answer = answer,
                                   .repeated = asked.second ? &*asked.second : nullptr,
                                   .now = base::Clock().now()});
  if (answer.status == 200) {
    add_worst_first(lint::lint_document({.bytes = answer.body,
                                         .content_type = answer.headers.get("Content-Type"),
                                         .url = answer.url,
                                         .now = now}),
                    found);
  }
  return found;
}

/// The same request with the answer's validators (RFC 9110 §13.1); empty if it has none.
std::optional<http::Request> repeated_request(const http::Request& first,
                                              const http::Response& answer) {
  http::Request request = first;
  const auto add = [&](const char* condition, const char* validator) {
    const std::string_view value = answer.headers.get(validator);
    if (!value.empty()) request.conditions.add(condition, std::string(value));
  };
  if (answer.status != 200 || answer.body.size() > kLargestHeld) return std::nullopt;
  add("If-None-Match", "ETag");
  add("If-Modified-Since", "Last-Modified");
  if (request.conditions.all().empty()) return std::nullopt;
  request.conditions_url = answer.url;
  return request;
}

/// Reads the files, and asks for the URLs side by side: another one begins whenever one is judged.
class LintRound {
 public:
  LintRound(std::vector<LintTarget>& targets, const LintRun& run)
      : targets_(targets), run_(run), silence_(run.silence), asked_(targets.size()) {}

  void lint() {
    const int places = std::max(run_.options.transport.concurrency, 1);
    for (int i = 0; i < places; ++i) begin_next();
    run_.transport.perform(
        requests_,
        [&](std::size_t index, Result<http::Response> answer) { take(index, std::move(answer)); },
        run_.cancelled);
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      LintedFeed& feed = targets_[i].feed;
      if (feed.not_asked.empty() && !asked_[i].is_done) miss(feed, "interrupted");
    }
  }

 private:
  static void miss(LintedFeed& feed, std::string why) {
    feed.not_asked = std::move(why);
    feed.is_missed = true;
  }

  /// Begins the next target that is to be asked for, and reads the files before it.
  void begin_next() {
    while (next_ < targets_.size() && !run_.cancelled && !begin(next_++)) {
    }
  }

  /// Whether a request begins.
  bool begin(std::size_t target) {
    LintTarget& asked = targets_[target];
    LintedFeed& feed = asked.feed;
    if (!feed.not_asked.empty()) return false;
    if (asked.subscription.url.empty()) {
      read_file(target);
      return false;
    }
    if (const auto until = silence_.until(asked.subscription.url, run_.now)) {
      miss(feed, "its host asked for silence until " + base::format_rfc3339(*until));
      return false;
    }
    auto request = fetch::plain_request(asked.subscription, {});
    if (!request) {
      miss(feed, request.error().message);
      return false;
    }
    request->is_trusted = asked.is_trusted;
    request->wants_certificate = true;
    add(*std::move(request), target);
    return true;
  }

  void add(http::Request request, std::size_t target) {
    requests_.push_back(std::move(request));
    of_request_.push_back(target);
  }

  void read_file(std::size_t target) {
    LintedFeed& feed = targets_[target].feed;
    const auto bytes =
        base::read_file(targets_[target].subscription.path, run_.options.transport.max_body);
    asked_[target].is_done = true;
    feed.findings = bytes ? lint_bytes(*bytes, {}, run_.now) : lint_error(bytes.error());
  }

  void take(std::size_t index, Result<http::Response> answer) {
    const std::size_t target = of_request_[index];
    Asked& asked = asked_[target];
    if (answer) silence_.note(*answer, run_.now);
    if (asked.first) {
      if (answer) asked.second = *std::move(answer);
      finish(target);
    } else if (!answer) {
      asked.error = std::move(answer.error());
      finish(target);
    } else {
      asked.first = *std::move(answer);
      auto again = repeated_request(requests_[index], *asked.first);
      again ? add(*std::move(again), target) : finish(target);
    }
  }

  void finish(std::size_t target) {
    targets_[target].feed.findings = findings_of(targets_[target], asked_[target], run_.now);
    asked_[target] = {.is_done = true};  // Without the bodies.
    begin_next();
  }

  std::vector<LintTarget>& targets_;
  const LintRun& run_;
  fetch::HostSilence silence_;  ///< With what is asked for meanwhile.
  std::vector<Asked> asked_;
  std::size_t next_ = 0;  ///< The first target that has not begun.
  std::deque<http::Request> requests_;
  std::vector<std::size_t> of_request_;  ///< The target of each.
};

LintTarget target_of(const config::Source& source, const SiteFeeds& sites) {
  LintTarget target{.feed = {.owner = FeedOwner::source,
                             .id = source.id,
                             .name = source.name,
                             .place = place_of(source),
                             .contact = source.contact},
                    .subscription = source.fetch};
  if (is_page(source)) {
    target.feed.not_asked = "it is a page without a feed";
  } else if (is_authored(source)) {
    target.feed.not_asked = "it is a folder of authored items, which syndic check judges";
  } else if (sites.must_search(source)) {
    target.feed.not_asked = "the site's feed was not found yet; syndic refresh looks for it";
  }
  return target;
}

}  // namespace

std::vector<lint::Finding> lint_bytes(std::string_view bytes, std::string_view url,
                                      model::Timestamp now) {
  return lint::lint_document({.bytes = bytes, .content_type = {}, .url = url, .now = now});
}

std::vector<lint::Finding> lint_error(const Error& error) {
  lint::Findings findings;
  // What follows is advice for whoever configures a source.
  findings.add(rule_of(error.code), error.message.substr(0, error.message.find("; ")));
  return findings.take();
}

std::vector<LintedFeed> lint_feeds(std::vector<LintTarget> targets, const LintRun& run) {
  std::vector<LintedFeed> feeds;
  LintRound(targets, run).lint();
  for (LintTarget& target : targets) {
    if (run.options.transport.allow_private) {  // Such links are published then.
      std::erase_if(target.feed.findings, [](const lint::Finding& finding) {
        return finding.rule->id == "item-link-private";
      });
    }
    feeds.push_back(std::move(target.feed));
  }
  return feeds;
}

std::vector<LintTarget> lint_targets(const config::Config& config,
                                     const std::vector<std::string>& ids, model::Timestamp now) {
  const auto store = store::open_to_look(config.store);
  const SiteFeeds sites(config, *store, now);
  std::vector<LintTarget> targets;
  for (const config::Source& source : sites.config().sources) {
    const bool is_wanted =
        ids.empty() ? source.enabled : std::ranges::find(ids, source.id) != ids.end();
    if (is_wanted) targets.push_back(target_of(source, sites));
  }
  return targets;
}

std::vector<LintTarget> published_targets(const config::Config& config) {
  std::vector<LintTarget> targets;
  for (const config::Feed& feed : config.feeds) {
    for (const write::Format format : config.publish.formats) {
      const std::string name = feed.name + "." + std::string(write::extension(format));
      LintTarget target{.feed = {.owner = FeedOwner::ourselves, .id = name}, .is_trusted = true};
      const std::string url = served_at(config, name);
      if (url.empty() || is_placeholder(url)) {
        target.subscription.path = config.publish.directory / name;
        target.feed.place = target.subscription.path.string();
      } else {
        target.subscription.url = url;
        target.feed.place = url;
      }
      targets.push_back(std::move(target));
    }
  }
  return targets;
}

}  // namespace syndic::pipeline
