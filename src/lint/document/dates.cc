// SPDX-License-Identifier: MIT
#include "lint/document/dates.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "parse/date/date.h"

namespace syndic::lint {
namespace {

constexpr auto kWeekdays =
    std::to_array<std::string_view>({"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"});
constexpr auto kMonths = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});
constexpr auto kZones = std::to_array<std::string_view>(
    {"UT", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"});

// Takes a date apart from its left; each function takes what it names, or fails.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  [[nodiscard]] std::string_view rest() const { return rest_; }

  bool take(std::string_view literal) {
    if (!rest_.starts_with(literal)) return false;
    rest_.remove_prefix(literal.size());
    return true;
  }

  bool digits(std::size_t least, std::size_t most) {
    std::size_t length = 0;
    while (length < rest_.size() && length < most && base::is_digit(rest_[length])) ++length;
    if (length < least) return false;
    rest_.remove_prefix(length);
    return true;
  }

  template <class Words>
  bool word(const Words& words) {
    return std::ranges::any_of(words, [&](std::string_view one) { return take(one); });
  }

  // "+0200" or, with a separator, "+02:00".
  bool offset(std::string_view separator) {
    if (!take("+") && !take("-")) return false;
    return digits(2, 2) && (separator.empty() || take(separator)) && digits(2, 2);
  }

 private:
  std::string_view rest_;
};

enum class Shape { right, no_zone, other };

bool is_zone(std::string_view text) {
  Scanner zone(text);
  if (std::ranges::find(kZones, text) != kZones.end()) return true;
  return zone.offset({}) && zone.rest().empty();
}

Shape shape_of_rfc822(std::string_view text) {
  Scanner date(text);
  if (date.word(kWeekdays) && !date.take(", ")) return Shape::other;
  const bool moment = date.digits(1, 2) && date.take(" ") && date.word(kMonths) && date.take(" ") &&
                      date.digits(4, 4) && date.take(" ") && date.digits(2, 2) && date.take(":") &&
                      date.digits(2, 2);
  if (!moment) return Shape::other;
  if (date.take(":") && !date.digits(2, 2)) return Shape::other;
  if (date.rest().empty()) return Shape::no_zone;
  return date.take(" ") && is_zone(date.rest()) ? Shape::right : Shape::other;
}

bool takes_day(Scanner& date) {
  return date.digits(4, 4) && date.take("-") && date.digits(2, 2) && date.take("-") &&
         date.digits(2, 2);
}

Shape shape_after_clock(Scanner& date) {
  if (date.take(".") && !date.digits(1, 9)) return Shape::other;
  if (date.rest().empty()) return Shape::no_zone;
  const bool zone = date.take("Z") || date.offset(":");
  return zone && date.rest().empty() ? Shape::right : Shape::other;
}

Shape shape_of_rfc3339(std::string_view text) {
  Scanner date(text);
  const bool moment = takes_day(date) && date.take("T") && date.digits(2, 2) && date.take(":") &&
                      date.digits(2, 2) && date.take(":") && date.digits(2, 2);
  return moment ? shape_after_clock(date) : Shape::other;
}

Shape shape_of_w3cdtf(std::string_view text) {
  Scanner date(text);
  if (!date.digits(4, 4)) return Shape::other;
  if (date.rest().empty()) return Shape::right;
  if (!date.take("-") || !date.digits(2, 2)) return Shape::other;
  if (date.rest().empty()) return Shape::right;
  if (!date.take("-") || !date.digits(2, 2)) return Shape::other;
  if (date.rest().empty()) return Shape::right;
  const bool clock = date.take("T") && date.digits(2, 2) && date.take(":") && date.digits(2, 2);
  if (!clock || (date.take(":") && !date.digits(2, 2))) return Shape::other;
  return shape_after_clock(date);
}

Shape shape_of(std::string_view text, DateStandard standard) {
  switch (standard) {
    case DateStandard::rfc822:
      return shape_of_rfc822(text);
    case DateStandard::rfc3339:
      return shape_of_rfc3339(text);
    case DateStandard::w3cdtf:
      return shape_of_w3cdtf(text);
  }
  return Shape::other;
}

std::string_view rule_of_form(DateStandard standard) {
  switch (standard) {
    case DateStandard::rfc822:
      return "date-not-rfc822";
    case DateStandard::rfc3339:
      return "date-not-rfc3339";
    case DateStandard::w3cdtf:
      return "date-not-w3cdtf";
  }
  return "date-not-rfc3339";
}

// Of the day as it is written, whatever its zone: a moment in UTC may be of another.
bool has_wrong_weekday(std::string_view text) {
  if (text.size() < 5 || std::ranges::find(kWeekdays, text.substr(0, 3)) == kWeekdays.end()) {
    return false;
  }
  const std::string_view rest = text.substr(5);
  const std::size_t zone = rest.rfind(' ');
  const auto read = parse::read_date(rest.substr(0, zone), {});
  if (!read) return false;
  return kWeekdays[read->date.date().day_of_week().as_number()] != text.substr(0, 3);
}

}  // namespace

std::string_view broken_by_date(std::string_view text, DateStandard standard) {
  text = base::trim(text);
  if (!parse::read_date(text, {})) return "date-unreadable";
  switch (shape_of(text, standard)) {
    case Shape::no_zone:
      return "date-without-zone";
    case Shape::other:
      return rule_of_form(standard);
    case Shape::right:
      break;
  }
  const bool is_wrong = standard == DateStandard::rfc822 && has_wrong_weekday(text);
  return is_wrong ? "date-wrong-weekday" : "";
}

std::string_view broken_by_moment(std::string_view text, DateStandard standard,
                                  model::Timestamp now) {
  constexpr int kFirstYear = 1990;
  const model::Duration kAhead = boost::posix_time::minutes(10);
  text = base::trim(text);
  const auto read = parse::read_date(text, {});
  if (!read || read->month_first || shape_of(text, standard) == Shape::no_zone) return {};
  if (read->date.date().year() < kFirstYear) return "date-implausible";
  return read->date > now + kAhead ? "date-in-future" : "";
}

}  // namespace syndic::lint
