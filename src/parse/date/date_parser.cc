// SPDX-License-Identifier: MIT
#include "parse/date/date_parser.h"

#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "parse/date/cjk.h"
#include "parse/date/names.h"
#include "parse/date/standard.h"
#include "parse/date/words.h"
#include "parse/date/zones.h"

namespace syndic::parse {
namespace {

using base::is_digit;

constexpr std::size_t kMaxWord = 64;

// One pass over the text, token by token; each belongs to one field only.
class DateParser {
 public:
  DateParser(std::string_view text, std::string_view zone) : reader_(text), zone_(zone) {}

  std::optional<ReadDate> read(DateNeed need) {
    while (!reader_.empty()) {
      if (!read_token()) return std::nullopt;
    }
    // "mar" is Tuesday in French and March in English; there was no other month.
    if (fields_.day.month == kUnset && first_word_month_ != 0)
      fields_.day.month = first_word_month_;
    const bool is_precise =
        fields_.day.is_whole() && (need != DateNeed::day_and_clock || fields_.clock.hour != kUnset);
    if (need != DateNeed::any && !is_precise) return std::nullopt;
    if (epoch_) return as_read(base::from_unix_seconds(*epoch_));
    return in_order();
  }

 private:
  static std::optional<ReadDate> as_read(const std::optional<model::Timestamp>& date) {
    return date ? std::optional(ReadDate{*date}) : std::nullopt;
  }

  // The date, and of numbers with slashes what it says of their order.
  [[nodiscard]] std::optional<ReadDate> in_order() const {
    auto read = as_read(to_timestamp(fields_, zone_));
    const auto [year, month, day] = fields_.day;
    if (!read || first_of_slashes_ == kUnset || month == day) return read;
    if (day > 12) {
      if (first_of_slashes_ == day) read->order = NumberOrder::day_first;
      if (first_of_slashes_ == month) read->order = NumberOrder::month_first;
      return read;
    }
    DateFields swapped = fields_;
    std::swap(swapped.day.month, swapped.day.day);
    const auto month_first = to_timestamp(swapped, zone_);
    const bool fits = weekdays_.test(weekday_of(fields_.day));
    const bool fits_swapped = weekdays_.test(weekday_of(swapped.day));
    if (fits == fits_swapped) {
      read->month_first = month_first;
      read->has_half_of_day = fields_.half_of_day != '\0';
      return read;
    }
    read->order = fits ? NumberOrder::day_first : NumberOrder::month_first;
    if (fits_swapped && month_first) read->date = *month_first;
    return read;
  }

  bool read_token() {
    const bool after_month = std::exchange(after_month_, false);
    const char c = reader_.peek();
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
        if (tokens_ == 0) return put(reader_.month_of_century());
        if (!after_month && is_offset_ahead()) return read_offset();
        if (is_end_of_range_ahead()) return skip_end_of_range();
        break;
      case '/':  // "16/May/2022"
        if (!after_month && !is_date_letter(reader_.peek(1))) return false;
        break;
      case '\'':  // "d'abril"
        if (!is_date_letter(reader_.peek(1))) return false;
        break;
      default:
        if (!base::is_space(c) && std::string_view(",;.@|").find(c) == std::string_view::npos) {
          return false;
        }
    }
    reader_.take(1);
    return true;
  }

  bool skip_comment() {  // RFC 822 §3.4.3; comments nest.
    int depth = 0;
    for (std::size_t at = 0; at < reader_.rest().size(); ++at) {
      if (reader_.peek(at) == '(') ++depth;
      if (reader_.peek(at) == ')' && --depth == 0) {
        // "02/04/2025 (Tue)", "(Tue) 02/04/2025"
        if ((first_of_slashes_ != kUnset || tokens_ == 0) && weekdays_.none()) {
          weekdays_ = weekdays_of(folded_word(reader_.rest().substr(1, at - 1)));
        }
        reader_.take(at + 1);
        return true;
      }
    }
    return false;
  }

  bool read_number() {
    const bool after_t = std::exchange(after_t_, false);
    const bool alone = tokens_++ == 0;
    const std::string_view digits = reader_.take_digits();
    if (after_t && reader_.peek() != ':') return put(reader_.basic_clock(digits));
    if (const UnitMark mark = unit_at(reader_.rest()); mark.unit != DateUnit::none) {
      reader_.take(mark.length);
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
        return alone && (reader_.empty() || base::to_lower(reader_.peek()) == 't') &&
               put(basic_day(digits));
      case 7:  // 2022136
      case 8:  // 20220516
        return fields_.day.is_unset() && put(basic_day(digits));
      case 12:
      case 14:
        return fields_.day.is_unset() && put(basic_day(digits.substr(0, 8))) &&
               put(reader_.basic_clock(digits.substr(8)));
      case 9:
      case 10:
        return alone && read_epoch(digits);
      case 13:  // Milliseconds.
        return alone && read_epoch(digits.substr(0, 10));
      default:
        return false;
    }
  }

  bool put(const std::optional<DateDay>& day) {
    if (day) fields_.day = *day;
    return day.has_value();
  }

  bool put(const std::optional<DateClock>& clock) {
    if (!clock || fields_.clock.hour != kUnset) return false;
    fields_.clock = *clock;
    return true;
  }

  bool put_half_of_day(char half) { return std::exchange(fields_.half_of_day, half) == '\0'; }

  bool take_half_of_day() {
    if (fields_.half_of_day != '\0') return false;
    fields_.half_of_day = reader_.half_of_day().value_or('\0');
    return fields_.half_of_day != '\0';
  }

  bool read_clock(int hour) {
    if (!put(reader_.clock(hour))) return false;
    take_half_of_day();
    return true;
  }

  bool put_unit(std::string_view digits, DateUnit unit) {
    if (unit == DateUnit::year) {
      if (fields_.day.year != kUnset || (digits.size() != 2 && digits.size() != 4)) return false;
      const int year = digits_value(digits);
      fields_.day.year = digits.size() == 2 ? full_year(year) : year;
      return true;
    }
    int& field = unit == DateUnit::month    ? fields_.day.month
                 : unit == DateUnit::day    ? fields_.day.day
                 : unit == DateUnit::hour   ? fields_.clock.hour
                 : unit == DateUnit::minute ? fields_.clock.minute
                                            : fields_.clock.second;
    const bool before_hour = unit > DateUnit::hour && fields_.clock.hour == kUnset;
    if (field != kUnset || digits.size() > 2 || before_hour) return false;
    field = digits_value(digits);
    return true;
  }

  // "16", "16th", "4pm", "04" for 2004, or the beginning of a clock or a date of numbers.
  bool read_small(std::string_view digits, bool alone) {
    const int value = digits_value(digits);
    if (reader_.peek() == ':' && is_digit(reader_.peek(1))) return read_clock(value);
    const auto joined = fields_.day.is_unset() ? reader_.joined_numbers_ahead() : std::nullopt;
    if (joined && !joined->third.empty()) {
      reader_.take(joined->length);
      if (joined->separator == '/') first_of_slashes_ = value;
      return put(day_of_three(digits, *joined));
    }
    if (joined && alone && digits.size() == 2 && joined->second.size() == 3) {  // 22-136
      reader_.take(joined->length);
      return joined->separator == '-' && put(day_after_year(full_year(value), *joined));
    }
    if (fields_.clock.hour == kUnset) {
      // "16.5.2022 14.30", as in the north of Europe.
      const bool has_day = fields_.day.is_whole();
      const bool dotted = reader_.peek() == '.' && is_digit(reader_.peek(1));
      if (has_day && dotted) return read_clock(value);
      if (reader_.is_hour_letter_ahead(has_day)) return put(reader_.lettered_clock(value));
      if (take_half_of_day() || (has_day && take_clock_word())) {
        fields_.clock.hour = value;
        return true;
      }
    }
    return put_day_or_year(digits);
  }

  // After a bare hour: "10 Uhr", "10 o'clock".
  bool take_clock_word() {
    const std::size_t begin = reader_.skip_blanks();
    std::size_t end = begin;
    while (is_date_letter(reader_.peek(end)) || reader_.peek(end) == '\'') ++end;
    const std::string_view word = reader_.rest().substr(begin, end - begin);
    if (word.empty() || word.size() > kMaxWord || !is_clock_word(folded_word(word))) return false;
    reader_.take(end);
    return true;
  }

  bool put_day_or_year(std::string_view digits) {
    if (fields_.day.day == kUnset) {
      fields_.day.day = digits_value(digits);
      reader_.skip_ordinal();
      return true;
    }
    if (fields_.day.year != kUnset || digits.size() != 2) return false;
    fields_.day.year = full_year(digits_value(digits));
    return true;
  }

  bool read_year(int year) {
    if (fields_.day.year != kUnset) return false;
    fields_.day.year = year;
    if (fields_.day.month != kUnset || fields_.day.day != kUnset) return true;
    if (reader_.is_week_ahead()) return put(reader_.week(year));
    const auto joined = reader_.joined_numbers_ahead();
    if (!joined) return true;
    reader_.take(joined->length);
    return put(day_after_year(year, *joined));
  }

  bool read_epoch(std::string_view digits) {
    epoch_ = 0;
    for (const char c : digits) *epoch_ = *epoch_ * 10 + (c - '0');
    reader_.fraction(1);
    return reader_.empty();
  }

  bool read_word() {
    ++tokens_;
    if (!base::is_alpha(reader_.peek())) {
      if (const CjkWord word = cjk_word_at(reader_.rest()); word.kind != CjkKind::none) {
        reader_.take(word.length);
        if (word.kind == CjkKind::weekday) return put_weekday(Weekdays(1U << word.weekday));
        return put_half_of_day(word.kind == CjkKind::before_noon ? 'a' : 'p');
      }
    }
    std::size_t length = 0;
    bool is_place = false;  // "America/Port-au-Prince"
    for (;; ++length) {
      const char c = reader_.peek(length);
      if (is_date_letter(c) || (c == '\'' && is_inside_word(length))) continue;
      const bool joins = c == '/' || (is_place && (c == '-' || c == '_'));
      if (!joins || !is_date_letter(reader_.peek(length + 1))) break;
      is_place = true;
    }
    const std::string_view text = reader_.take(length);
    if (length > kMaxWord) return false;
    if (is_place) return put_place(text);
    return put_word(folded_word(text));
  }

  // The apostrophe of "o'clock" and of Ukrainian's "п'ятниця", while "d'abril" is two words.
  bool is_inside_word(std::size_t at) const {
    if (base::starts_with_ignoring_case(reader_.rest(), "o'clock")) return at == 1;
    const auto is_ascii = [&](std::size_t place) {
      return base::is_ascii(reader_.rest().substr(place, 1));
    };
    return at > 0 && !is_ascii(at - 1) && !is_ascii(at + 1);
  }

  // "Sun, Sunday" is one day, "Mon Tue" is none, and "Mar 26 Sunday" has a month.
  bool put_weekday(Weekdays named) {
    const bool is_other =
        weekdays_.none() || (first_word_month_ != 0 && (weekdays_ & named).none());
    weekdays_ = is_other ? named : weekdays_ & named;
    return weekdays_.any();
  }

  bool put_word(std::string_view word) {
    const int month = month_of(word);
    // A weekday is before the day. Feeds get it wrong, so it counts only where the date leaves open
    // which number is the month.
    if (const Weekdays named = tokens_ == 1 ? weekdays_at_start(word) : Weekdays(); named.any()) {
      first_word_month_ = month;
      after_month_ = month != 0;
      return put_weekday(named);
    }
    if (month != 0) {
      if (fields_.day.month != kUnset) return false;
      fields_.day.month = month;
      after_month_ = true;
      return true;
    }
    if (fields_.clock.hour == kUnset) {
      if (word == "t" && is_digit(reader_.peek())) {
        after_t_ = true;
        return true;
      }
      if (const char half = half_of_day(word); half != '\0' && reader_.is_clock_ahead()) {
        return put_half_of_day(half);
      }
      if (is_filler(word)) return true;
    } else if (is_clock_word(word)) {
      if (word == "uhr") reader_.take_if(" am ");  // The day's, not the morning's.
      return true;
    } else if (const char half = half_of_day(word); half != '\0') {
      return put_half_of_day(half);
    } else if (fields_.day.is_unset() && word.size() > 1 && is_filler(word)) {
      return true;  // "10:30 on 26 March 2023"; one letter is a zone.
    }
    if (put_zone(word)) return true;
    if (fields_.day.year != kUnset && is_year_word(word)) return true;
    return put_weekday(weekdays_of(word));
  }

  bool put_zone(std::string_view word) {
    // "2022-05-16T" is cut off, not Tango time.
    if (word.size() == 1 && word != "z" && fields_.clock.hour == kUnset) return false;
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

  // Five hours west of UTC are "Etc/GMT+5" in the IANA database, which has no "Etc/GMT+05:00".
  bool is_etc_distance_ahead() const {
    const bool sign = reader_.peek() == '+' || reader_.peek() == '-';
    const std::size_t end = reader_.skip_digits(1);
    return sign && reader_.peek(1) != '0' && end <= 3 && reader_.peek(end) != ':';
  }

  bool read_place_in_brackets() {  // RFC 9557 §3.1: "2022-05-16T09:30:00+02:00[Europe/Berlin]"
    const std::size_t end = reader_.rest().find(']');
    if (end == std::string_view::npos) return false;
    const std::string_view place = reader_.take(end + 1).substr(1, end - 1);
    if (!base::is_time_zone(place)) return put_weekday(weekdays_of(folded_word(place)));
    if (!fields_.offset) fields_.place = place;
    return true;
  }

  // A hyphen after a clock, or after the day of XML Schema's "2022-05-16-05:00".
  bool is_offset_ahead() const {
    if (!is_digit(reader_.peek(1))) return false;
    return fields_.clock.hour != kUnset ||
           (fields_.day.is_whole() && reader_.rest().size() == 6 && reader_.peek(3) == ':');
  }

  // "14:00 - 16:00": blanks surround the hyphen, as they never do that of an offset.
  bool is_end_of_range_ahead() const {
    DateReader after_hyphen = reader_;
    after_hyphen.take(1);
    return fields_.clock.minute != kUnset && base::is_space(after_hyphen.peek()) &&
           after_hyphen.is_clock_ahead();
  }

  // A range of times counts as its beginning. In "2:00 - 4:00 pm" that is pm, too, and in "11:00 -
  // 1:00 pm" it is am.
  bool skip_end_of_range() {
    reader_.take(reader_.skip_blanks(1));
    const std::string_view digits = reader_.take_digits();
    if (digits.size() > 2) return false;
    const int hour = digits_value(digits);
    if (hour > 24 || !reader_.clock(hour)) return false;
    if (const auto half = reader_.half_of_day(); half && fields_.half_of_day == '\0') {
      const bool same = fields_.clock.hour % 12 <= hour % 12;
      fields_.half_of_day = same == (*half == 'p') ? 'p' : 'a';
    }
    return true;
  }

  bool read_offset() {
    const auto east = reader_.utc_offset();
    // "GMT+01:00": only the number counts. With a second one the text is no date.
    if (!east || std::exchange(has_offset_, true)) return false;
    fields_.offset = west_is_positive_ ? -*east : *east;
    return true;
  }

  DateReader reader_;
  std::string_view zone_;
  DateFields fields_;
  std::optional<long long> epoch_;
  int tokens_ = 0;                 // Numbers and words.
  int first_word_month_ = 0;       // Of a first word that is a weekday as well.
  int first_of_slashes_ = kUnset;  // Of three numbers with slashes.
  Weekdays weekdays_;              // That the text may name.
  bool has_offset_ = false;        // As a number.
  bool after_t_ = false;           // The T between date and clock.
  bool after_month_ = false;       // Directly: a hyphen belongs to "16-May-2022".
  bool west_is_positive_ = false;
};

}  // namespace

std::optional<ReadDate> read_whole_text(std::string_view text, std::string_view zone,
                                        DateNeed need) {
  return DateParser(text, zone).read(need);
}

}  // namespace syndic::parse
