// SPDX-License-Identifier: MIT
#include "pipeline/refresh/refresh.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>

#include "base/lines.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "pipeline/authored/folder.h"
#include "pipeline/lists/subscriptions.h"
#include "pipeline/publish/announce.h"
#include "pipeline/publish/proof.h"
#include "pipeline/publish/publish.h"
#include "pipeline/refresh/alerts.h"
#include "pipeline/refresh/known_silence.h"
#include "pipeline/refresh/page_source.h"
#include "pipeline/refresh/quiet_join.h"
#include "pipeline/refresh/roster.h"
#include "pipeline/refresh/shared_hosts.h"
#include "pipeline/refresh/shared_time.h"
#include "pipeline/refresh/site_feeds.h"
#include "pipeline/refresh/take_in.h"
#include "pipeline/status/health.h"
#include "pipeline/status/list_health.h"
#include "pipeline/store_lock.h"
#include "store/store.h"

namespace syndic::pipeline {
namespace {

using States = std::map<std::string, model::FetchState>;

/// The outcome of a source that needs no asking; empty if it is to be asked.
std::optional<Outcome> settled(const config::Source& source, const model::FetchState& state,
                               const fetch::HostSilence& silence, const RefreshOptions& options,
                               model::Timestamp now) {
  if (!source.enabled) return Outcome::disabled;
  if (options.offline) return Outcome::not_due;
  if (is_authored(source)) return std::nullopt;  // To read it costs little and burdens no server.
  if (fetch::is_due(source.fetch, state, silence, now, options.force)) return std::nullopt;
  // A source that answered 410 is only asked again if the operator names it.
  if (state.gone && options.force && !options.only.empty()) return std::nullopt;
  return state.gone ? Outcome::gone : Outcome::not_due;
}

bool is_wanted(const config::Source& source, const RefreshOptions& options) {
  return options.only.empty() || std::ranges::find(options.only, source.id) != options.only.end();
}

/// What is wrong with a source that is not asked now, and when it is asked again; empty if nothing
/// is wrong.
std::optional<std::string> why_not_asked(const config::Source& source,
                                         const model::FetchState& state, Outcome outcome) {
  const model::FetchState known = fetch::recall(source.fetch, state);
  if (known.failures == 0) return std::nullopt;
  if (outcome == Outcome::gone) return known.last_error;
  if (outcome != Outcome::not_due || !known.next_due) return std::nullopt;
  return "fails, and is asked again after " + base::format_rfc3339(*known.next_due) + ": " +
         known.last_error;
}

/// Keeps other runs from the store; a rehearsal, which works on a copy, makes no file.
std::optional<base::FileLock> keep_alone(const store::Options& options, bool is_rehearsal) {
  constexpr const char* kOther = "another refresh";
  return is_rehearsal ? share_store(options, kOther) : lock_store(options, kOther);
}

/// Whether this run may publish; else the reason is in the report.
bool may_publish(const store::Options& options, store::Store& store, Report& report) {
  if (!options.publish) {
    report.why_unpublished = "this machine only fetches (store.publish = false)";
  } else if (!store.take_right_to_publish()) {
    report.why_unpublished = "another refresh publishes: what came now is in the next one";
  }
  return report.why_unpublished.empty();
}

/// Has progress told while the calling thread waits for a transport, as long as this lives. Of
/// other threads' waits it is not told.
class Alive {
 public:
  Alive(http::Transport& transport, Progress& progress) : transport_(transport) {
    transport_.tell_waits([&progress, caller = std::this_thread::get_id()] {
      if (std::this_thread::get_id() == caller) progress.alive();
    });
  }
  Alive(const Alive&) = delete;
  Alive& operator=(const Alive&) = delete;
  ~Alive() { transport_.tell_waits({}); }

 private:
  http::Transport& transport_;
};

/// Applies rules that changed since the last run to the stored items of their sources; returns the
/// results by source id.
std::map<std::string, store::Judgement> rejudge(const config::Config& config,
                                                const RefreshOptions& options,
                                                store::Store& store) {
  std::map<std::string, store::Judgement> judged;
  const auto last_time = store.rules();
  for (const config::Source& source : config.sources) {
    if (!is_wanted(source, options)) continue;
    const normalize::Rules& rules = source.normalize.rules;
    const auto known = last_time.find(source.id);
    if (rules.text() == (known == last_time.end() ? std::string() : known->second)) continue;
    judged.emplace(source.id, store.rejudge(source.id, rules.text(), [&](const model::Item& item) {
      std::string rule = rules.dropped_by(item);
      const bool is_quiet = rule.empty() && item.lineage.dropped_by == kJoiningQuietly;
      return is_quiet ? kJoiningQuietly : rule;
    }));
  }
  return judged;
}

/// Which sources one run asks, and the result of each.
class Round {
 public:
  Round(SiteFeeds& sites, const States& states, const RefreshOptions& options, store::Store& store,
        fetch::HostSilence& silence, Report& report, Progress& progress)
      : sites_(sites),
        states_(states),
        options_(options),
        store_(store),
        report_(report),
        progress_(progress),
        silence_(silence) {}

  /// Adds each wanted source's row in the report.
  void plan() {
    for (const config::Source& source : sites_.config().sources) {
      if (!is_wanted(source, options_)) continue;
      const auto known = states_.find(source.id);
      const model::FetchState state = known == states_.end() ? model::FetchState{} : known->second;
      auto outcome = settled(source, state, silence_, options_, report_.started);
      const bool must_search = sites_.must_search(source);
      if (!outcome && must_search && !may_search(source)) outcome = Outcome::not_due;
      if (!outcome) (must_search ? unfound_ : due_).push_back(&source);
      // Another feed is searched for in place of one that is gone for good.
      if (outcome == Outcome::gone && !options_.offline && !must_search &&
          !sites_.is_the_site(source) && may_search(source)) {
        unfound_.push_back(&source);
      }
      row_of_.emplace(source.id, report_.sources.size());
      report_.sources.push_back({.id = source.id, .outcome = outcome.value_or(Outcome::not_due)});
      if (outcome && !options_.offline) note_not_asked(source, state, report_.sources.back());
    }
    total_ = due_.size() + unfound_.size();
  }

  /// Asks feeds with a known URL first, so that they wait for no search.
  void ask(http::Transport& transport, const std::atomic<bool>& cancelled) {
    PageWalk pages(transport, due_, states_, store_);
    const TakeIn take_in{sites_.config(), states_, report_.started, &pages,
                         [this] { progress_.alive(); }};
    const auto note = [&](SourceReport source) { this->note(std::move(source)); };
    await(due_);
    if (!due_.empty()) take_in.run(due_, store_, silence_, pages, note, cancelled);
    for (const config::Source* source : due_) {
      if (sites_.has_died(*source, row(*source)) && may_search(*source)) unfound_.push_back(source);
    }
    if (!unfound_.empty() && !cancelled) {
      await(unfound_);
      auto searched = sites_.search(unfound_, states_, silence_, transport, cancelled);
      std::map<std::string, http::Response> read;
      for (SiteFeeds::Searched& each : searched) {
        if (each.answer) read.emplace(each.source->id, *std::move(each.answer));
      }
      take_in.run(found_among(searched), store_, silence_, transport, note, cancelled,
                  std::move(read));
      for (const SiteFeeds::Searched& each : searched) {
        if (each.found) row(*each.source).notes.push_back(each.message);
      }
    }
    if (cancelled && done_.size() < total_) report_.interrupted = true;
  }

 private:
  /// Notes in the row of a source that is not asked now that it fails, or by now has failed for
  /// long.
  void note_not_asked(const config::Source& source, const model::FetchState& state,
                      SourceReport& row) {
    if (row.outcome == Outcome::disabled) return;
    model::FetchState reported = state;
    row.news = news_of_health(state, reported, report_.started);
    if (row.news.empty()) {
      if (auto why = why_not_asked(source, state, row.outcome))
        row.notes.push_back(*std::move(why));
    } else {
      store_.keep(source.id, reported);
      progress_.done(row);
    }
  }

  [[nodiscard]] bool may_search(const config::Source& source) const {
    const auto state = states_.find(source.id);
    const bool was_mended =
        state != states_.end() && fetch::was_mended(source.fetch, state->second);
    return sites_.may_search(source, options_.force || was_mended);
  }

  void await(const std::vector<const config::Source*>& sources) {
    std::vector<std::string> ids;
    ids.reserve(sources.size());
    for (const config::Source* source : sources) ids.push_back(source->id);
    if (!ids.empty()) progress_.await(ids);
  }

  SourceReport& row(const config::Source& source) { return report_.sources[row_of_.at(source.id)]; }

  void note(SourceReport source) {
    SourceReport& row = report_.sources[row_of_.at(source.id)];
    row = std::move(source);
    done_.insert(row.id);
    progress_.done(row);
  }

  /// The sources whose feed was found; the others are reported.
  std::vector<const config::Source*> found_among(const std::vector<SiteFeeds::Searched>& searched) {
    std::vector<const config::Source*> found;
    for (const SiteFeeds::Searched& each : searched) {
      if (each.found) {
        found.push_back(each.source);
      } else if (is_own_obstacle(each.cause)) {
        SourceReport report = row(*each.source);
        if (report.error.empty()) report.cause = each.cause;
        report.notes.push_back("was not asked: " + each.message);
        note(std::move(report));
      } else if (sites_.must_search(*each.source)) {
        SourceReport failed{.id = each.source->id,
                            .outcome = Outcome::failed,
                            .status = each.status,
                            .bytes = each.cost.bytes,
                            .elapsed = each.cost.elapsed,
                            .error = each.message,
                            .cause = each.cause};
        store_.count(failed.id, day_of(failed, report_.started));
        note(std::move(failed));
      } else {
        SourceReport report = row(*each.source);
        report.notes.push_back("no other feed was found: " + each.message);
        note(std::move(report));
      }
    }
    return found;
  }

  SiteFeeds& sites_;
  const States& states_;
  const RefreshOptions& options_;
  store::Store& store_;
  Report& report_;
  Progress& progress_;
  fetch::HostSilence& silence_;  ///< Of hosts that asked for it, before or in this run.
  std::vector<const config::Source*> due_;
  std::vector<const config::Source*> unfound_;  ///< Whose feed must be found first.
  std::unordered_map<std::string, std::size_t> row_of_;
  std::set<std::string> done_;  ///< Ids.
  std::size_t total_ = 0;
};

/// Proves, once a day, that the last publication is served, and reports what is wrong with it.
void prove(const config::Config& config, store::Store& store, http::Transport& transport,
           Report& report, const std::atomic<bool>& cancelled) {
  auto before = last_proof(config, store.ledger());
  std::optional<store::Proof> proof;
  if (is_proof_due(config, before, report.started)) {
    proof = prove_publication(config, store.ledger(), transport, report.started, cancelled);
  }
  if (!proof) {
    if (before) report.publication_faults = std::move(before->faults);
    return;
  }
  report.new_publication_faults = new_faults(before, *proof);
  if (proof->faults.empty() && before && !before->faults.empty()) {
    report.news.emplace_back("publication: all is served as it was written again");
  }
  report.publication_faults = std::move(proof->faults);
}

/// Why the run fails as a whole, a line each.
std::vector<std::string> alarms_of(const Report& report) {
  std::vector<std::string> alarms = report.withheld;
  if (common_failure(report)) alarms.emplace_back(kEverySourceFailed);
  for (const std::string& failure : {report.announced.command_failure, report.alert_failure}) {
    if (!failure.empty()) alarms.push_back(failure);
  }
  return alarms;
}

/// Which of these alarms the last run had, too: each is reported once. A run that asked no source
/// and told no command does not change what is remembered.
std::set<std::string> known_alarms(const Report& report, store::Store& store) {
  const std::string before = store.alarm();
  std::set<std::string> known;
  for (std::string_view rest = before; !rest.empty();) known.emplace(base::take_line(rest));
  const std::vector<std::string> alarms = alarms_of(report);
  const bool any_asked = any_was_asked(report);
  if (alarms.empty() && !any_asked && report.announced.files == 0) return known;
  std::string now;
  for (const std::string& alarm : alarms) now += alarm + "\n";
  if (!any_asked && known.contains(std::string(kEverySourceFailed))) {
    now.append(kEverySourceFailed).append("\n");
  }
  store.record_alarm(now);
  return known;
}

/// Has pages whose configuration changed since the last run read anew, whatever they say: other
/// rules find other things in the same bytes.
void forget_changed_pages(const config::Config& config, States& states) {
  for (const config::Source& source : config.sources) {
    if (!is_page(source)) continue;
    const auto known = states.find(source.id);
    if (known != states.end() && known->second.setup != source.fetch.setup) {
      fetch::forget_body(known->second);
    }
  }
}

}  // namespace

Report refresh(const config::Config& given, const RefreshOptions& options,
               const base::Clock& own_clock, http::Transport& transport, Progress& progress,
               const std::atomic<bool>& cancelled) {
  Report report{.is_rehearsal = options.dry_run};
  const auto lock = keep_alone(given.store, options.dry_run);
  const auto store = options.dry_run ? store::open_copy(given.store) : store::open(given.store);
  progress.opened();
  const Alive alive(transport, progress);
  const base::Clock clock = common_clock(own_clock, *store);
  report.started = clock.now();
  store->begin_batch();

  States states = store->fetch_states();
  fetch::HostSilence silence = known_silence(states, *store, report.started);
  std::optional<InTurns> in_turns;
  if (given.store.is_on_postgres() && !options.dry_run && !options.offline) {
    in_turns.emplace(transport, given.store, silence, report.started);
  }
  std::vector<std::string> news_of_lists;
  const bool follows_any = !given.lists.empty() || !store->list_states().empty();
  if (follows_any && !options.offline && options.only.empty()) {
    news_of_lists = read_lists({.config = given,
                                .states = states,
                                .store = *store,
                                .silence = silence,
                                .transport = transport,
                                .now = report.started,
                                .is_forced = options.force,
                                .cancelled = cancelled});
    if (cancelled && !given.lists.empty()) report.interrupted = true;
    store->commit();
    store->begin_batch();
  }
  const std::optional<config::Config> completed = with_lists(given, *store);
  const config::Config& config = completed ? *completed : given;
  const auto renamed = follow_renamed(config, states, *store);
  forget_changed_pages(config, states);
  report.news = news_of_sources(config, *store);
  report.news.insert(report.news.begin(), news_of_lists.begin(), news_of_lists.end());
  if (auto wrong = words_of_clock(own_clock, clock)) report.news.push_back(*std::move(wrong));
  const auto judged = rejudge(config, options, *store);
  if (!judged.empty() || !renamed.empty() || !report.news.empty()) {
    store->commit();
    store->begin_batch();
  }
  SiteFeeds sites(config, *store, report.started);
  Round round(sites, states, options, *store, silence, report, progress);
  round.plan();
  round.ask(transport, cancelled);
  const bool publishes = may_publish(given.store, *store, report);
  if (!options.offline && !options.dry_run && !cancelled && publishes)
    prove(config, *store, transport, report, cancelled);
  progress.alive();
  transport.close_connections();  // Publishing opens files, of which there may be few.

  const auto kept = store->sources();
  for (SourceReport& source : report.sources) {
    const auto record = kept.find(source.id);
    if (record != kept.end()) source.items = record->second.items;
    if (const auto old_id = renamed.find(source.id); old_id != renamed.end()) {
      report.news.push_back("source " + old_id->second + " is called " + source.id +
                            " now; it keeps its " +
                            base::counted(static_cast<long long>(source.items), "item"));
    }
    if (const auto found = judged.find(source.id); found != judged.end()) {
      source.dropped = store->dropped(source.id);
      source.let_in = found->second.let_in;
    }
  }
  if (!report.interrupted && publishes) {
    const bool nothing_came = every_source_failed(report);
    Published published =
        publish(sites.config(), *store, report.started,
                {.dry_run = options.dry_run, .accept = options.accept, .restore = nothing_came});
    report.feeds = std::move(published.feeds);
    report.withheld = std::move(published.withheld);
    report.nothing_published = published.nothing;
    report.unused_files = std::move(published.unused_files);
    std::ranges::move(news_of_files(report.unused_files), std::back_inserter(report.news));
    if (!options.dry_run) {
      write_health(config, *store, report);
      progress.silent_for(config.notify.command_timeout);
      announce(config, store->ledger(), options.offline ? nullptr : &transport, report, cancelled);
      if (!options.offline) {
        progress.silent_for(kAlertTimeout);
        report.alert_failure = send_alerts(config, states, *store, report.started, cancelled);
      }
      progress.alive();
    }
    report.known_alarms = known_alarms(report, *store);
  }
  report.finished = clock.now();
  return report;
}

}  // namespace syndic::pipeline
