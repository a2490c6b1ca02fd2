// SPDX-License-Identifier: MIT
#include "parse/date/standard.h"

#include "base/ascii.h"
#include "parse/date/words.h"

namespace syndic::parse {
namespace {

constexpr int kBad = kUnset;

int digit_at(std::string_view text, std::size_t at) {
  return base::is_digit(text[at]) ? text[at] - '0' : kBad;
}

int two_at(std::string_view text, std::size_t at) {
  const int high = digit_at(text, at);
  const int low = digit_at(text, at + 1);
  return high == kBad || low == kBad ? kBad : high * 10 + low;
}

int four_at(std::string_view text, std::size_t at) {
  const int high = two_at(text, at);
  const int low = two_at(text, at + 2);
  return high == kBad || low == kBad ? kBad : high * 100 + low;
}

// The number, from 1, of the three letters at `at` in `names`; kBad if it does not have them.
int name_at(std::string_view text, std::size_t at, std::string_view names) {
  for (std::size_t i = 0; i < names.size(); i += 3) {
    if (names[i] == text[at] && names[i + 1] == text[at + 1] && names[i + 2] == text[at + 2]) {
      return static_cast<int>(i / 3) + 1;
    }
  }
  return kBad;
}

// "HH:MM:SS" at `at`.
bool read_clock(std::string_view text, std::size_t at, DateClock& clock) {
  clock = {two_at(text, at), two_at(text, at + 3), two_at(text, at + 6)};
  return text[at + 2] == ':' && text[at + 5] == ':' && clock.hour != kBad && clock.minute != kBad &&
         clock.second != kBad;
}

// "+HHMM" or, with a colon, "+HH:MM" as all of `zone`.
bool read_offset(std::string_view zone, bool colon, DateFields& fields) {
  const std::size_t minutes_at = colon ? 4 : 3;
  if (zone.size() != minutes_at + 2 || (zone[0] != '+' && zone[0] != '-')) return false;
  if (colon && zone[3] != ':') return false;
  const int hours = two_at(zone, 1);
  const int minutes = two_at(zone, minutes_at);
  if (hours == kBad || hours > kMostZoneHours || minutes == kBad || minutes > 59) return false;
  fields.offset = (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
  return true;
}

// "Tue, 10 Jun 2003 04:00:00 GMT"
bool read_mail_date(std::string_view text, DateFields& fields) {
  constexpr std::size_t kZone = 26;
  if (text.size() < kZone + 3 || text[3] != ',' || text[4] != ' ' || text[7] != ' ' ||
      text[11] != ' ' || text[16] != ' ' || text[25] != ' ') {
    return false;
  }
  fields.day = {four_at(text, 12), name_at(text, 8, "JanFebMarAprMayJunJulAugSepOctNovDec"),
                two_at(text, 5)};
  if (!fields.day.is_whole()) return false;
  if (name_at(text, 0, "MonTueWedThuFriSatSun") == kBad) return false;
  if (!read_clock(text, 17, fields.clock)) return false;
  const std::string_view zone = text.substr(kZone);
  if (zone != "GMT") return read_offset(zone, false, fields);
  fields.offset = 0;
  return true;
}

// "2003-12-31T10:14:55Z"
bool read_internet_date(std::string_view text, DateFields& fields) {
  constexpr std::size_t kZone = 19;
  if (text.size() < kZone + 1 || text[4] != '-' || text[7] != '-' || text[10] != 'T') return false;
  fields.day = {four_at(text, 0), two_at(text, 5), two_at(text, 8)};
  if (!fields.day.is_whole()) return false;
  if (!read_clock(text, 11, fields.clock)) return false;
  const std::string_view zone = text.substr(kZone);
  if (zone != "Z") return read_offset(zone, true, fields);
  fields.offset = 0;
  return true;
}

}  // namespace

std::optional<model::Timestamp> parse_standard_date(std::string_view text) {
  DateFields fields;
  if (!read_internet_date(text, fields) && !read_mail_date(text, fields)) return std::nullopt;
  return to_timestamp(fields, {});
}

}  // namespace syndic::parse
