// SPDX-License-Identifier: MIT
#include "pipeline/refresh/recorder.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "fetch/move.h"
#include "normalize/item/dates.h"
#include "normalize/item/reconcile.h"
#include "normalize/normalize.h"
#include "parse/options.h"
#include "pipeline/authored/folder.h"
#include "pipeline/refresh/ceiling.h"
#include "pipeline/refresh/quiet_join.h"
#include "pipeline/status/health.h"
#include "pipeline/status/pace.h"

namespace syndic::pipeline {
namespace {

// A stream of answers shares a commit. What a killed run has to wait for is bounded by these.
constexpr std::size_t kMostFeedsUncommitted = 64;
constexpr auto kLongestUncommitted = std::chrono::seconds(2);

// How many items a published feed shows by default.
constexpr std::size_t kShown = 50;

constexpr const char* kCutAfterItems =
    "its file ends before its last end tag or bracket, and is read again until it is whole; if "
    "that lasts, tell its operator";
constexpr const char* kCutInItem =
    "its file ends in the middle of an item, which waits for the whole file; if that lasts, tell "
    "its operator";

std::string too_long_words() {
  return "it has more than " + std::to_string(parse::Limits().max_nodes) +
         " elements and attributes, of which only the first were read; ask its operator for a "
         "shorter feed";
}

/// "3 items were cut to 256 KiB, with a link to the whole"
std::string cut_words(std::size_t items, std::size_t max_item) {
  return base::counted(static_cast<long long>(items), "item") + (items == 1 ? " was" : " were") +
         " cut to " + base::size_text(max_item) + ", with a link to the whole";
}

// Of a page that shows far fewer items than the last time; empty if it does not.
std::string fewer_words(int before, int now) {
  constexpr int kFewest = 8;
  constexpr int kShare = 4;
  if (before < kFewest || now * kShare > before) return {};
  return "its page has " + base::counted(now, "item") + " now, where it had " +
         std::to_string(before) + "; if it was redesigned, see whether source.page still fits";
}

// A page is read by rules of ours, which may be what is wrong.
void add_warnings(const model::Feed& feed, SourceReport& report) {
  constexpr std::size_t kMostWarnings = 5;
  const std::size_t told = std::min(feed.warnings.size(), kMostWarnings);
  for (std::size_t i = 0; i < told; ++i) {
    report.notes.push_back(base::printable_line(feed.warnings[i]));
  }
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
    report.by_304 = got.by_304;
  } else {
    report.left_out = answer.content->left_out;
    if (answer.folder) report.notes = answer.folder->mistakes;
    if (const std::size_t cut = answer.content->cut; cut > 0) {
      report.notes.push_back(cut_words(cut, source.normalize.max_item));
    }
    if (const model::Feed& feed = answer.content->feed; feed.is_cut) {
      report.notes.push_back(feed.ends_in_item ? kCutInItem : kCutAfterItems);
    }
    if (is_page(source)) add_warnings(answer.content->feed, report);
    if (answer.content->feed.is_too_long) report.notes.push_back(too_long_words());
    for (const model::Item& item : answer.content->feed.items) {
      if (!item.lineage.dropped_by.empty()) ++report.dropped[item.lineage.dropped_by];
    }
  }
  return report;
}

}  // namespace

SourceReport Recorder::record(Answer answer, const config::Source& source) {
  SourceReport report = report_on(answer, source);
  if (const auto before = states_.find(source.id);
      before != states_.end() && report.outcome != Outcome::not_due) {
    report.news = news_of_health(before->second, answer.got.state, now_);
  }
  note_answer_time(report, answer.got.state);
  if (answer.content) {
    record_content(answer, source, report);
  } else {
    store_.keep(report.id, answer.got.state);
  }
  if (!answer.got.postponed) {
    store_.count(report.id, with_pace(day_of(report, now_), answer.got.state));
  }
  note_health(answer.got.state, source, report);
  if (!gaps_.empty() && gaps_.back().source == &source) gaps_.back().report = report;
  if (answer.waiting) {
    answer.waiting->report = report;
    waiting_.push_back(*std::move(answer.waiting));
  }
  return report;
}

SourceReport Recorder::record_waiting(WaitingItems& waiting) {
  const config::Source& source = *waiting.source;
  model::FetchState& state = waiting.state;
  SourceReport& report = waiting.report;
  if (waiting.later > 0) {
    fetch::forget_body(state);
    report.notes.push_back(base::counted(static_cast<long long>(waiting.later), "item") +
                           (waiting.later == 1 ? " waits for its own page, and comes"
                                               : " wait for their own pages, and come") +
                           " with a later run");
  }
  auto content = normalize::normalize(std::move(waiting.feed), source.normalize, now_);
  model::Feed& feed = content.feed;
  const auto newcomers = recognise(feed, source);
  const auto news = news_among(feed, newcomers, source);
  if (waiting.are_last) date_rest(feed, newcomers, source);
  join_quietly(feed, newcomers, source, &waiting, true);
  obey_ceiling(feed, newcomers, source, state, report);
  if (recall_events(feed, store_, source, calendar_links_) > 0) fetch::forget_body(state);
  note_delays(feed, news, now_, state);
  const store::Change change = store_.merge(source.id, feed, state, now_);
  report.added += change.added;
  report.changed += change.changed;
  for (const model::Item& item : feed.items) {
    if (!item.lineage.dropped_by.empty()) ++report.dropped[item.lineage.dropped_by];
  }
  store_.count(source.id, with_pace({.day = day_number(now_),
                                     .added = static_cast<std::int64_t>(change.added)},
                                    state));
  if (change.added + change.changed > 0) end_quiet(state, source);
  return report;
}

void Recorder::record_content(Answer& answer, const config::Source& source, SourceReport& report) {
  model::FetchState& state = answer.got.state;
  model::Feed& feed = answer.content->feed;
  const auto newest = feed.prev_archive.empty() ? std::nullopt : store_.newest(report.id);
  const auto newcomers = recognise(feed, source);
  const auto news = news_among(feed, newcomers, source);
  if (!answer.folder) {
    join_quietly(feed, newcomers, source, answer.waiting ? &*answer.waiting : nullptr, false);
    obey_ceiling(feed, newcomers, source, state, report);
    if (recall_events(feed, store_, source, calendar_links_) > 0) fetch::forget_body(state);
  }
  note_delays(feed, news, now_, state);
  if (answer.waiting) {  // If the run ends before they are complete, they come with the same bytes.
    answer.waiting->state = state;
    fetch::forget_body(state);
  }
  const store::Change change = store_.merge(report.id, feed, state, now_);
  report.added = change.added;
  report.changed = change.changed;
  if (!answer.folder && report.waiting == 0 && change.added > 0) note_flood(source, report);
  if (change.added + change.changed > 0) end_quiet(state, source);
  if (answer.folder) {
    if (report.news.empty()) report.news = answer.folder->news;
    note_files(*std::move(answer.folder), feed, store_, source, now_);
  } else if (!answer.waiting) {  // What waits is there all the same.
    note_absences(feed, store_.ledger(), source, state, now_);
    const bool is_whole = !feed.is_cut && !feed.lacks_items && answer.content->left_out == 0;
    if (feed.format == model::Format::icalendar20 && is_whole) {
      withdraw_missing_events(feed, store_, source, now_);
    }
  }
  if (report.waiting == 0 && newest && !holds(feed, newest->item.id)) {
    gaps_.push_back(
        {.source = &source, .archive = feed.prev_archive, .state = state, .report = report});
  }
}

void Recorder::record_older(Gap& gap, model::Feed feed) {
  const std::string& id = gap.source->id;
  const store::History history = store_.history(id);
  const auto reconciled = normalize::reconcile(
      feed.items, gap.source->normalize.source_url, history.identity,
      [&](const model::Clues& clues) { return store_.recall(id, clues); },
      [&](model::ItemKey key) { return store_.text(key); });
  if (gap.source->joined) keep_older_out(feed, reconciled.newcomers, *gap.source->joined);
  const std::size_t added_now = gap.report.added + gap.items;
  const auto room = room_below(ceiling(*gap.source), added_today(*gap.source) + added_now);
  if (room) gap.held_back += hold_back(feed, reconciled.newcomers, *room);
  std::vector<CalendarLink> of_old_items;  // Known ones keep their events, new ones are old news.
  recall_events(feed, store_, *gap.source, of_old_items);
  const std::size_t added = store_.merge(id, feed, gap.state, now_).added;
  gap.items += added;
  store_.count(id, {.day = day_number(now_), .added = static_cast<std::int64_t>(added)});
}

// Asks a source that was asked less often, as it had nothing new, at its interval again.
void Recorder::end_quiet(model::FetchState& state, const config::Source& source) {
  model::FetchState awake = fetch::after_news(state, source.fetch, config_.fetch, now_);
  if (awake.next_due != state.next_due) store_.keep(source.id, awake);
  state = std::move(awake);
}

void Recorder::note_health(const model::FetchState& state, const config::Source& source,
                           SourceReport& report) {
  const auto add = [&](std::optional<std::string> words) {
    if (words && !words->empty()) report.notes.push_back(*std::move(words));
  };
  if (report.outcome == Outcome::not_due) return;
  const auto before = states_.find(source.id);
  if (before != states_.end()) {
    add(fetch::news_of_move(fetch::recall(source.fetch, before->second).move, state.move));
  }
  add(fewer_words(before == states_.end() ? 0 : before->second.items_seen, state.items_seen));
  if (state.failures > 1) add(failing_words(state, now_));
  // Skips the query for sources that changed within 30 days.
  if (state.last_change && *state.last_change < now_ - boost::gregorian::days(30))
    add(silence_words(store_.newest_dates(source.id, kHabitItems), now_));
}

// Keeps out what a source had published before its list brought it. Those of its first feed that
// wait for their own pages count among what it takes, and come in whenever those are read.
void Recorder::join_quietly(model::Feed& feed, std::vector<std::size_t> newcomers,
                            const config::Source& source, const WaitingItems* waiting,
                            bool are_waiting) {
  if (!source.joined) return;
  keep_known_out(feed, store_.kept_out_by(source.id, kJoiningQuietly));
  const auto before = states_.find(source.id);
  if (before == states_.end() || joins_now(source, before->second)) {
    const std::size_t later =
        waiting != nullptr && !are_waiting ? waiting->feed.items.size() : std::size_t{0};
    keep_all_but_newest_out(feed, newcomers, kTakenAtFirst - std::min(later, kTakenAtFirst));
    return;
  }
  if (are_waiting) {
    std::erase_if(newcomers, [&](std::size_t i) {
      return waiting->tries.contains(feed.items[i].canonical_url);
    });
  }
  keep_older_out(feed, newcomers, *source.joined);
}

// Removes new items that are too many for one day, with the fetches of earlier runs.
void Recorder::obey_ceiling(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                            const config::Source& source, model::FetchState& state,
                            SourceReport& report) {
  if (newcomers.empty()) return;
  const auto most = ceiling(source);
  const auto room = room_below(most, added_today(source) + report.added);
  if (!room) return;
  report.waiting = hold_back(feed, newcomers, *room);
  if (report.waiting == 0) return;
  report.notes.push_back(ceiling_words(*most, report.waiting));
  fetch::forget_body(state);  // They come with the same bytes, on another day.
}

void Recorder::note_flood(const config::Source& source, SourceReport& report) {
  const std::size_t added = added_today(source) + report.added;
  if (is_flood(source.max_new_per_day, days_of(source), day_number(now_), added)) {
    report.notes.push_back(flood_words(added));
  }
}

const std::vector<model::FetchDay>& Recorder::days_of(const config::Source& source) {
  if (!days_) days_ = store_.fetch_days();
  return (*days_)[source.id];
}

std::optional<std::size_t> Recorder::ceiling(const config::Source& source) {
  return ceiling_of(source.max_new_per_day, days_of(source), day_number(now_));
}

// In earlier runs.
std::size_t Recorder::added_today(const config::Source& source) {
  return static_cast<std::size_t>(counted_on(days_of(source), day_number(now_)).added);
}

// Returns the indexes of new items.
std::vector<std::size_t> Recorder::recognise(model::Feed& feed, const config::Source& source) {
  const store::History history = store_.history(source.id);
  const auto recall = [&](const model::Clues& clues) {
    return history.items == 0 ? std::vector<model::KnownItem>() : store_.recall(source.id, clues);
  };
  const auto read_text = [&](model::ItemKey key) { return store_.text(key); };
  const auto reconciled = normalize::reconcile(feed.items, source.normalize.source_url,
                                               history.identity, recall, read_text);
  if (reconciled.memory != history.identity) store_.remember(source.id, reconciled.memory);
  if (history.items > 0 || was_read_before(source.id) || is_authored(source)) {
    normalize::space_out(feed.items, reconciled.newcomers);
  } else if (normalize::date_newcomers(feed, now_, [&] { return shown_at_first(); })) {
    undated_.push_back({source.id, feed.updated});
  }
  return reconciled.newcomers;
}

// Dates what an earlier run left below the items that it took, where the page dates nothing.
void Recorder::date_rest(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                         const config::Source& source) {
  const auto before = states_.find(source.id);
  const bool was_left = was_read_before(source.id) && before->second.body_hash.empty();
  const auto oldest =
      was_left ? store_.nth_newest({source.id}, store_.history(source.id).items) : std::nullopt;
  if (!oldest) return;
  auto date = *oldest;
  for (const std::size_t i : newcomers) {
    if (!feed.items[i].dated_by_first_sight) continue;
    date -= boost::posix_time::seconds(1);
    feed.items[i].published = date;
  }
}

// The ids of new items that are news: a source's first items are its archive.
std::set<std::string> Recorder::news_among(const model::Feed& feed,
                                           const std::vector<std::size_t>& newcomers,
                                           const config::Source& source) const {
  return was_read_before(source.id) ? ids_of(feed, newcomers) : std::set<std::string>();
}

bool Recorder::was_read_before(const std::string& source_id) const {
  const auto state = states_.find(source_id);
  return state != states_.end() && state->second.last_success;
}

// The dates of what published feeds show of all sources but these.
normalize::Shown Recorder::shown_without(const std::set<std::string>& undated) {
  std::vector<std::string> ids;
  for (const config::Source& each : config_.sources) {
    if (!undated.contains(each.id)) ids.push_back(each.id);
  }
  return {.newest = store_.nth_newest(ids, 1), .oldest = store_.nth_newest(ids, kShown)};
}

// As it was at the first call: settle_undated() asks again, and only a run that is killed keeps it.
const normalize::Shown& Recorder::shown_at_first() {
  if (!shown_) shown_ = shown_without({});
  return *shown_;
}

// As long as nothing was published, the sources that date nothing are new, though a run that was
// killed has stored their items.
std::set<std::string> Recorder::undated_earlier() {
  if (!store_.ledger().files().empty()) return {};
  return store_.undated_sources();
}

void Recorder::settle_undated() {
  std::set<std::string> undated = undated_earlier();
  for (const Undated& source : undated_) undated.insert(source.source_id);
  if (undated.empty()) return;
  const normalize::Shown shown = shown_without(undated);
  for (const Undated& source : undated_) {
    undated.erase(source.source_id);
    store_.date_undated(source.source_id,
                        normalize::newest_undated(source.feed_updated, shown, now_));
  }
  if (!shown.oldest) return;
  for (const std::string& earlier : undated) {
    store_.date_undated(earlier, normalize::newest_undated({}, shown, now_));
  }
}

void Committer::note(bool is_feed) {
  if (answers_++ == 0) oldest_ = std::chrono::steady_clock::now();
  if (is_feed) ++feeds_;
}

void Committer::commit_if_due(bool idle) {
  if (answers_ == 0) return;
  const bool old = std::chrono::steady_clock::now() - oldest_ >= kLongestUncommitted;
  if (idle || old || feeds_ >= kMostFeedsUncommitted) commit(store::Durability::process_end);
}

std::set<std::string> Committer::commit_asking(const std::vector<fetch::Asking>& sources) {
  std::vector<store::Claim> claims;
  for (const fetch::Asking& source : sources) {
    const auto before = states_.find(source.source_id);
    claims.push_back({source.source_id,
                      before == states_.end() ? model::FetchState() : before->second,
                      source.state});
  }
  auto refused = store_.claim(claims);
  if (refused.size() < sources.size()) commit(store::Durability::server_end);
  for (const store::Claim& claim : claims) {
    if (!refused.contains(claim.source_id)) claims_.insert_or_assign(claim.source_id, claim);
  }
  return refused;
}

void Committer::withdraw(const std::set<std::string>& source_ids) {
  for (const std::string& id : source_ids) {
    if (const auto claim = claims_.extract(id)) store_.unclaim(claim.mapped());
  }
}

void Committer::finish() { commit(store::Durability::power_loss); }

void Committer::commit(store::Durability durability) {
  store_.commit(durability);
  store_.begin_batch();
  answers_ = 0;
  feeds_ = 0;
}

}  // namespace syndic::pipeline
