// SPDX-License-Identifier: MIT
#include "parse/date/date.h"

#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "parse/date/cjk.h"
#include "parse/date/clock.h"
#include "parse/date/cursor.h"
#include "parse/date/fields.h"
#include "parse/date/names.h"
#include "parse/date/numbers.h"
#include "parse/date/standard.h"
#include "parse/date/text.h"
#include "parse/date/zones.h"

namespace syndic::parse {
namespace {

using base::is_digit;

constexpr std::size_t kMaxLength = 128;
constexpr std::size_t kMaxWord = 64;

// One pass over the text, token by token, each put where it alone can belong.
class DateReader {
 public:
  DateReader(std::string_view text, std::string_view zone) : cursor_(text), zone_(zone) {}

  std::optional<model::Timestamp> read() {
    while (!cursor_.empty()) {
      if (!read_token()) return std::nullopt;
    }
    if (epoch_) return base::from_unix_seconds(*epoch_);
    // "mar" is Tuesday in French and March in English; no other month came.
    if (fields_.month == kUnset && first_word_month_ != 0) fields_.month = first_word_month_;
    return to_timestamp(fields_, zone_);
  }

 private:
  bool read_token() {
    const bool behind_month = std::exchange(behind_month_, false);
    const char c = cursor_.peek();
    if (is_digit(c)) return read_number();
    if (is_date_letter(c)) return read_word();
    switch (c) {
      case '(':
        return skip_comment();
      case '[':
        return read_place_in_brackets();
      case '+':
        return read_offset();
      case '-':
        if (tokens_ == 0) return read_month_of_century(cursor_, fields_);
        if (!behind_month && is_offset_ahead()) return read_offset();
        break;
      case '/':  // "16/May/2022"
        if (!behind_month && !is_date_letter(cursor_.peek(1))) return false;
        break;
      case '\'':  // "d'abril"
        if (!is_date_letter(cursor_.peek(1))) return false;
        break;
      default:
        if (!base::is_space(c) && std::string_view(",;.@|").find(c) == std::string_view::npos) {
          return false;
        }
    }
    cursor_.take(1);
    return true;
  }

  bool skip_comment() {  // RFC 822 §3.4.3; comments nest.
    int depth = 0;
    for (std::size_t at = 0; at < cursor_.rest().size(); ++at) {
      if (cursor_.peek(at) == '(') ++depth;
      if (cursor_.peek(at) == ')' && --depth == 0) {
        cursor_.take(at + 1);
        return true;
      }
    }
    return false;
  }

  bool has_no_date() const {
    return fields_.year == kUnset && fields_.month == kUnset && fields_.day == kUnset;
  }

  bool read_number() {
    const bool behind_t = std::exchange(behind_t_, false);
    const bool alone = tokens_++ == 0;
    const std::string_view digits = cursor_.take_digits();
    if (behind_t && cursor_.peek() != ':') return read_basic_clock(digits, cursor_, fields_);
    if (const UnitMark mark = unit_at(cursor_.rest()); mark.unit != DateUnit::none) {
      cursor_.take(mark.length);
      return put_unit(digits, mark.unit);
    }
    switch (digits.size()) {
      case 1:
      case 2:
        return read_small(digits, alone);
      case 4:
        return read_year(digits_value(digits));
      case 5:  // 22136
      case 6:  // 220516
        return alone && (cursor_.empty() || base::to_lower(cursor_.peek()) == 't') &&
               put_basic_date(digits, fields_);
      case 7:  // 2022136
      case 8:  // 20220516
        return has_no_date() && put_basic_date(digits, fields_);
      case 12:
      case 14:
        return has_no_date() && put_basic_date(digits.substr(0, 8), fields_) &&
               read_basic_clock(digits.substr(8), cursor_, fields_);
      case 9:
      case 10:
        return alone && read_epoch(digits);
      case 13:  // Milliseconds.
        return alone && read_epoch(digits.substr(0, 10));
      default:
        return false;
    }
  }

  bool put_unit(std::string_view digits, DateUnit unit) {
    if (unit == DateUnit::year) {
      if (fields_.year != kUnset || (digits.size() != 2 && digits.size() != 4)) return false;
      const int year = digits_value(digits);
      fields_.year = digits.size() == 2 ? full_year(year) : year;
      return true;
    }
    int& field = unit == DateUnit::month    ? fields_.month
                 : unit == DateUnit::day    ? fields_.day
                 : unit == DateUnit::hour   ? fields_.hour
                 : unit == DateUnit::minute ? fields_.minute
                                            : fields_.second;
    const bool before_hour = unit > DateUnit::hour && fields_.hour == kUnset;
    if (field != kUnset || digits.size() > 2 || before_hour) return false;
    field = digits_value(digits);
    return true;
  }

  // "16", "16th", "4pm", "04" for 2004, or the beginning of a clock or a date of numbers.
  bool read_small(std::string_view digits, bool alone) {
    const int value = digits_value(digits);
    if (cursor_.peek() == ':') return read_clock(value, cursor_, fields_);
    const auto joined = has_no_date() ? joined_numbers(cursor_) : std::nullopt;
    if (joined && !joined->third.empty()) {
      cursor_.take(joined->length);
      return put_three_numbers(digits, *joined, fields_);
    }
    if (joined && alone && digits.size() == 2 && joined->second.size() == 3) {  // 22-136
      cursor_.take(joined->length);
      fields_.year = full_year(value);
      return joined->separator == '-' && put_month_and_day(*joined, fields_);
    }
    if (fields_.hour == kUnset) {
      // "16.5.2022 14.30", as in the north of Europe.
      const bool dotted = cursor_.peek() == '.' && is_digit(cursor_.peek(1));
      if (fields_.has_date() && dotted) return read_clock(value, cursor_, fields_);
      if (is_hour_letter_ahead(cursor_, fields_)) {
        return read_lettered_clock(value, cursor_, fields_);
      }
      if (take_half_of_day(cursor_, fields_)) {
        fields_.hour = value;
        return true;
      }
    }
    return put_day_or_year(digits);
  }

  bool put_day_or_year(std::string_view digits) {
    if (fields_.day == kUnset) {
      fields_.day = digits_value(digits);
      skip_ordinal();
      return true;
    }
    if (fields_.year != kUnset || digits.size() != 2) return false;
    fields_.year = full_year(digits_value(digits));
    return true;
  }

  void skip_ordinal() {
    constexpr auto kOrdinals = std::to_array<std::string_view>(
        {"st", "nd", "rd", "th", "er", "ère", "e", "ème", "eme", "º", "ª", "°", "-го", "-е"});
    for (const std::string_view ordinal : kOrdinals) {
      if (base::starts_with_ignoring_case(cursor_.rest(), ordinal) &&
          !is_date_letter(cursor_.peek(ordinal.size()))) {
        cursor_.take(ordinal.size());
        return;
      }
    }
  }

  bool read_year(int year) {
    if (fields_.year != kUnset) return false;
    fields_.year = year;
    if (fields_.month != kUnset || fields_.day != kUnset) return true;
    if (const auto is_week = take_week(cursor_, fields_)) return *is_week;
    const auto joined = joined_numbers(cursor_);
    if (!joined) return true;
    cursor_.take(joined->length);
    return put_month_and_day(*joined, fields_);
  }

  bool read_epoch(std::string_view digits) {
    epoch_ = 0;
    for (const char c : digits) *epoch_ = *epoch_ * 10 + (c - '0');
    take_fraction(1, cursor_);
    return cursor_.empty();
  }

  bool read_word() {
    ++tokens_;
    if (!base::is_alpha(cursor_.peek())) {
      if (const CjkWord word = cjk_word_at(cursor_.rest()); word.kind != CjkKind::none) {
        cursor_.take(word.length);
        if (word.kind == CjkKind::weekday) return put_weekday();
        return put_half_of_day(word.kind == CjkKind::before_noon ? 'a' : 'p', fields_);
      }
    }
    std::size_t length = 0;
    bool is_place = false;  // "America/Port-au-Prince"
    for (;; ++length) {
      const char c = cursor_.peek(length);
      if (is_date_letter(c)) continue;
      const bool joins = c == '/' || (is_place && (c == '-' || c == '_'));
      if (!joins || !is_date_letter(cursor_.peek(length + 1))) break;
      is_place = true;
    }
    const std::string_view text = cursor_.take(length);
    if (length > kMaxWord) return false;
    if (is_place) return put_place(text);
    return put_word(folded_word(text));
  }

  bool put_weekday() { return !std::exchange(has_weekday_, true); }

  bool put_word(std::string_view word) {
    const int month = month_of(word);
    // A weekday stands before the day. Feeds get it wrong; the date itself decides.
    if (tokens_ == 1 && is_weekday(word)) {
      first_word_month_ = month;
      behind_month_ = month != 0;
      return put_weekday();
    }
    if (month != 0) {
      if (fields_.month != kUnset) return false;
      fields_.month = month;
      behind_month_ = true;
      return true;
    }
    if (fields_.hour == kUnset) {
      if (word == "t" && is_digit(cursor_.peek())) {
        behind_t_ = true;
        return true;
      }
      if (const char half = half_of_day(word); half != '\0' && is_clock_ahead(cursor_)) {
        return put_half_of_day(half, fields_);
      }
      if (is_filler(word)) return true;
    } else if (is_clock_word(word)) {
      return true;
    } else if (const char half = half_of_day(word); half != '\0') {
      return put_half_of_day(half, fields_);
    }
    if (put_zone(word)) return true;
    if (fields_.year != kUnset && is_year_word(word)) return true;
    return is_weekday(word) && put_weekday();
  }

  bool put_zone(std::string_view word) {
    const bool letter = word.size() == 1 && word != "z";
    if (letter && fields_.hour == kUnset)
      return false;  // "2022-05-16T" is cut off, not Tango time.
    const auto zone = zone_of(word);
    if (!zone) return false;
    if (!fields_.offset) fields_.place = zone->place;
    if (!fields_.offset && zone->place.empty()) fields_.offset = zone->minutes;
    return true;
  }

  bool put_place(std::string_view place) {
    if (base::starts_with_ignoring_case(place, "etc/")) {
      west_is_positive_ = is_etc_distance_ahead();
      return put_zone(base::lower(place.substr(4)));
    }
    if (!base::is_time_zone(place)) return false;
    if (!fields_.offset) fields_.place = place;
    return true;
  }

  // Five hours west of UTC are "Etc/GMT+5" in the IANA database; "Etc/GMT+05:00" is none of its.
  bool is_etc_distance_ahead() const {
    const bool sign = cursor_.peek() == '+' || cursor_.peek() == '-';
    const std::size_t end = cursor_.skip_digits(1);
    return sign && cursor_.peek(1) != '0' && end <= 3 && cursor_.peek(end) != ':';
  }

  bool read_place_in_brackets() {  // RFC 9557 §3.1: "2022-05-16T09:30:00+02:00[Europe/Berlin]"
    const std::size_t end = cursor_.rest().find(']');
    if (end == std::string_view::npos) return false;
    const std::string_view place = cursor_.take(end + 1).substr(1, end - 1);
    if (!base::is_time_zone(place)) return false;
    if (!fields_.offset) fields_.place = place;
    return true;
  }

  // A hyphen behind a clock, or behind the day of XML Schema's "2022-05-16-05:00".
  bool is_offset_ahead() const {
    if (!is_digit(cursor_.peek(1))) return false;
    return fields_.hour != kUnset ||
           (fields_.has_date() && cursor_.rest().size() == 6 && cursor_.peek(3) == ':');
  }

  bool read_offset() {
    const auto east = read_utc_offset(cursor_);
    // "GMT+01:00": the number is what counts. A second one is no date.
    if (!east || std::exchange(has_offset_, true)) return false;
    fields_.offset = west_is_positive_ ? -*east : *east;
    return true;
  }

  DateCursor cursor_;
  std::string_view zone_;
  DateFields fields_;
  std::optional<long long> epoch_;
  int tokens_ = 0;            // Numbers and words.
  int first_word_month_ = 0;  // Of a first word that is a weekday as well.
  bool has_weekday_ = false;
  bool has_offset_ = false;    // As a number.
  bool behind_t_ = false;      // The T between date and clock.
  bool behind_month_ = false;  // Directly: a hyphen belongs to "16-May-2022".
  bool west_is_positive_ = false;
};

// "2022-05-16T 09:30:00 +02: 00" without its blanks; nothing where it has none, or where more than
// the characters of ISO 8601 stand there.
std::optional<std::string> without_blanks_in_iso(std::string_view text) {
  if (text.find_first_not_of("0123456789TZtz:.+- ") != std::string_view::npos) return std::nullopt;
  if (text.find(' ') == std::string_view::npos ||
      text.find_first_of("Tt") == std::string_view::npos) {
    return std::nullopt;
  }
  std::string out(text);
  std::erase(out, ' ');
  return out;
}

}  // namespace

std::optional<model::Timestamp> parse_any_date(std::string_view text, std::string_view zone) {
  text = base::trim(text);
  if (text.size() > kMaxLength) return std::nullopt;
  const auto plain = base::is_ascii(text) ? std::string(text) : plain_date_text(text);
  if (!plain || plain->empty()) return std::nullopt;
  if (const auto date = DateReader(*plain, zone).read()) return date;
  const auto tight = without_blanks_in_iso(*plain);
  return tight ? DateReader(*tight, zone).read() : std::nullopt;
}

std::optional<model::Timestamp> parse_date(std::string_view text, std::string_view zone) {
  text = base::trim(text);
  if (const auto date = parse_standard_date(text)) return date;
  return parse_any_date(text, zone);
}

}  // namespace syndic::parse
