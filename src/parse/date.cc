// SPDX-License-Identifier: MIT
#include "parse/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/ascii.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "parse/date_names.h"

namespace syndic::parse {
namespace {

using base::is_alpha;
using base::is_digit;

constexpr std::size_t kMaxLength = 100;
constexpr std::size_t kMaxWord = 40;
constexpr int kFirstYear = 1401;  // Boost's calendar begins in 1400, and zones shift a day.
constexpr int kLastYear = 9999;
constexpr int kUnset = -1;
constexpr long long kSecondsPerDay = 86'400;

// Of any language: what is not ASCII counts as one.
bool is_letter(char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

// One pass over the text, token by token, each put where it alone can belong.
class DateReader {
 public:
  DateReader(std::string_view text, std::string_view zone) : rest_(text), zone_(zone) {}

  std::optional<model::Timestamp> read() {
    while (!rest_.empty()) {
      if (!read_token()) return std::nullopt;
    }
    return epoch_ ? base::from_unix_seconds(*epoch_) : timestamp();
  }

 private:
  bool read_token() {
    const char c = rest_[0];
    if (is_digit(c)) return read_number();
    if (is_letter(c)) return read_word();
    if (c == '(') return skip_comment();
    if (c == '+' || (c == '-' && hour_ != kUnset && is_digit(peek(1)))) return read_offset();
    const bool separator = base::is_space(c) || c == ',' || c == ';' || c == '.' || c == '-';
    if (!separator || (c == '-' && tokens_ == 0)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  char peek(std::size_t at = 0) const { return at < rest_.size() ? rest_[at] : '\0'; }

  std::string_view take_digits() {
    std::size_t length = 0;
    while (is_digit(peek(length))) ++length;
    const std::string_view digits = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return digits;
  }

  // `digits` is short enough not to overflow.
  static int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
  }

  // Takes `max` digits or less into `field`, which must be free.
  bool take_field(std::size_t max, int& field) {
    const std::string_view digits = take_digits();
    if (digits.empty() || digits.size() > max || field != kUnset) return false;
    field = number(digits);
    return true;
  }

  bool skip_comment() {  // RFC 822 §3.4.3; comments nest.
    int depth = 0;
    for (std::size_t at = 0; at < rest_.size(); ++at) {
      if (rest_[at] == '(') ++depth;
      if (rest_[at] == ')' && --depth == 0) {
        rest_.remove_prefix(at + 1);
        return true;
      }
    }
    return false;
  }

  bool read_number() {
    const bool after_t = std::exchange(after_t_, false);
    const bool alone = tokens_++ == 0;
    const std::string_view digits = take_digits();
    const char next = peek();
    const bool joined = (next == '-' || next == '/' || next == '.') && is_digit(peek(1));
    switch (digits.size()) {
      case 1:
      case 2:
        if (next == ':') return read_clock(number(digits));
        if (joined && day_ == kUnset && month_ == kUnset) return read_day_first(number(digits));
        return put_small(number(digits), digits.size());
      case 4:
        if (after_t) return read_basic_clock(digits);
        if (year_ != kUnset) return false;
        year_ = number(digits);
        return joined && month_ == kUnset ? read_month_and_day() : true;
      case 6:
        return after_t && read_basic_clock(digits);
      case 8:
        return read_basic_date(digits);
      case 9:
      case 10:
      case 11:
        return alone && read_epoch(digits);
      case 13:  // Milliseconds.
        return alone && read_epoch(digits.substr(0, 10));
      case 14:
        return read_basic_date(digits.substr(0, 8)) && read_basic_clock(digits.substr(8));
      default:
        return false;
    }
  }

  // "16", "16th", "4pm", "04" for 2004.
  bool put_small(int value, std::size_t digits) {
    if (hour_ == kUnset && take_meridiem()) {
      hour_ = value;
      minute_ = second_ = 0;
      return true;
    }
    if (day_ == kUnset) {
      day_ = value;
      skip_ordinal();
      return true;
    }
    if (year_ != kUnset || digits != 2) return false;
    year_ = value < 50 ? 2000 + value : 1900 + value;  // RFC 2822 §4.3.
    return true;
  }

  void skip_ordinal() {
    constexpr std::array<std::string_view, 4> kOrdinals = {"st", "nd", "rd", "th"};
    for (const std::string_view ordinal : kOrdinals) {
      if (base::starts_with_ignoring_case(rest_, ordinal) && !is_alpha(peek(2))) {
        rest_.remove_prefix(2);
        return;
      }
    }
  }

  // After "2022", before "-05-16", "/5/16", "-05" or "-136".
  bool read_month_and_day() {
    const char separator = rest_[0];
    rest_.remove_prefix(1);
    const std::string_view digits = take_digits();
    if (digits.size() == 3) return put_ordinal_day(number(digits));
    if (digits.size() > 2) return false;
    month_ = number(digits);
    if (peek() != separator || !is_digit(peek(1))) return true;
    rest_.remove_prefix(1);
    return take_field(2, day_);
  }

  bool put_ordinal_day(int day_of_year) {  // ISO 8601 §5.2.2: 2022-136.
    using namespace std::chrono;
    if (day_of_year < 1) return false;
    const year_month_day date{sys_days{year{year_} / January / 1} + days{day_of_year - 1}};
    if (static_cast<int>(date.year()) != year_) return false;
    month_ = static_cast<int>(static_cast<unsigned>(date.month()));
    day_ = static_cast<int>(static_cast<unsigned>(date.day()));
    return true;
  }

  // "16.05.2022" and "16-05-2022"; with slashes the month comes first, where it can be one.
  bool read_day_first(int first) {
    const char separator = rest_[0];
    rest_.remove_prefix(1);
    int second = kUnset;
    if (!take_field(2, second) || peek() != separator) return false;
    rest_.remove_prefix(1);
    const std::string_view digits = take_digits();
    if ((digits.size() != 2 && digits.size() != 4) || year_ != kUnset) return false;
    year_ = number(digits);
    if (digits.size() == 2) year_ += year_ < 50 ? 2000 : 1900;
    const bool month_first = separator == '/' && first <= 12;
    month_ = month_first ? first : second;
    day_ = month_first ? second : first;
    return true;
  }

  bool read_basic_date(std::string_view digits) {  // 20220516
    if (year_ != kUnset || month_ != kUnset || day_ != kUnset) return false;
    year_ = number(digits.substr(0, 4));
    month_ = number(digits.substr(4, 2));
    day_ = number(digits.substr(6, 2));
    return true;
  }

  bool read_basic_clock(std::string_view digits) {  // 0930, 093000
    if (hour_ != kUnset) return false;
    hour_ = number(digits.substr(0, 2));
    minute_ = number(digits.substr(2, 2));
    second_ = digits.size() > 4 ? number(digits.substr(4, 2)) : 0;
    skip_fraction();
    return true;
  }

  bool read_epoch(std::string_view digits) {
    epoch_ = 0;
    for (const char c : digits) *epoch_ = *epoch_ * 10 + (c - '0');
    return rest_.empty();
  }

  bool read_clock(int hour) {  // After "9", before ":30:00.5 pm".
    if (hour_ != kUnset) return false;
    hour_ = hour;
    rest_.remove_prefix(1);
    if (!take_field(2, minute_)) return false;
    if (peek() == ':') {
      rest_.remove_prefix(1);
      if (!take_field(2, second_)) return false;
    }
    second_ = std::max(second_, 0);
    skip_fraction();
    take_meridiem();
    return true;
  }

  void skip_fraction() {
    if ((peek() != '.' && peek() != ',') || !is_digit(peek(1))) return;
    rest_.remove_prefix(1);
    take_digits();
  }

  // "am", " PM", "p.m."; false where something else stands there.
  bool take_meridiem() {
    std::string_view text = rest_;
    while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
    if (text.empty()) return false;
    const char half = base::to_lower(text[0]);
    if (half != 'a' && half != 'p') return false;
    text.remove_prefix(1);
    if (text.starts_with('.')) text.remove_prefix(1);
    if (text.empty() || base::to_lower(text[0]) != 'm') return false;
    text.remove_prefix(1);
    if (!text.empty() && is_letter(text[0])) return false;
    half_of_day_ = half;
    rest_ = text;
    return true;
  }

  bool read_word() {
    ++tokens_;
    std::size_t length = 0;
    while (is_letter(peek(length)) || peek(length) == '/' || peek(length) == '_') ++length;
    const std::string_view text = rest_.substr(0, length);
    rest_.remove_prefix(length);
    if (length > kMaxWord) return false;
    std::array<char, kMaxWord> buffer{};
    std::transform(text.begin(), text.end(), buffer.begin(), base::to_lower);
    return put_word(std::string_view(buffer.data(), length), text);
  }

  bool put_word(std::string_view word, std::string_view as_written) {
    // A weekday stands before the day. Feeds get it wrong; the date itself decides.
    if (tokens_ == 1 && is_weekday(word)) return true;
    if (const int month = month_of(word); month != 0) {
      if (month_ != kUnset) return false;
      month_ = month;
      return true;
    }
    const bool before_clock = hour_ == kUnset;
    if (before_clock && word == "t" && is_digit(peek())) {
      after_t_ = true;
      return true;
    }
    if (before_clock && is_filler(word)) return true;
    return put_zone(word, as_written) || is_weekday(word);
  }

  static bool is_filler(std::string_view word) {
    constexpr std::array<std::string_view, 8> kFillers = {"at", "of",  "on", "the",
                                                          "de", "den", "um", "le"};
    return std::find(kFillers.begin(), kFillers.end(), word) != kFillers.end();
  }

  bool put_zone(std::string_view word, std::string_view as_written) {
    const bool letter = word.size() == 1 && word != "z";
    if (letter && hour_ == kUnset) return false;  // "2022-05-16T" is cut off, not Tango time.
    if (word.starts_with("etc/")) word.remove_prefix(4);
    if (const auto zone = zone_of(word)) {
      if (!offset_) place_ = zone->place;
      if (!offset_ && place_.empty()) offset_ = zone->minutes;
      return true;
    }
    if (as_written.find('/') == std::string_view::npos || !base::is_time_zone(as_written)) {
      return false;
    }
    if (!offset_) place_ = as_written;
    return true;
  }

  bool read_offset() {  // "+0200", "-05:00", "+1:00", "+02"
    const int sign = rest_[0] == '-' ? -1 : 1;
    rest_.remove_prefix(1);
    const std::string_view digits = take_digits();
    if (digits.empty() || digits.size() > 4) return false;
    int hours = number(digits);
    int minutes = 0;
    if (digits.size() > 2) {
      minutes = hours % 100;
      hours /= 100;
    } else if (peek() == ':') {
      rest_.remove_prefix(1);
      const std::string_view rest = take_digits();
      if (rest.size() != 2) return false;
      minutes = number(rest);
    }
    // "GMT+01:00": the number is what counts. A second one is no date.
    if (hours > 23 || minutes > 59 || has_offset_) return false;
    has_offset_ = true;
    offset_ = sign * (hours * 60 + minutes);
    return true;
  }

  bool settle_clock() {
    if (hour_ == kUnset) hour_ = minute_ = second_ = 0;
    if (half_of_day_ != '\0' && hour_ <= 12) {
      if (hour_ == 0 && half_of_day_ == 'p') return false;
      hour_ = hour_ % 12 + (half_of_day_ == 'p' ? 12 : 0);
    } else if (half_of_day_ == 'a') {
      return false;
    }
    const bool end_of_day = hour_ == 24 && minute_ == 0 && second_ == 0;
    return (hour_ < 24 || end_of_day) && minute_ < 60 && second_ <= 60;
  }

  std::optional<model::Timestamp> timestamp() {
    using namespace std::chrono;
    if (year_ < kFirstYear || year_ > kLastYear || (month_ == kUnset && day_ != kUnset)) {
      return std::nullopt;
    }
    const year_month_day date{year{year_},
                              month{static_cast<unsigned>(month_ == kUnset ? 1 : month_)},
                              day{static_cast<unsigned>(day_ == kUnset ? 1 : day_)}};
    if (!date.ok() || !settle_clock()) return std::nullopt;
    const long long local = sys_days{date}.time_since_epoch().count() * kSecondsPerDay +
                            hour_ * 3600LL + minute_ * 60LL + second_;
    if (offset_) return base::from_unix_seconds(local - *offset_ * 60LL);
    const auto time = base::from_unix_seconds(local);
    const std::string_view place = place_.empty() ? zone_ : place_;
    // The calendar's last year ends with it in every zone.
    if (!time || place.empty() || year_ == kLastYear) return time;
    return base::local_to_utc(*time, place);
  }

  std::string_view rest_;
  std::string_view zone_;
  std::string_view place_;
  std::optional<int> offset_;  // Minutes east of UTC.
  std::optional<long long> epoch_;
  int year_ = kUnset;
  int month_ = kUnset;
  int day_ = kUnset;
  int hour_ = kUnset;
  int minute_ = kUnset;
  int second_ = kUnset;
  int tokens_ = 0;
  char half_of_day_ = '\0';
  bool after_t_ = false;
  bool has_offset_ = false;
};

}  // namespace

std::optional<model::Timestamp> parse_date(std::string_view text, std::string_view zone) {
  text = base::trim(text);
  if (text.empty() || text.size() > kMaxLength) return std::nullopt;
  return DateReader(text, zone).read();
}

}  // namespace syndic::parse
