// SPDX-License-Identifier: MIT
#include "markup/calendar/occurrences.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"

namespace syndic::markup {
namespace {

using boost::posix_time::hours;
using boost::posix_time::ptime;

constexpr std::size_t kMostCancelled = 1'000;
constexpr std::size_t kMostRuleWarnings = 10;
constexpr std::size_t kShownRule = 80;
constexpr long kLongestDays = 3'660;

using Change = std::pair<ptime, const WrittenEvent*>;

// The events of one UID.
struct SameUid {
  bool recurs = false;
  std::set<std::string> replaced;    // Which occurrences have an event of their own.
  std::vector<Change> from_then_on;  // THISANDFUTURE
};

ptime midnight_of(ptime time) { return ptime(time.date()); }

// Longer ones are mistakes, and could leave the calendar.
bool is_too_long(const boost::posix_time::time_duration& length) {
  return length > hours(24 * kLongestDays) || length < hours(-24 * kLongestDays);
}

std::size_t bytes_of(const CalendarEntry& entry) {
  std::size_t bytes = sizeof(CalendarEntry);
  for (const std::string* text : {&entry.uid, &entry.summary, &entry.description, &entry.html,
                                  &entry.url, &entry.location, &entry.organizer, &entry.image}) {
    bytes += text->size();
  }
  for (const std::string& each : entry.categories) bytes += each.size() + sizeof(std::string);
  for (const CalendarFile& each : entry.files) bytes += each.url.size() + sizeof(each);
  return bytes;
}

class EntryMaker {
 public:
  EntryMaker(const TimeWindow& window, CalendarZones& zones, Calendar& calendar)
      : window_(window), zones_(zones), calendar_(calendar) {}

  void note(const WrittenEvent& event) {
    SameUid& same = uids_[event.entry.uid];
    same.recurs = same.recurs || (!event.recurrence_id && event.recurs());
    if (!event.recurrence_id) return;
    same.replaced.insert(occurrence_of(*event.recurrence_id));
    if (event.this_and_future) {
      same.from_then_on.emplace_back(utc(*event.recurrence_id), &event);
    }
  }

  void add(const WrittenEvent& event) {
    if (event.recurrence_id) {
      add_replacement(event);
    } else if (event.recurs()) {
      add_occurrences(event);
    } else {
      finish(event, entry_at(event, event.start->written.time, {}));
    }
  }

  void warn() {
    if (left_out_ > 0) {
      calendar_.warnings.push_back("left out " + std::to_string(left_out_) +
                                   " occurrences beyond what a calendar may have");
    }
    for (const std::string& zone : zones_.unknown()) {
      calendar_.warnings.push_back("does not say which time zone \"" +
                                   base::printable_line(zone, kShownRule) + "\" is");
    }
  }

 private:
  ptime utc(const ZonedTime& time) {
    if (time.written.is_utc || time.written.is_day) return time.written.time;
    return zones_.to_utc(time.written.time, time.tzid);
  }

  std::string occurrence_of(const ZonedTime& time) {
    return time.written.is_day ? basic_day(time.written.time) : basic_time(utc(time)) + "Z";
  }

  // When an event that begins at `start`, as its own start is written, ends.
  std::optional<ptime> end_of(const WrittenEvent& event, ptime start_utc) {
    const ZonedTime& start = *event.start;
    if (!event.end && !event.duration) return std::nullopt;
    if (start.written.is_day) {
      // The day after the last one is what is written.
      const ptime after =
          !event.end ? start.written.time + *event.duration : event.end->written.time;
      const ptime last = midnight_of(after - boost::posix_time::seconds(1));
      const auto length = last - start.written.time;
      if (is_too_long(length)) return std::nullopt;
      return start_utc + std::max(boost::posix_time::time_duration(), length);
    }
    if (!event.end) {
      if (event.duration->is_negative()) return std::nullopt;
      return start_utc + *event.duration;
    }
    const bool is_whole_day = event.end->written.is_day;
    const ptime end =
        is_whole_day ? zones_.to_utc(event.end->written.time, start.tzid) : utc(*event.end);
    const auto length = end - utc(start);
    if (length.is_negative() || is_too_long(length)) return std::nullopt;
    return start_utc + length;
  }

  // The event as if it began at `local`.
  CalendarEntry entry_at(const WrittenEvent& event, ptime local, std::string occurrence) {
    CalendarEntry entry = event.entry;
    ZonedTime start = *event.start;
    start.written.time = local;
    entry.occurrence = std::move(occurrence);
    entry.start = utc(start);
    entry.all_day = start.written.is_day;
    entry.end = end_of(event, entry.start);
    return entry;
  }

  void finish(const WrittenEvent& event, CalendarEntry entry) {
    if (event.is_cancelled) {
      cancel(event, entry.occurrence);
    } else {
      calendar_.entries.push_back(std::move(entry));
    }
  }

  void cancel(const WrittenEvent& event, const std::string& occurrence) {
    if (calendar_.cancelled.size() == kMostCancelled || event.entry.uid.empty()) return;
    calendar_.cancelled.push_back({event.entry.uid, occurrence, event.entry.last_modified});
  }

  void add_replacement(const WrittenEvent& event) {
    CalendarEntry entry =
        entry_at(event, event.start->written.time, occurrence_of(*event.recurrence_id));
    const bool is_near = window_.holds(utc(*event.recurrence_id)) || window_.holds(entry.start);
    if (is_near || !uids_[event.entry.uid].recurs) finish(event, std::move(entry));
  }

  // Nothing if no rule can be read.
  std::optional<std::set<ptime>> local_times(const WrittenEvent& event) {
    const ZonedTime& start = *event.start;
    const bool is_local = !start.written.is_utc && !start.written.is_day;
    const TimeWindow local = {window_.from - hours(24), window_.to + hours(24)};
    std::set<ptime> times;
    bool is_read = event.rules.empty();
    for (const std::string_view rule : event.rules) {
      std::optional<ptime> until;
      if (const auto written = until_of_rule(rule)) {
        until = written->time;
        if (written->is_day) *until += hours(24) - boost::posix_time::seconds(1);
        if (written->is_utc && is_local) until = zones_.to_local(*until, start.tzid);
      }
      const auto found = rules_.expand(rule, start.written, until, local);
      if (!found) warn_of(rule);
      is_read = is_read || found;
      if (found) times.insert(found->begin(), found->end());
    }
    if (!is_read) return std::nullopt;
    if (event.rules.empty()) times.insert(start.written.time);
    add_more(event, times);
    return times;
  }

  // RDATE, in the zone of the start.
  void add_more(const WrittenEvent& event, std::set<ptime>& times) {
    const ZonedTime& start = *event.start;
    for (const ZonedTime& each : event.more) {
      if (times.size() >= kMostTimesOfRule) return;
      if (start.written.is_day) {
        times.insert(midnight_of(each.written.time));
      } else if (each.written.is_day) {
        times.insert(each.written.time + start.written.time.time_of_day());
      } else {
        times.insert(start.written.is_utc ? utc(each) : zones_.to_local(utc(each), start.tzid));
      }
    }
  }

  // Those that do not take place: the starts, and the days where only these are named.
  std::set<std::string> exceptions_of(const WrittenEvent& event) {
    std::set<std::string> out;
    for (const ZonedTime& each : event.except) {
      const bool by_day = event.start->written.is_day || each.written.is_day;
      out.insert(by_day ? basic_day(each.written.time) : occurrence_of(each));
    }
    return out;
  }

  void add_occurrences(const WrittenEvent& event) {
    const auto times = local_times(event);
    if (!times) {
      finish(event, entry_at(event, event.start->written.time, {}));
      return;
    }
    const SameUid& same = uids_[event.entry.uid];
    const std::set<std::string> except = exceptions_of(event);
    const std::size_t bytes = bytes_of(event.entry);
    for (const ptime local : *times) {
      ZonedTime at = *event.start;
      at.written.time = local;
      const ptime moment = utc(at);
      if (!window_.holds(moment)) continue;
      const std::string occurrence = occurrence_of(at);
      const bool is_out = except.contains(occurrence) || except.contains(basic_day(local));
      if (same.replaced.contains(occurrence) || same.replaced.contains(basic_day(local))) continue;
      if (is_out) {
        cancel(event, occurrence);
      } else if (!has_room_for(bytes)) {
        ++left_out_;
        calendar_.lacks_entries = true;
      } else {
        add_occurrence(event, same, local, moment, occurrence);
      }
    }
  }

  bool has_room_for(std::size_t bytes) {
    if (occurrences_ == kMostOccurrences || bytes_ + bytes > kMostBytesOfOccurrences) return false;
    ++occurrences_;
    bytes_ += bytes;
    return true;
  }

  // How far a change moves what it changes: on the clock, if it is in the same zone.
  boost::posix_time::time_duration move_of(const Change& change) {
    const ZonedTime& to = *change.second->start;
    const ZonedTime& from = *change.second->recurrence_id;
    const bool is_alike = to.tzid == from.tzid && to.written.is_utc == from.written.is_utc;
    return is_alike ? to.written.time - from.written.time : utc(to) - change.first;
  }

  // As the last change that is for this and future ones has it, moved as that moved its own.
  void add_occurrence(const WrittenEvent& event, const SameUid& same, ptime local, ptime moment,
                      const std::string& occurrence) {
    const Change* change = nullptr;
    for (const auto& each : same.from_then_on) {
      if (each.first < moment && (change == nullptr || change->first <= each.first)) change = &each;
    }
    if (change == nullptr || is_too_long(move_of(*change))) {
      finish(event, entry_at(event, local, occurrence));
      return;
    }
    const WrittenEvent& changed = *change->second;
    ZonedTime moved = *event.start;
    moved.written.time = local;
    const ptime begin = changed.start->written.is_utc || changed.start->written.is_day
                            ? utc(moved)
                            : zones_.to_local(utc(moved), changed.start->tzid);
    if (bytes_of(changed.entry) > bytes_of(event.entry)) bytes_ += bytes_of(changed.entry);
    finish(changed, entry_at(changed, begin + move_of(*change), occurrence));
  }

  void warn_of(std::string_view rule) {
    if (rule_warnings_++ >= kMostRuleWarnings) return;
    calendar_.warnings.push_back("left out a recurrence that cannot be read: " +
                                 base::printable_line(rule, kShownRule));
  }

  const TimeWindow window_;
  CalendarZones& zones_;
  Calendar& calendar_;
  RuleExpander rules_;
  std::map<std::string, SameUid, std::less<>> uids_;
  std::size_t occurrences_ = 0;
  std::size_t bytes_ = 0;
  std::size_t left_out_ = 0;
  std::size_t rule_warnings_ = 0;
};

bool is_same_start(const WrittenEvent& one, const WrittenEvent& other) {
  return one.start->written.time == other.start->written.time &&
         one.start->tzid == other.start->tzid;
}

// Of several versions of one event the last. Programs that give a UID to several events by mistake
// give them the same version, too: each is told by its start.
std::vector<WrittenEvent> without_old_versions(std::vector<WrittenEvent> events) {
  std::map<std::string, std::size_t, std::less<>> last;
  std::vector<bool> is_old(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    WrittenEvent& event = events[i];
    if (event.recurrence_id || event.entry.uid.empty()) continue;
    const auto [known, is_new] = last.emplace(event.entry.uid, i);
    if (is_new) continue;
    WrittenEvent& before = events[known->second];
    if (event.sequence == before.sequence && !is_same_start(event, before)) {
      for (WrittenEvent* each : {&before, &event}) {
        if (!each->recurs()) each->recurrence_id = each->start;
      }
      continue;
    }
    const bool goes_before = event.sequence >= before.sequence;
    is_old[goes_before ? known->second : i] = true;
    if (goes_before) known->second = i;
  }
  std::vector<WrittenEvent> kept;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!is_old[i]) kept.push_back(std::move(events[i]));
  }
  return kept;
}

}  // namespace

void add_entries(std::vector<WrittenEvent> events, const TimeWindow& window, CalendarZones& zones,
                 Calendar& calendar) {
  const std::vector<WrittenEvent> kept = without_old_versions(std::move(events));
  EntryMaker maker(window, zones, calendar);
  for (const WrittenEvent& event : kept) maker.note(event);
  for (const WrittenEvent& event : kept) maker.add(event);
  maker.warn();
}

}  // namespace syndic::markup
