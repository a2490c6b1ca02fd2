// SPDX-License-Identifier: MIT
#include "pipeline/refresh/take_in.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <limits>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "fetch/answer.h"
#include "fetch/fetch.h"
#include "fetch/folder.h"
#include "fetch/memory.h"
#include "fetch/move.h"
#include "normalize/item/dates.h"
#include "normalize/item/reconcile.h"
#include "normalize/normalize.h"
#include "normalize/story/fingerprint.h"
#include "parse/feed_parser.h"
#include "parse/own_faults.h"
#include "pipeline/discover.h"
#include "pipeline/publish/authored.h"
#include "pipeline/refresh/absences.h"
#include "pipeline/refresh/ceiling.h"
#include "pipeline/refresh/page_source.h"
#include "pipeline/refresh/work_queue.h"
#include "pipeline/status/health.h"

namespace syndic::pipeline {
namespace {

using namespace std::chrono_literals;

// Few bodies are in memory at a time: each may be as large as fetch.max_body.
constexpr std::size_t kBodiesWaiting = 2;
constexpr std::size_t kAnswersWaiting = 8;
constexpr unsigned kMostWorkers = 4;
constexpr auto kPatience = 100ms;

// A commit waits for the disk, so a stream of answers shares one. What a killed run has to fetch
// again is bounded by these while answers stream in, and by kPatience otherwise.
constexpr std::size_t kMostFeedsUncommitted = 64;
constexpr auto kLongestUncommitted = 2s;

// How many items a published feed shows by default.
constexpr std::size_t kShown = 50;

/// A source's answer on its way from the network to the store.
struct Answer {
  fetch::Fetched got;  ///< Its body is spent.
  std::optional<normalize::Normalized> content;
  std::optional<AuthoredFolder> folder;  ///< Of authored items; its feed is spent.
};

/// All items of the folder, so that removed files are noticed.
Result<normalize::Normalized> read_folder(Answer& answer, const config::Source& source,
                                          const config::Config& config, model::Timestamp now) {
  auto folder = read_authored_folder(source, config, now);
  if (!folder) return fail(std::move(folder.error()));
  normalize::Options options = source.normalize;
  options.max_items = std::max(options.max_items, folder->feed.items.size());
  fetch::set_reminder(answer.got.state, folder->due);
  // Mistakes are reported at each run until they are corrected.
  if (!folder->mistakes.empty()) answer.got.state.body_hash.clear();
  auto content = normalize::normalize(std::move(folder->feed), options, now);
  answer.folder = std::move(*folder);
  return content;
}

/// Parses and normalises; on any thread.
Result<normalize::Normalized> read_body(Answer& answer, const config::Source& source,
                                        const config::Config& config, PageWalk* pages,
                                        model::Timestamp now) {
  fetch::Fetched& got = answer.got;
  parse::Limits limits{.max_bytes = config.fetch.transport.max_body};
  // normalize finds the newest max_items, so it must get more than those.
  limits.max_items = std::max(limits.max_items, 2 * source.normalize.max_items);
  const parse::Hints hints{
      .base_url = got.base_url, .content_type = got.content_type, .time_zone = source.time_zone};
  return parse::without_own_faults([&]() -> Result<normalize::Normalized> {
    if (is_authored(source)) return read_folder(answer, source, config, now);
    // A site's feed is searched for again, so the error need not name its URL.
    const bool has_url = source.site.empty() && !source.fetch.url.empty();
    auto feed = is_page(source) ? read_page_source(source, got.body, hints,
                                                   pages == nullptr ? std::vector<http::Response>()
                                                                    : pages->more(source.id),
                                                   limits)
                : has_url       ? read_feed_at(source.fetch.url, std::move(got.body), hints, limits)
                                : parse::read_feed(got.body, hints, limits);
    if (!feed) return fail(std::move(feed.error()));
    fetch::record_wishes(got.state, *feed, now);
    return normalize::normalize(std::move(*feed), source.normalize, now);
  });
}

/// "3 items were cut to 256 KiB, with a link to the whole"
std::string cut_words(std::size_t items, std::size_t max_item) {
  return base::counted(static_cast<long long>(items), "item") + (items == 1 ? " was" : " were") +
         " cut to " + base::size_text(max_item) + ", with a link to the whole";
}

/// Reads an answer, on a worker's thread. `before` is the source's state before the request.
Answer take_in_answer(fetch::Fetched got, const config::Source& source,
                      const config::Config& config, const model::FetchState& before,
                      PageWalk* pages, model::Timestamp now) {
  Answer answer{std::move(got), std::nullopt, std::nullopt};
  if (!answer.got.has_body()) return answer;
  auto content = read_body(answer, source, config, pages, now);
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

SourceReport report_on(const Answer& answer, const config::Source& source) {
  const fetch::Fetched& got = answer.got;
  SourceReport report{.id = got.source_id,
                      .outcome = Outcome::updated,
                      .status = got.state.last_status,
                      .bytes = got.bytes,
                      .elapsed = got.elapsed};
  if (got.hindrance) {
    report.outcome = Outcome::not_due;
    report.status = 0;
    report.cause = got.hindrance->code;
    report.notes.push_back("was not asked: " + got.hindrance->message);
  } else if (got.postponed) {
    report.outcome = Outcome::not_due;
    report.status = 0;
    report.notes.push_back(got.state.retry_host + " asked for silence until " +
                           base::format_rfc3339(got.state.retry_after.value()));
  } else if (got.failure) {
    report.outcome = got.state.gone ? Outcome::gone : Outcome::failed;
    report.error = got.failure->message;
    report.cause = got.failure->code;
    report.failing_since = got.state.failing_since;
  } else if (got.not_modified) {
    report.outcome = Outcome::unchanged;
  } else {
    report.left_out = answer.content->left_out;
    if (answer.folder) report.notes = answer.folder->mistakes;
    if (const std::size_t cut = answer.content->cut; cut > 0) {
      report.notes.push_back(cut_words(cut, source.normalize.max_item));
    }
    for (const model::Item& item : answer.content->feed.items) {
      if (!item.lineage.dropped_by.empty()) ++report.dropped[item.lineage.dropped_by];
    }
  }
  return report;
}

/// Stores answers, on the caller's thread: the stored items decide which item is which, and how new
/// items are dated.
class Recorder {
 public:
  Recorder(const config::Config& config, const std::map<std::string, model::FetchState>& states,
           store::Store& store, model::Timestamp now)
      : config_(config), states_(states), store_(store), now_(now) {}

  /// Stores one source's answer. Every path ends in one call of the store, so that every answer is
  /// recorded.
  SourceReport record(Answer answer, const config::Source& source) {
    SourceReport report = report_on(answer, source);
    if (const auto before = states_.find(source.id);
        before != states_.end() && report.outcome != Outcome::not_due) {
      report.news = news_of_health(before->second, answer.got.state, now_);
    }
    const model::FetchState& state = answer.got.state;
    if (answer.content) {
      model::Feed& feed = answer.content->feed;
      const auto newest = feed.prev_archive.empty() ? std::nullopt : store_.newest(report.id);
      const auto newcomers = recognise(feed, source);
      if (!answer.folder) obey_ceiling(answer, newcomers, source, report);
      const store::Change change = store_.merge(report.id, feed, state, now_);
      report.added = change.added;
      report.changed = change.changed;
      if (change.added + change.changed > 0) end_quiet(answer.got.state, source);
      if (answer.folder) {
        note_missing_files(*answer.folder, feed, store_, source, now_);
      } else {
        note_absences(feed, store_.ledger(), source, state, now_);
      }
      if (report.waiting == 0 && newest && !holds(feed, newest->item.id)) {
        gaps_.push_back(
            {.source = &source, .archive = feed.prev_archive, .state = state, .report = report});
      }
    } else {
      store_.keep(report.id, state);
    }
    if (!answer.got.postponed) store_.count(report.id, day_of(report, now_));
    note_health(state, source, report);
    if (!gaps_.empty() && gaps_.back().source == &source) gaps_.back().report = report;
    return report;
  }

  /// The gaps found so far.
  [[nodiscard]] std::vector<Gap>& gaps() { return gaps_; }

  /// Stores an archive of a feed that was recorded; returns how many of its items were new.
  std::size_t record_older(const Gap& gap, model::Feed feed) {
    const std::string& id = gap.source->id;
    const store::History history = store_.history(id);
    const auto reconciled =
        normalize::reconcile(feed.items, gap.source->normalize.source_url, history.identity,
                             [&](const model::Clues& clues) { return store_.recall(id, clues); });
    for (const std::size_t i : reconciled.differ) normalize::describe(feed.items[i]);
    return store_.merge(id, feed, gap.state, now_).added;
  }

 private:
  // Asks a source that was asked less often, as it had nothing new, at its interval again.
  void end_quiet(model::FetchState& state, const config::Source& source) {
    model::FetchState awake = fetch::after_news(state, source.fetch, config_.fetch, now_);
    if (awake.next_due != state.next_due) store_.keep(source.id, awake);
    state = std::move(awake);
  }

  void note_health(const model::FetchState& state, const config::Source& source,
                   SourceReport& report) {
    const auto add = [&](std::optional<std::string> words) {
      if (words && !words->empty()) report.notes.push_back(*std::move(words));
    };
    if (report.outcome == Outcome::not_due) return;
    const auto before = states_.find(source.id);
    if (before != states_.end()) {
      add(fetch::news_of_move(fetch::recall(source.fetch, before->second).move, state.move));
    }
    if (state.failures > 1) add(failing_words(state, now_));
    // Skips the query for sources that changed within 30 days.
    if (state.last_change && *state.last_change < now_ - boost::gregorian::days(30))
      add(silence_words(store_.newest_dates(source.id, kHabitItems), now_));
  }

  // Removes new items that are too many for one day.
  void obey_ceiling(Answer& answer, const std::vector<std::size_t>& newcomers,
                    const config::Source& source, SourceReport& report) {
    if (newcomers.empty()) return;
    const auto ceiling = ceiling_of(source.max_new_per_day, days_of(source), day_number(now_));
    if (!ceiling) return;
    report.waiting = hold_back(answer.content->feed, newcomers, room_for(source));
    if (report.waiting == 0) return;
    report.notes.push_back(ceiling_words(*ceiling, report.waiting));
    // They come with the same bytes, on another day.
    answer.got.state.validators = {};
    answer.got.state.body_hash.clear();
  }

  // How many new items the source may add today, after the fetches of earlier runs.
  std::size_t room_for(const config::Source& source) {
    const std::int64_t today = day_number(now_);
    const auto& days = days_of(source);
    const auto ceiling = ceiling_of(source.max_new_per_day, days, today);
    if (!ceiling) return std::numeric_limits<std::size_t>::max();
    const auto added = static_cast<std::size_t>(counted_on(days, today).added);
    return *ceiling - std::min(*ceiling, added);
  }

  const std::vector<model::FetchDay>& days_of(const config::Source& source) {
    if (!days_) days_ = store_.fetch_days();
    return (*days_)[source.id];
  }

  /// Returns the indexes of new items.
  std::vector<std::size_t> recognise(model::Feed& feed, const config::Source& source) {
    const store::History history = store_.history(source.id);
    const auto recall = [&](const model::Clues& clues) {
      return history.items == 0 ? std::vector<model::KnownItem>() : store_.recall(source.id, clues);
    };
    const auto reconciled =
        normalize::reconcile(feed.items, source.normalize.source_url, history.identity, recall);
    if (reconciled.memory != history.identity) store_.remember(source.id, reconciled.memory);
    if (history.items == 0 && !was_read_before(source.id)) {
      normalize::date_newcomers(feed, now_, [&] { return oldest_shown(); });
    }
    for (const std::size_t i : reconciled.differ) normalize::describe(feed.items[i]);
    return reconciled.newcomers;
  }

  [[nodiscard]] bool was_read_before(const std::string& source_id) const {
    const auto state = states_.find(source_id);
    return state != states_.end() && state->second.last_success;
  }

  /// The date of the oldest item that a published feed shows, as it was at the first call in a run.
  std::optional<model::Timestamp> oldest_shown() {
    if (!oldest_shown_) {
      std::vector<std::string> ids;
      for (const config::Source& each : config_.sources) ids.push_back(each.id);
      oldest_shown_ = store_.nth_newest(ids, kShown, now_);
    }
    return *oldest_shown_;
  }

  const config::Config& config_;
  const std::map<std::string, model::FetchState>& states_;
  store::Store& store_;
  model::Timestamp now_;
  std::optional<std::optional<model::Timestamp>> oldest_shown_;
  std::optional<std::map<std::string, std::vector<model::FetchDay>>> days_;  ///< Before this run.
  std::vector<Gap> gaps_;
};

/// Decides when to commit what was taken in.
class Committer {
 public:
  explicit Committer(store::Store& store) : store_(store) {}

  /// An answer was recorded: a feed's items, or only its source's state.
  void note(bool is_feed) {
    if (answers_++ == 0) oldest_ = std::chrono::steady_clock::now();
    if (is_feed) ++feeds_;
  }

  /// To be called after each answer, and with `idle` if none came for a while: the next answer may
  /// take long, and what is there must not be lost meanwhile.
  void commit_if_due(bool idle) {
    if (answers_ == 0) return;
    const bool old = std::chrono::steady_clock::now() - oldest_ >= kLongestUncommitted;
    if (idle || old || feeds_ >= kMostFeedsUncommitted) commit();
  }

  void commit() {
    if (answers_ == 0) return;
    store_.commit();
    store_.begin_batch();
    answers_ = 0;
    feeds_ = 0;
  }

 private:
  store::Store& store_;
  std::size_t answers_ = 0;                       ///< Uncommitted ones.
  std::size_t feeds_ = 0;                         ///< Those of them with a feed.
  std::chrono::steady_clock::time_point oldest_;  ///< When the first of them was recorded.
};

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

  WorkQueue<fetch::Fetched> bodies(kBodiesWaiting);
  WorkQueue<Answer> answers(kAnswersWaiting);
  std::atomic<bool> stop = false;
  const unsigned workers = std::clamp(std::thread::hardware_concurrency(), 1U, kMostWorkers);
  std::atomic<unsigned> working = workers;

  const auto ask = [&] {
    const AtExit finish([&] { bodies.finish(); });
    for (auto& [id, answer] : at_hand) {
      if (stop) return;
      const fetch::Subscription& asked = source_by_id.at(id)->fetch;
      const model::FetchState memory = fetch::recall(asked, state_of(id));
      bodies.push(fetch::understand(std::move(answer), {asked, memory, {}, config_.fetch, now_}));
    }
    fetch::fetch(
        subscriptions, states_, silence, config_.fetch, now_, transport,
        [&](fetch::Fetched got) { bodies.push(std::move(got)); }, stop);
  };
  const auto work = [&] {
    const AtExit finish([&] {
      if (--working > 0) return;
      bodies.close();  // Without workers the fetching thread would wait for room for ever.
      answers.finish();
    });
    while (auto got = bodies.pop()) {
      const config::Source& source = *source_by_id.at(got->source_id);
      answers.push(
          take_in_answer(std::move(*got), source, config_, state_of(source.id), pages_, now_));
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

  Recorder recorder(config_, states_, store, now_);
  Committer committer(store);
  while (!answers.ended()) {
    auto answer = answers.pop_for(kPatience);
    if (cancelled) stop = true;
    if (answer) {
      const config::Source& source = *source_by_id.at(answer->got.source_id);
      committer.note(answer->content.has_value());
      note(recorder.record(std::move(*answer), source));
    }
    committer.commit_if_due(!answer);
  }
  committer.commit();
  for (std::future<void>& thread : threads) thread.get();
  follow_archives(
      recorder.gaps(), config_, silence, now_, transport,
      [&](const Gap& gap, model::Feed feed) {
        committer.note(true);
        return recorder.record_older(gap, std::move(feed));
      },
      cancelled);
  committer.commit();
  for (Gap& gap : recorder.gaps()) {
    report_archives(gap);
    if (gap.items > 0) note(std::move(gap.report));
  }
}

}  // namespace syndic::pipeline
