// SPDX-License-Identifier: MIT
//
// What the names of time zones in a calendar mean.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

/// The IANA zone that a TZID means: its own name, at the end of a path ("/citadel.org/20260101_1/
/// Europe/Berlin"), one of Windows ("Eastern Standard Time") or what Outlook shows for that
/// ("(UTC-05:00) Eastern Time (US & Canada)"). Empty if it is none.
[[nodiscard]] std::string iana_zone_of(std::string_view tzid);

/// A longer definition of a zone does not count.
inline constexpr std::size_t kMostZoneLines = 300;

/// The zones of one calendar. A TZID that is no IANA zone's name is what the file itself defines
/// under it (VTIMEZONE), else the floating zone.
class CalendarZones {
 public:
  CalendarZones();
  ~CalendarZones();
  CalendarZones(const CalendarZones&) = delete;
  CalendarZones& operator=(const CalendarZones&) = delete;

  /// The zone of times that name none: any TZID; UTC if it means nothing.
  void set_floating(std::string_view tzid);

  /// A VTIMEZONE's lines, unfolded, BEGIN and END included. Of hostile ones nothing is kept: more
  /// than 20 of them, or 300 lines, rules that are not yearly.
  void define(std::string_view tzid, const std::vector<std::string_view>& lines);

  /// The UTC moment at which clocks of the zone show `local`; `tzid` empty: the floating one.
  [[nodiscard]] boost::posix_time::ptime to_utc(boost::posix_time::ptime local,
                                                const std::string& tzid);

  /// What clocks of the zone show at a UTC moment.
  [[nodiscard]] boost::posix_time::ptime to_local(boost::posix_time::ptime utc,
                                                  const std::string& tzid);

  /// The first ten TZIDs that meant nothing.
  [[nodiscard]] const std::vector<std::string>& unknown() const { return unknown_; }

 private:
  struct Own;
  struct Meaning {
    std::string iana;
    const Own* own = nullptr;
  };
  const Meaning& meaning_of(const std::string& tzid);

  std::string floating_ = "UTC";
  std::map<std::string, std::unique_ptr<Own>, std::less<>> defined_;
  std::map<std::string, Meaning, std::less<>> meanings_;
  std::vector<std::string> unknown_;
};

}  // namespace syndic::markup
