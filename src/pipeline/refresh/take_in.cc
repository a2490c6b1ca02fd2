// SPDX-License-Identifier: MIT
#include "pipeline/refresh/take_in.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "base/heap.h"
#include "base/later.h"
#include "fetch/answer.h"
#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "pipeline/authored/folder.h"
#include "pipeline/refresh/absences.h"
#include "pipeline/refresh/calendar_links.h"
#include "pipeline/refresh/read_answer.h"
#include "pipeline/refresh/reading_memory.h"
#include "pipeline/refresh/recorder.h"
#include "pipeline/refresh/work_queue.h"

namespace syndic::pipeline {
namespace {

using namespace std::chrono_literals;

// In bytes; an answer without a body takes some, too.
constexpr std::size_t kBodiesWaiting = std::size_t{4} * 1024 * 1024;
constexpr std::size_t kLeastWeight = 4 * 1024;
constexpr std::size_t kReadingMemory = std::size_t{40} * 1024 * 1024;

// What they hold counts in kReadingMemory.
constexpr std::size_t kAnswersWaiting = 32;
constexpr std::size_t kLargeAnswer = std::size_t{4} * 1024 * 1024;
constexpr unsigned kMostWorkers = 4;
constexpr auto kPatience = 100ms;

/// An answer between the network and a worker.
struct Body {
  fetch::Fetched got;
  http::HeldBytes held;  ///< Of its body.
};

/// Sources that are about to be asked, once that is committed.
struct Announcement {
  std::vector<fetch::Asking> askings;
  std::promise<std::set<std::string>> refused;  ///< The ids of those that are not to be asked.
};

/// Ids of sources that were announced, and are not asked after all.
struct Withdrawal {
  std::set<std::string> ids;
};

/// A worker needs something of the store.
struct Question {
  const std::function<void(store::Store&)>* ask = nullptr;
  std::promise<void> is_answered;
};

/// What comes to the thread that owns the store.
using Message = std::variant<Answer, Announcement, Withdrawal, Question>;

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
                 fetch::HostSilence& silence, http::Transport& transport,
                 const std::function<void(SourceReport)>& note, const std::atomic<bool>& cancelled,
                 std::map<std::string, http::Response> at_hand) const {
  std::vector<fetch::Subscription> subscriptions;
  std::map<std::string, const config::Source*> source_by_id;
  for (const config::Source* source : sources) {
    if (!at_hand.contains(source->id)) subscriptions.push_back(source->fetch);
    source_by_id.emplace(source->id, source);
  }

  const auto state_of = [&](const std::string& id) {
    const auto state = states_.find(id);
    return state == states_.end() ? model::FetchState{} : state->second;
  };

  ReadingMemory memory(kReadingMemory);
  WorkQueue<Body> bodies(kBodiesWaiting);
  WorkQueue<Message> messages(kAnswersWaiting);
  std::atomic<bool> stop = false;
  const unsigned workers = std::clamp(std::thread::hardware_concurrency(), 1U, kMostWorkers);
  std::atomic<unsigned> working = workers;

  const auto push = [&](fetch::Fetched got) {
    const std::size_t size = got.body.size();
    bodies.push({std::move(got), transport.hold(size)}, std::max(size, kLeastWeight));
  };
  const auto announce = [&](const std::vector<fetch::Asking>& askings) {
    Announcement announcement{.askings = askings, .refused = {}};
    // It is dropped as the run ends, maybe by a failure: then none is asked.
    base::Later<std::set<std::string>> refused(announcement.refused.get_future(), [&] {
      stop = true;
      return std::set<std::string>();
    });
    messages.push_first(std::move(announcement));
    return refused;
  };
  const auto withdraw = [&](const std::set<std::string>& ids) {
    messages.push_first(Withdrawal{ids});
  };
  const AskStore ask_store = [&](const std::function<void(store::Store&)>& function) {
    Question question{.ask = &function, .is_answered = {}};
    const auto is_answered = question.is_answered.get_future();
    messages.push_first(std::move(question));
    is_answered.wait();  // It is dropped as the run ends.
  };
  const auto ask = [&] {
    const AtExit finish([&] { bodies.finish(); });
    for (auto& [id, answer] : at_hand) {
      if (stop) return;
      const fetch::Subscription& asked = source_by_id.at(id)->fetch;
      const model::FetchState before = fetch::recall(asked, state_of(id));
      push(fetch::understand(std::move(answer), {asked, before, {}, config_.fetch, now_}));
    }
    fetch::fetch(subscriptions, states_, silence, config_.fetch, now_, transport,
                 {announce, withdraw}, push, stop);
  };
  const auto work = [&] {
    const AtExit finish([&] {
      if (--working > 0) return;
      bodies.close();  // Without workers the fetching thread would wait for room for ever.
      messages.finish();
    });
    while (auto body = bodies.pop()) {
      const config::Source& source = *source_by_id.at(body->got.source_id);
      Answer answer = read_answer(std::move(body->got), source, config_, state_of(source.id),
                                  ask_store, pages_, memory, now_);
      body.reset();
      messages.push(std::move(answer));
    }
  };

  std::vector<std::future<void>> threads;
  const AtExit let_threads_end([&] {
    stop = true;
    memory.close();
    bodies.close();
    messages.close();
  });
  threads.push_back(std::async(std::launch::async, ask));
  for (unsigned i = 0; i < workers; ++i) threads.push_back(std::async(std::launch::async, work));

  Recorder recorder(config_, states_, store, now_);
  Committer committer(store, states_);
  while (!messages.ended()) {
    auto message = messages.pop_for(kPatience);
    if (alive_) alive_();
    if (cancelled) stop = true;
    if (!message) {
      committer.commit_if_due(true);
    } else if (auto* announcement = std::get_if<Announcement>(&*message)) {
      announcement->refused.set_value(stop ? std::set<std::string>()
                                           : committer.commit_asking(announcement->askings));
    } else if (const auto* withdrawal = std::get_if<Withdrawal>(&*message)) {
      committer.withdraw(withdrawal->ids);
    } else if (auto* question = std::get_if<Question>(&*message)) {
      (*question->ask)(store);
      question->is_answered.set_value();
    } else {
      auto& answer = std::get<Answer>(*message);
      const config::Source& source = *source_by_id.at(answer.got.source_id);
      committer.note(answer.content.has_value());
      const bool is_large = answer.memory.bytes() >= kLargeAnswer;
      note(recorder.record(std::move(answer), source));
      if (is_large) base::return_freed_memory();
      committer.commit_if_due(false);
    }
  }
  committer.finish();
  for (std::future<void>& thread : threads) thread.get();
  discover::RobotsOfSites robots;
  follow_item_pages(recorder.waiting(), config_, pages_ == nullptr ? robots : pages_->robots(),
                    silence, now_, transport, store, cancelled);
  for (WaitingItems& waiting : recorder.waiting()) note(recorder.record_waiting(waiting));
  recorder.settle_undated();
  committer.finish();
  follow_archives(
      recorder.gaps(), config_, silence, now_, transport,
      [&](Gap& gap, model::Feed feed) {
        committer.note(true);
        recorder.record_older(gap, std::move(feed));
      },
      cancelled);
  const auto unasked = follow_calendar_links(
      recorder.calendar_links(), config_, silence, now_, transport,
      [&](const CalendarLink& link, const std::optional<model::Event>& event) {
        committer.note(false);
        store.note_calendar(link.source->id, link.item_id, event);
        committer.commit_if_due(false);
      },
      cancelled);
  read_feeds_again(unasked, store);
  committer.finish();
  for (Gap& gap : recorder.gaps()) {
    report_archives(gap);
    if (gap.items + gap.held_back > 0) note(std::move(gap.report));
  }
}

}  // namespace syndic::pipeline
