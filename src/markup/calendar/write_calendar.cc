// SPDX-License-Identifier: MIT
#include "markup/calendar/write_calendar.h"

#include <unicode/vtzone.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/utf8.h"
#include "markup/calendar/libical.h"

namespace syndic::markup {
namespace {

using Time = boost::posix_time::ptime;

constexpr double kMillisecondsPerSecond = 1000;

// How often programs that subscribe to the calendar look at it again.
constexpr const char* kRefreshInterval = "PT1H";

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

void add(icalcomponent* component, icalproperty* property) {
  icalcomponent_add_property(component, property);
}

// A property of any name, with a value of one line.
void add_x(icalcomponent* component, const char* name, const std::string& value) {
  icalproperty* property = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(property, name);
  add(component, property);
}

template <class Make>
void add_text(icalcomponent* component, Make make, const std::string& text) {
  if (!text.empty()) add(component, make(base::to_xml_text(text).c_str()));
}

// CATEGORIES is a list (§3.8.1.2), whose commas libical does not escape.
std::string without_commas(std::string text) {
  std::erase(text, ',');
  return text;
}

icaltimetype day_of(Time time) { return to_libical(time, true); }

icaltimetype moment_of(Time time) { return to_libical(time, false); }

icaltimetype utc_moment_of(Time time) {
  icaltimetype moment = moment_of(time);
  moment.zone = icaltimezone_get_utc_timezone();
  return moment;
}

// Whether clocks of the zone show at `time` what they also show an hour earlier or later, as where
// summer time ends.
bool is_repeated(Time time, const std::string& zone) {
  const Time local = base::utc_to_local(time, zone);
  return std::ranges::any_of(std::array{-1, 1}, [&](int days) {
    const Time near = time + boost::gregorian::days(days);
    const Time other = near + (local - base::utc_to_local(near, zone));
    return other != time && base::utc_to_local(other, zone) == local;
  });
}

void remove_all(icalcomponent* component, icalproperty_kind kind) {
  while (icalproperty* property = icalcomponent_get_first_property(component, kind)) {
    icalcomponent_remove_property(component, property);
    icalproperty_free(property);
  }
}

// The zone's VTIMEZONE (§3.6.5) with its rules from the beginning of that year on; null if the zone
// is unknown. ICU has the rules, as for all other dates here.
Component zone_component(const std::string& zone, Time first) {
  if (!base::is_time_zone(zone)) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::VTimeZone> rules(
      icu::VTimeZone::createVTimeZoneByID(icu::UnicodeString::fromUTF8(zone)));
  const Time year(boost::gregorian::date(first.date().year(), 1, 1));
  icu::UnicodeString written;
  rules->write(static_cast<UDate>(base::to_unix_seconds(year)) * kMillisecondsPerSecond, written,
               status);
  std::string text;
  Component component(icalparser_parse_string(written.toUTF8String(text).c_str()));
  if (U_FAILURE(status) || !component) return nullptr;
  // ICU's own version, and names such as "(DST)", which say nothing.
  remove_all(component.get(), ICAL_X_PROPERTY);
  for (icalcomponent* part = icalcomponent_get_first_component(component.get(), ICAL_ANY_COMPONENT);
       part != nullptr;
       part = icalcomponent_get_next_component(component.get(), ICAL_ANY_COMPONENT)) {
    remove_all(part, ICAL_TZNAME_PROPERTY);
  }
  return component;
}

class Writer {
 public:
  explicit Writer(const PublishedCalendar& calendar)
      : calendar_(calendar), root_(icalcomponent_new(ICAL_VCALENDAR_COMPONENT)) {}

  std::string write() {
    add_head();
    Component zone = zone_component(calendar_.zone, first_start());
    is_zone_known_ = zone != nullptr;
    if (zone) icalcomponent_add_component(root_.get(), zone.release());
    for (const PublishedEvent& event : calendar_.events) add_event(event);
    const std::unique_ptr<char, void (*)(void*)> text(icalcomponent_as_ical_string_r(root_.get()),
                                                      std::free);
    return text.get();
  }

 private:
  void add_head() {
    icalcomponent* root = root_.get();
    add(root, icalproperty_new_version("2.0"));
    add(root, icalproperty_new_prodid(("-//" + calendar_.product + "//EN").c_str()));
    add(root, icalproperty_new_calscale("GREGORIAN"));
    add_text(root, icalproperty_new_name, calendar_.name);
    add_text(root, icalproperty_new_description, calendar_.description);
    add_text(root, icalproperty_new_url, calendar_.url);
    if (!calendar_.source.empty()) {
      add(root, icalproperty_new_source(calendar_.source.c_str()));
    }
    icalproperty* refresh =
        icalproperty_new_refreshinterval(icaldurationtype_from_string(kRefreshInterval));
    icalproperty_add_parameter(refresh, icalparameter_new_value(ICAL_VALUE_DURATION));
    add(root, refresh);
    // What most programs read in place of RFC 7986.
    if (!calendar_.name.empty()) add_x(root, "X-WR-CALNAME", calendar_.name);
    if (!calendar_.description.empty()) add_x(root, "X-WR-CALDESC", calendar_.description);
    add_x(root, "X-WR-TIMEZONE", calendar_.zone);
    add_x(root, "X-PUBLISHED-TTL", kRefreshInterval);
  }

  // Of the events with times, else some time.
  [[nodiscard]] Time first_start() const {
    Time first(boost::gregorian::date(2020, 1, 1));
    for (const PublishedEvent& event : calendar_.events) {
      if (!event.all_day) first = std::min(first, event.start);
    }
    return first;
  }

  void add_time(icalcomponent* component, icalproperty* property, bool has_zone) const {
    if (has_zone)
      icalproperty_add_parameter(property, icalparameter_new_tzid(calendar_.zone.c_str()));
    add(component, property);
  }

  // Local time cannot say which of two equal hours is meant (§3.3.5 takes the first, and many
  // programs the second).
  [[nodiscard]] bool is_ambiguous(const PublishedEvent& event) const {
    return is_repeated(event.start, calendar_.zone) ||
           (event.end && is_repeated(*event.end, calendar_.zone));
  }

  void add_times(icalcomponent* component, const PublishedEvent& event) const {
    if (event.all_day) {
      // DTEND is the day after the last (§3.6.1).
      const Time last = event.end.value_or(event.start);
      add(component, icalproperty_new_dtstart(day_of(event.start)));
      add(component, icalproperty_new_dtend(day_of(last + boost::gregorian::days(1))));
      return;
    }
    const bool has_zone = is_zone_known_ && calendar_.zone != "UTC" && !is_ambiguous(event);
    const auto written = [&](Time time) {
      return has_zone ? moment_of(base::utc_to_local(time, calendar_.zone)) : utc_moment_of(time);
    };
    add_time(component, icalproperty_new_dtstart(written(event.start)), has_zone);
    if (event.end && *event.end > event.start) {
      add_time(component, icalproperty_new_dtend(written(*event.end)), has_zone);
    }
  }

  void add_event(const PublishedEvent& event) {
    icalcomponent* component = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    add_text(component, icalproperty_new_uid, event.uid);
    add(component, icalproperty_new_dtstamp(utc_moment_of(event.changed)));
    add_times(component, event);
    add_text(component, icalproperty_new_summary, event.summary);
    add_text(component, icalproperty_new_description, event.description);
    add_text(component, icalproperty_new_location, event.location);
    add_text(component, icalproperty_new_url, event.url);
    for (const std::string& category : event.categories) {
      add_text(component, icalproperty_new_categories, without_commas(category));
    }
    if (event.created) add(component, icalproperty_new_created(utc_moment_of(*event.created)));
    add(component, icalproperty_new_lastmodified(utc_moment_of(event.changed)));
    icalcomponent_add_component(root_.get(), component);
  }

  const PublishedCalendar& calendar_;
  Component root_;
  bool is_zone_known_ = false;
};

}  // namespace

std::string write_calendar(const PublishedCalendar& calendar) {
  prepare_libical();
  return Writer(calendar).write();
}

}  // namespace syndic::markup
