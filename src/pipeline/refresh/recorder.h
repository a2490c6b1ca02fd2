// SPDX-License-Identifier: MIT
//
// The end of an answer's way: how it is stored, and when that is committed. On the thread that owns
// the store.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/feed.h"
#include "model/fetch_day.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "normalize/item/dates.h"
#include "pipeline/refresh/absences.h"
#include "pipeline/refresh/calendar_links.h"
#include "pipeline/refresh/read_answer.h"
#include "pipeline/refresh/report.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Stores answers: the stored items decide which item is which, and how new items are dated.
class Recorder {
 public:
  /// Borrows all. `states`: as of the run's beginning.
  Recorder(const config::Config& config, const std::map<std::string, model::FetchState>& states,
           store::Store& store, model::Timestamp now)
      : config_(config), states_(states), store_(store), now_(now) {}

  /// Stores one source's answer. Every path ends in one call of the store, so that every answer is
  /// recorded.
  SourceReport record(Answer answer, const config::Source& source);

  /// Dates the items of new sources that date none themselves, now that all others' are known: in a
  /// network's first run they may have answered later. To be called after the last record().
  void settle_undated();

  /// The gaps found so far.
  [[nodiscard]] std::vector<Gap>& gaps() { return gaps_; }

  /// The items that wait for their own pages.
  [[nodiscard]] std::vector<WaitingItems>& waiting() { return waiting_; }

  /// Stores items whose own pages were read; returns the report of their source.
  SourceReport record_waiting(WaitingItems& waiting);

  /// The calendar files to ask for, of the items so far.
  [[nodiscard]] const std::vector<CalendarLink>& calendar_links() const { return calendar_links_; }

  /// Stores an archive of a feed that was recorded, and counts its new items in the gap.
  void record_older(Gap& gap, model::Feed feed);

 private:
  /// A new source that dates none of its items.
  struct Undated {
    std::string source_id;
    std::optional<model::Timestamp> feed_updated;
  };

  void record_content(Answer& answer, const config::Source& source, SourceReport& report);
  std::vector<std::size_t> recognise(model::Feed& feed, const config::Source& source);
  void date_rest(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                 const config::Source& source);
  void obey_ceiling(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                    const config::Source& source, model::FetchState& state, SourceReport& report);
  void join_quietly(model::Feed& feed, std::vector<std::size_t> newcomers,
                    const config::Source& source, const WaitingItems* waiting, bool are_waiting);
  void note_flood(const config::Source& source, SourceReport& report);
  void end_quiet(model::FetchState& state, const config::Source& source);
  void note_health(const model::FetchState& state, const config::Source& source,
                   SourceReport& report);
  [[nodiscard]] std::set<std::string> news_among(const model::Feed& feed,
                                                 const std::vector<std::size_t>& newcomers,
                                                 const config::Source& source) const;
  [[nodiscard]] bool was_read_before(const std::string& source_id) const;
  [[nodiscard]] normalize::Shown shown_without(const std::set<std::string>& undated);
  [[nodiscard]] const normalize::Shown& shown_at_first();
  [[nodiscard]] std::set<std::string> undated_earlier();
  [[nodiscard]] const std::vector<model::FetchDay>& days_of(const config::Source& source);
  [[nodiscard]] std::optional<std::size_t> ceiling(const config::Source& source);
  [[nodiscard]] std::size_t added_today(const config::Source& source);

  const config::Config& config_;
  const std::map<std::string, model::FetchState>& states_;
  store::Store& store_;
  model::Timestamp now_;
  std::vector<Undated> undated_;
  std::optional<normalize::Shown> shown_;
  std::optional<std::map<std::string, std::vector<model::FetchDay>>> days_;  ///< Before this run.
  std::vector<Gap> gaps_;
  std::vector<WaitingItems> waiting_;
  std::vector<CalendarLink> calendar_links_;
};

/// Decides when to commit what was taken in.
class Committer {
 public:
  /// Borrows both. `states`: as of the run's beginning.
  Committer(store::Store& store, const std::map<std::string, model::FetchState>& states)
      : store_(store), states_(states) {}

  /// An answer was recorded: a feed's items, or only its source's state.
  void note(bool is_feed);

  /// To be called after each answer, and with `idle` if none came for a while: the next answer may
  /// take long, and what is there must not be lost meanwhile.
  void commit_if_due(bool idle);

  /// The sources are about to be asked: this is committed before they are, so that a run that is
  /// killed then does not make the next one ask again. Returns the ids of those that another
  /// process has asked since, which are not to be asked.
  [[nodiscard]] std::set<std::string> commit_asking(const std::vector<fetch::Asking>& sources);

  /// These sources, or some of them, were to be asked, and are not, as the run ends: the next one
  /// asks them. The others are left alone.
  void withdraw(const std::set<std::string>& source_ids);

  /// Commits what waits for it, and makes all commits durable.
  void finish();

 private:
  void commit(store::Durability durability);

  store::Store& store_;
  const std::map<std::string, model::FetchState>& states_;
  std::map<std::string, store::Claim> claims_;    ///< Those that were granted, by source id.
  std::size_t answers_ = 0;                       ///< Uncommitted ones.
  std::size_t feeds_ = 0;                         ///< Those of them with a feed.
  std::chrono::steady_clock::time_point oldest_;  ///< When the first of them was recorded.
};

}  // namespace syndic::pipeline
