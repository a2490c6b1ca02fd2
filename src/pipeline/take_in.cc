// SPDX-License-Identifier: MIT
#include "pipeline/take_in.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "normalize/normalize.h"
#include "pipeline/read_feed.h"
#include "pipeline/work_queue.h"

namespace syndic::pipeline {
namespace {

using namespace std::chrono_literals;

// Few bodies wait or are worked on at a time: each may be as large as fetch.max_body.
constexpr std::size_t kBodiesWaiting = 2;
constexpr std::size_t kAnswersWaiting = 8;
constexpr unsigned kMostWorkers = 4;
constexpr std::size_t kCommitEvery = 64;
constexpr auto kPatience = 100ms;

/// A source's answer on its way from the network to the store.
struct Answer {
  fetch::Fetched got;  ///< Its body is spent.
  std::optional<normalize::Normalized> content;
};

/// Parse and normalise: pure, on any thread. Whatever a source's bytes bring about here, be it that
/// memory runs out, is that source's error and no one else's.
Result<normalize::Normalized> digest_body(fetch::Fetched& got, const config::Source& source,
                                          const config::Config& config, model::Timestamp now) {
  parse::Limits limits{.max_bytes = config.fetch.transport.max_body};
  // Which items are the newest max_items is for normalize to say, so it must see more than those.
  limits.max_items = std::max(limits.max_items, 2 * source.normalize.max_items);
  try {
    auto feed = read_feed(
        std::move(got.body),
        {.base_url = got.base_url, .content_type = got.content_type, .time_zone = source.time_zone},
        limits);
    if (!feed) return fail(std::move(feed.error()));
    fetch::heed_feed(got.state, *feed, now);
    return normalize::normalize(std::move(*feed), source.normalize, now);
  } catch (const std::exception& exception) {
    return fail(Errc::malformed, std::string("cannot be read: ") + exception.what());
  }
}

/// An answer, on a worker's thread. `before` is the source's state as it was asked.
Answer digest(fetch::Fetched got, const config::Source& source, const config::Config& config,
              const model::FetchState& before, model::Timestamp now) {
  Answer answer{std::move(got), std::nullopt};
  if (answer.got.failure || answer.got.not_modified) return answer;
  auto content = digest_body(answer.got, source, config, now);
  if (content) {
    answer.content = std::move(*content);
  } else {
    Error error = std::move(content.error());
    error.message = fetch::place_of(source.fetch) + ": " + error.message;
    const int status = answer.got.state.last_status;
    answer.got.state = fetch::after_failure(before, error, source.fetch, config.fetch, now);
    answer.got.state.last_status = status;
    answer.got.failure = std::move(error);
  }
  return answer;
}

SourceReport report_on(const Answer& answer) {
  const fetch::Fetched& got = answer.got;
  SourceReport report{.id = got.source_id,
                      .outcome = Outcome::updated,
                      .status = got.state.last_status,
                      .bytes = got.bytes,
                      .elapsed = got.elapsed};
  if (got.failure) {
    report.outcome = got.state.gone ? Outcome::gone : Outcome::failed;
    report.error = got.failure->message;
  } else if (got.not_modified) {
    report.outcome = Outcome::unchanged;
  } else {
    report.left_out = answer.content->left_out;
  }
  return report;
}

/// One source's answer, all the way: every path ends in one call of the store, so nothing that
/// happened is ever unrecorded.
SourceReport record(Answer answer, store::Store& store, model::Timestamp now) {
  SourceReport report = report_on(answer);
  if (answer.content) {
    const store::Change change =
        store.merge(report.id, answer.content->feed, std::move(answer.got.state), now);
    report.added = change.added;
    report.changed = change.changed;
  } else {
    store.keep(report.id, answer.got.state);
  }
  return report;
}

/// Calls a function when the scope ends, however it ends.
template <class Function>
class AtExit {
 public:
  explicit AtExit(Function function) : function_(std::move(function)) {}
  AtExit(const AtExit&) = delete;
  AtExit& operator=(const AtExit&) = delete;
  ~AtExit() { function_(); }

 private:
  Function function_;
};

}  // namespace

void TakeIn::run(const std::vector<const config::Source*>& sources, store::Store& store,
                 http::Transport& transport, const std::function<void(SourceReport)>& note,
                 const std::atomic<bool>& cancelled) const {
  std::vector<fetch::Subscription> subscriptions;
  std::map<std::string, const config::Source*> source_by_id;
  for (const config::Source* source : sources) {
    subscriptions.push_back(source->fetch);
    source_by_id.emplace(source->id, source);
  }

  WorkQueue<fetch::Fetched> bodies(kBodiesWaiting);
  WorkQueue<Answer> answers(kAnswersWaiting);
  std::atomic<bool> stop = false;
  const unsigned workers = std::clamp(std::thread::hardware_concurrency(), 1U, kMostWorkers);
  std::atomic<unsigned> working = workers;

  const auto ask = [&] {
    const AtExit finish([&] { bodies.finish(); });
    fetch::fetch(
        subscriptions, states_, config_.fetch, now_, transport,
        [&](fetch::Fetched got) { bodies.push(std::move(got)); }, stop);
  };
  const auto work = [&] {
    const AtExit finish([&] {
      if (--working > 0) return;
      bodies.close();  // Without a worker nobody would make room for the one who asks.
      answers.finish();
    });
    while (auto got = bodies.pop()) {
      const config::Source& source = *source_by_id.at(got->source_id);
      const auto state = states_.find(source.id);
      answers.push(digest(std::move(*got), source, config_,
                          state == states_.end() ? model::FetchState{} : state->second, now_));
    }
  };

  std::vector<std::future<void>> threads;
  const AtExit let_threads_end([&] {
    stop = true;
    bodies.close();
    answers.close();
  });
  threads.push_back(std::async(std::launch::async, ask));
  for (unsigned i = 0; i < workers; ++i) threads.push_back(std::async(std::launch::async, work));

  std::size_t uncommitted = 0;
  while (!answers.ended()) {
    auto answer = answers.pop_for(kPatience);
    if (cancelled) stop = true;
    if (answer) {
      note(record(std::move(*answer), store, now_));
      ++uncommitted;
    }
    if (commits_ && uncommitted > 0 && (!answer || uncommitted >= kCommitEvery)) {
      store.commit();
      store.begin_batch();
      uncommitted = 0;
    }
  }
  if (commits_) {
    store.commit();
    store.begin_batch();
  }
  for (std::future<void>& thread : threads) thread.get();
}

}  // namespace syndic::pipeline
