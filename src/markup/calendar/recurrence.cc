// SPDX-License-Identifier: MIT
#include "markup/calendar/recurrence.h"

#include <libical/ical.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>

#include "base/ascii.h"
#include "markup/calendar/libical.h"

namespace syndic::markup {
namespace {

using boost::posix_time::ptime;

constexpr std::size_t kLongestRule = 2'000;
// A rule that never holds is found out by counting far into the future, up to a second each.
constexpr std::size_t kMostFailures = 5;
// Steps of libical's, at about a microsecond each, for all rules of a calendar.
constexpr double kMostSteps = 3e6;
constexpr std::size_t kMostStepsBeforeWindow = 2'000'000;

struct FreeRule {
  void operator()(icalrecur_iterator* rule) const { icalrecur_iterator_free(rule); }
};
using RuleIterator = std::unique_ptr<icalrecur_iterator, FreeRule>;

// `visit(name, part)` for each "NAME=value" part of a rule, in upper case.
template <class Visit>
void for_each_part(std::string_view rule, Visit visit) {
  std::string text;
  for (const char c : rule) {
    if (!base::is_space(c)) text.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string_view part = std::string_view(text).substr(at, end - at);
    visit(part.substr(0, part.find('=')), part);
    at = end + 1;
  }
}

// The rule as libical takes it: without UNTIL, which the caller knows in local time.
std::string without_until(std::string_view rule) {
  std::string out;
  for_each_part(rule, [&](std::string_view name, std::string_view part) {
    if (name.empty() || name == "UNTIL") return;
    out.append(out.empty() ? "" : ";").append(part);
  });
  return out;
}

// Of one period, in days; 0 for those that no calendar of events has.
double days_of(icalrecurrencetype_frequency frequency) {
  switch (frequency) {
    case ICAL_HOURLY_RECURRENCE:
      return 1.0 / 24;
    case ICAL_DAILY_RECURRENCE:
      return 1;
    case ICAL_WEEKLY_RECURRENCE:
      return 7;
    case ICAL_MONTHLY_RECURRENCE:  // A month or a year is laid out whole.
      return 10;
    case ICAL_YEARLY_RECURRENCE:
      return 50;
    default:
      return 0;
  }
}

// "The ninth Friday of a month" is sought for ever.
bool is_beyond_month(const icalrecurrencetype& rule) {
  constexpr int kMostOfMonth = 5;
  if (rule.freq != ICAL_MONTHLY_RECURRENCE) return false;
  return std::any_of(std::begin(rule.by_day), std::end(rule.by_day), [](short day) {
    return day != ICAL_RECURRENCE_ARRAY_MAX &&
           std::abs(icalrecurrencetype_day_position(day)) > kMostOfMonth;
  });
}

double days_between(ptime from, ptime to) {
  return std::max(0.0, static_cast<double>((to - from).total_seconds()) / (24 * 3600));
}

std::vector<ptime> times_of(icalrecur_iterator& rule, const TimeWindow& window) {
  std::vector<ptime> times;
  for (std::size_t steps = 0; steps < kMostStepsBeforeWindow; ++steps) {
    const ptime time = from_libical(icalrecur_iterator_next(&rule));
    if (time.is_not_a_date_time() || time > window.to || times.size() == kMostTimesOfRule) break;
    if (window.holds(time)) times.push_back(time);
  }
  return times;
}

}  // namespace

std::optional<WrittenTime> until_of_rule(std::string_view rule) {
  std::optional<WrittenTime> until;
  if (rule.size() > kLongestRule) return until;
  for_each_part(rule, [&](std::string_view name, std::string_view part) {
    if (name == "UNTIL")
      until = read_written_time(part.substr(std::min(part.size(), name.size() + 1)));
  });
  return until;
}

std::optional<std::vector<ptime>> RuleExpander::expand(std::string_view rule,
                                                       const WrittenTime& start,
                                                       std::optional<ptime> until,
                                                       const TimeWindow& window) {
  if (rule.size() > kLongestRule || failures_ == kMostFailures) return std::nullopt;
  const std::string text = without_until(rule);
  if (text.find("RSCALE") != std::string::npos) return std::nullopt;
  prepare_libical();
  icalrecurrencetype read = icalrecurrencetype_from_string(text.c_str());
  const double period = days_of(read.freq);
  if (period == 0 || is_beyond_month(read)) return std::nullopt;
  const ptime end = until ? std::min(*until, window.to) : window.to;
  if (end < window.from || end < start.time) return std::vector<ptime>();

  const bool jumps = read.count == 0 && read.interval <= 1 && start.time < window.from;
  spent_ += days_between(jumps ? window.from : start.time, end) / period;
  if (spent_ > kMostSteps) return std::nullopt;
  read.until = to_libical(end, start.is_day);
  const RuleIterator iterator(icalrecur_iterator_new(read, to_libical(start.time, start.is_day)));
  if (iterator == nullptr) {
    ++failures_;
    return std::nullopt;
  }
  if (jumps) icalrecur_iterator_set_start(iterator.get(), to_libical(window.from, start.is_day));
  return times_of(*iterator, {window.from, end});
}

}  // namespace syndic::markup
