// SPDX-License-Identifier: MIT
#include "markup/calendar/zones.h"

#include <libical/ical.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/time_zone.h"
#include "markup/calendar/content_lines.h"
#include "markup/calendar/libical.h"

namespace syndic::markup {
namespace {

using boost::posix_time::ptime;

constexpr std::size_t kLongestTzid = 200;
constexpr std::size_t kMostMeanings = 1'000;
constexpr std::size_t kMostUnknown = 10;
constexpr std::size_t kMostDefined = 20;
constexpr std::size_t kLongestZoneLine = 500;

// What Outlook shows for zones, by their Windows names. ICU knows the latter alone.
constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kOutlookNames = {{
    {"Eastern Time (US & Canada)", "Eastern Standard Time"},
    {"Central Time (US & Canada)", "Central Standard Time"},
    {"Mountain Time (US & Canada)", "Mountain Standard Time"},
    {"Pacific Time (US & Canada)", "Pacific Standard Time"},
    {"Atlantic Time (Canada)", "Atlantic Standard Time"},
    {"Newfoundland", "Newfoundland Standard Time"},
    {"Saskatchewan", "Canada Central Standard Time"},
    {"Indiana (East)", "US Eastern Standard Time"},
    {"Arizona", "US Mountain Standard Time"},
    {"Alaska", "Alaskan Standard Time"},
    {"Hawaii", "Hawaiian Standard Time"},
    {"Guadalajara, Mexico City, Monterrey", "Central Standard Time (Mexico)"},
    {"Bogota, Lima, Quito, Rio Branco", "SA Pacific Standard Time"},
    {"Brasilia", "E. South America Standard Time"},
    {"Dublin, Edinburgh, Lisbon, London", "GMT Standard Time"},
    {"Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "W. Europe Standard Time"},
    {"Brussels, Copenhagen, Madrid, Paris", "Romance Standard Time"},
    {"Belgrade, Bratislava, Budapest, Ljubljana, Prague", "Central Europe Standard Time"},
    {"Sarajevo, Skopje, Warsaw, Zagreb", "Central European Standard Time"},
    {"Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "FLE Standard Time"},
    {"Jerusalem", "Israel Standard Time"},
    {"Chennai, Kolkata, Mumbai, New Delhi", "India Standard Time"},
    {"Beijing, Chongqing, Hong Kong, Urumqi", "China Standard Time"},
    {"Osaka, Sapporo, Tokyo", "Tokyo Standard Time"},
    {"Canberra, Melbourne, Sydney", "AUS Eastern Standard Time"},
}};

std::string windows_zone(std::string_view name) {
  const auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  icu::UnicodeString iana;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getIDForWindowsID(unicode, nullptr, iana, status);
  std::string out;
  if (U_SUCCESS(status)) iana.toUTF8String(out);
  return out;
}

// "(UTC-05:00) Eastern Time (US & Canada)" without its offset.
std::string_view shown_name(std::string_view tzid) {
  const std::size_t close = tzid.find(')');
  if (!tzid.starts_with('(') || close == base::kNotFound) return tzid;
  return base::trim(tzid.substr(close + 1));
}

// A rule that is not yearly could have it counted for hours.
bool is_harmless(std::string_view line) {
  if (line.size() > kLongestZoneLine) return false;
  const auto read = read_content_line(line);
  if (!read || read->is("EXRULE")) return false;
  if (!read->is("RRULE")) return true;
  const std::string rule = base::lower(read->value);
  return rule.find("freq=yearly") != base::kNotFound && rule.find("byday=") != base::kNotFound &&
         rule.find("bymonth=") != base::kNotFound && rule.find("byset") == base::kNotFound &&
         rule.find("byyear") == base::kNotFound && rule.find("byweek") == base::kNotFound &&
         rule.find("byhour") == base::kNotFound && rule.find("byminute") == base::kNotFound &&
         rule.find("bysecond") == base::kNotFound && rule.find("rscale") == base::kNotFound;
}

}  // namespace

struct CalendarZones::Own {
  struct Free {
    void operator()(icaltimezone* freed) const { icaltimezone_free(freed, 1); }
  };
  std::unique_ptr<icaltimezone, Free> zone;

  [[nodiscard]] long offset_of_local(ptime local) const {
    int is_daylight = 0;
    icaltimetype time = to_libical(local, false);
    return icaltimezone_get_utc_offset(zone.get(), &time, &is_daylight);
  }
};

std::string iana_zone_of(std::string_view tzid) {
  tzid = base::trim(tzid);
  if (tzid.empty() || tzid.size() > kLongestTzid) return {};
  for (std::string_view end = tzid; !end.empty();) {
    if (base::is_time_zone(end)) return std::string(end);
    const std::size_t slash = end.find('/');
    end = slash == base::kNotFound ? std::string_view() : end.substr(slash + 1);
  }
  if (std::string zone = windows_zone(tzid); !zone.empty()) return zone;
  const std::string_view shown = shown_name(tzid);
  for (const auto& [name, windows] : kOutlookNames) {
    if (base::equals_ignoring_case(name, shown)) return windows_zone(windows);
  }
  return {};
}

CalendarZones::CalendarZones() = default;
CalendarZones::~CalendarZones() = default;

void CalendarZones::set_floating(std::string_view tzid) {
  const std::string zone = iana_zone_of(tzid);
  floating_ = zone.empty() ? "UTC" : zone;
}

void CalendarZones::define(std::string_view tzid, const std::vector<std::string_view>& lines) {
  if (defined_.size() == kMostDefined || lines.size() > kMostZoneLines) return;
  if (tzid.empty() || tzid.size() > kLongestTzid || !iana_zone_of(tzid).empty()) return;
  if (!std::all_of(lines.begin(), lines.end(), is_harmless)) return;
  prepare_libical();
  std::string text;
  for (const std::string_view line : lines) text.append(line).append("\r\n");
  icalcomponent* component = icalparser_parse_string(text.c_str());
  if (component == nullptr) return;
  auto own = std::make_unique<Own>();
  own->zone.reset(icaltimezone_new());
  if (icalcomponent_isa(component) != ICAL_VTIMEZONE_COMPONENT ||
      icaltimezone_set_component(own->zone.get(), component) == 0) {
    icalcomponent_free(component);
    return;
  }
  defined_.emplace(tzid, std::move(own));
}

const CalendarZones::Meaning& CalendarZones::meaning_of(const std::string& tzid) {
  static const Meaning kUtc{"UTC", nullptr};
  const auto known = meanings_.find(tzid);
  if (known != meanings_.end()) return known->second;
  if (meanings_.size() == kMostMeanings) return kUtc;
  Meaning meaning{iana_zone_of(tzid), nullptr};
  if (meaning.iana.empty()) {
    const auto own = defined_.find(std::string(base::trim(tzid)));
    if (own != defined_.end()) {
      meaning.own = own->second.get();
    } else {
      meaning.iana = floating_;
      if (!tzid.empty() && unknown_.size() < kMostUnknown) unknown_.push_back(tzid);
    }
  }
  return meanings_.emplace(tzid, std::move(meaning)).first->second;
}

ptime CalendarZones::to_utc(ptime local, const std::string& tzid) {
  const Meaning& meaning = meaning_of(tzid);
  if (meaning.own == nullptr) return base::local_to_utc(local, meaning.iana);
  return local - boost::posix_time::seconds(meaning.own->offset_of_local(local));
}

ptime CalendarZones::to_local(ptime utc, const std::string& tzid) {
  const Meaning& meaning = meaning_of(tzid);
  if (meaning.own == nullptr) return base::utc_to_local(utc, meaning.iana);
  // The offset that fits what it gives, which one step finds but for the hour of the change.
  const auto first = utc + boost::posix_time::seconds(meaning.own->offset_of_local(utc));
  return utc + boost::posix_time::seconds(meaning.own->offset_of_local(first));
}

}  // namespace syndic::markup
