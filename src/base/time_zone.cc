// SPDX-License-Identifier: MIT
#include "base/time_zone.h"

#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "base/time_format.h"

namespace syndic::base {
namespace {

using boost::posix_time::ptime;
using boost::posix_time::seconds;

constexpr double kMillisecondsPerSecond = 1000;

icu::UnicodeString to_icu(std::string_view name) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
}

// The zone's offset from UTC in seconds; `local` tells whether `time` is the zone's own time.
long offset_seconds(ptime time, std::string_view name, bool local) {
  const std::unique_ptr<const icu::TimeZone> zone(icu::TimeZone::createTimeZone(to_icu(name)));
  const UDate date = static_cast<double>(to_unix_seconds(time)) * kMillisecondsPerSecond;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  const auto* const rules = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  if (local && rules != nullptr) {
    rules->getOffsetFromLocal(date, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving,
                              status);
  } else {
    zone->getOffset(date, static_cast<UBool>(local), raw, saving, status);
  }
  return U_SUCCESS(status) ? (raw + saving) / 1000 : 0;
}

}  // namespace

bool is_time_zone(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString canonical;
  icu::TimeZone::getCanonicalID(to_icu(name), canonical, status);
  if (U_FAILURE(status)) return false;
  // ICU also takes "GMT+5" and the like for its own custom zones; the IANA database has none such.
  return icu::TimeZone::getRegion(to_icu(name), status) != icu::UnicodeString() &&
         U_SUCCESS(status);
}

std::vector<std::string> time_zones() {
  std::vector<std::string> names;
  const std::unique_ptr<icu::StringEnumeration> all(icu::TimeZone::createEnumeration());
  UErrorCode status = U_ZERO_ERROR;
  while (const char* name = all == nullptr ? nullptr : all->next(nullptr, status)) {
    if (is_time_zone(name)) names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

ptime local_to_utc(ptime local, std::string_view zone) {
  return local - seconds(offset_seconds(local, zone, true));
}

ptime utc_to_local(ptime time, std::string_view zone) {
  return time + seconds(offset_seconds(time, zone, false));
}

std::string local_time(boost::posix_time::ptime time, std::string_view zone) {
  constexpr std::size_t kToTheMinute = 16;
  std::string words = format_rfc3339(utc_to_local(time, zone)).substr(0, kToTheMinute);
  words[words.find('T')] = ' ';
  return words;
}

}  // namespace syndic::base
