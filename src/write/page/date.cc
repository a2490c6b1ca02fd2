// SPDX-License-Identifier: MIT
#include "write/page/date.h"

#include <unicode/datefmt.h>
#include <unicode/dtitvfmt.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <utility>

#include "base/time_format.h"

namespace syndic::write {
namespace {

constexpr double kMillisecondsPerSecond = 1000;

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

icu::Locale locale_of(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(piece(language), status);
  const bool is_known = U_SUCCESS(status) && !locale.isBogus() && *locale.getLanguage() != '\0';
  if (!is_known) return icu::Locale::getEnglish();
  return locale;
}

UDate udate_of(model::Timestamp time) {
  return static_cast<double>(base::to_unix_seconds(time)) * kMillisecondsPerSecond;
}

// To be owned by the caller.
icu::TimeZone* zone_of(std::string_view name) {
  return icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(piece(name)));
}

std::string formatted(const icu::DateFormat* format, UDate date) {
  if (format == nullptr) return {};
  icu::UnicodeString text;
  format->format(date, text);
  std::string out;
  return text.toUTF8String(out);
}

std::string formatted(const icu::DateIntervalFormat* format, model::Timestamp first,
                      model::Timestamp last) {
  if (format == nullptr) return {};
  UErrorCode status = U_ZERO_ERROR;
  icu::DateInterval span(udate_of(first), udate_of(last));
  icu::UnicodeString text;
  icu::FieldPosition ignored;
  format->format(&span, text, ignored, status);
  std::string out;
  return U_SUCCESS(status) ? text.toUTF8String(out) : std::string();
}

}  // namespace

struct DayNames::Icu {
  Icu(const icu::Locale& locale, std::string_view time_zone);

  std::unique_ptr<icu::DateFormat> name;
  std::unique_ptr<icu::DateFormat> iso;
  std::unique_ptr<icu::DateFormat> moment;
  std::unique_ptr<icu::DateIntervalFormat> days;    ///< Of calendar days, as if they were UTC.
  std::unique_ptr<icu::DateIntervalFormat> times;   ///< In the zone.
  std::unique_ptr<icu::DateIntervalFormat> period;  ///< Days in the zone.
};

DayNames::Icu::Icu(const icu::Locale& locale, std::string_view time_zone) {
  UErrorCode status = U_ZERO_ERROR;
  name.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
  iso = std::make_unique<icu::SimpleDateFormat>(
      icu::UnicodeString(u"yyyy-MM-dd"), icu::Locale("en", "US", "", "calendar=iso8601"), status);
  moment.reset(icu::DateFormat::createDateTimeInstance(icu::DateFormat::kMedium,
                                                       icu::DateFormat::kShort, locale));
  days.reset(icu::DateIntervalFormat::createInstance(UDAT_YEAR_MONTH_WEEKDAY_DAY, locale, status));
  times.reset(
      icu::DateIntervalFormat::createInstance(icu::UnicodeString(u"yMMMEdjm"), locale, status));
  period.reset(icu::DateIntervalFormat::createInstance(UDAT_YEAR_MONTH_DAY, locale, status));
  if (days) days->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  if (times) times->adoptTimeZone(zone_of(time_zone));
  if (period) period->adoptTimeZone(zone_of(time_zone));
  for (const auto& format : {name.get(), iso.get(), moment.get()}) {
    if (format != nullptr) format->adoptTimeZone(zone_of(time_zone));
  }
}

DayNames::DayNames(std::string_view language, std::string_view time_zone)
    : language_(language), time_zone_(time_zone) {}

DayNames::DayNames(DayNames&&) noexcept = default;
DayNames::~DayNames() = default;

const DayNames::Icu& DayNames::formats() const {
  if (icu_ == nullptr) icu_ = std::make_unique<Icu>(locale_of(language_), time_zone_);
  return *icu_;
}

std::string DayNames::moment_of(model::Timestamp time) const {
  return formatted(formats().moment.get(), udate_of(time));
}

std::string DayNames::days_of(model::Timestamp first, model::Timestamp last) const {
  return formatted(formats().period.get(), first, last);
}

std::string DayNames::span_of(const model::Event& event) const {
  const auto& format = event.all_day ? formats().days : formats().times;
  return formatted(format.get(), event.start, event.end.value_or(event.start));
}

Day DayNames::day_of(model::Timestamp time) const {
  const UDate date = udate_of(time);
  return {.iso = formatted(formats().iso.get(), date),
          .name = formatted(formats().name.get(), date)};
}

bool is_right_to_left(std::string_view language) {
  return locale_of(language).isRightToLeft() != 0;
}

}  // namespace syndic::write
