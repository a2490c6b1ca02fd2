// SPDX-License-Identifier: MIT
//
// iCalendar (RFC 5545, with the properties of RFC 7986) as it is published. Pure: the same calendar
// has the same bytes.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <optional>
#include <string>
#include <vector>

namespace syndic::markup {

/// A VEVENT to be written (RFC 5545 §3.6.1). Empty members are left out.
struct PublishedEvent {
  std::string uid;  ///< Required; the same for the same event, for good.
  std::string summary;
  std::string description;  ///< Plain text.
  std::string url;
  std::string location;
  std::vector<std::string> categories;
  boost::posix_time::ptime start;               ///< UTC; `all_day`: midnight of the first day.
  std::optional<boost::posix_time::ptime> end;  ///< UTC; `all_day`: midnight of the last day.
  bool all_day = false;
  std::optional<boost::posix_time::ptime> created;
  boost::posix_time::ptime changed;  ///< DTSTAMP and LAST-MODIFIED.
};

/// A VCALENDAR to be written (§3.4).
struct PublishedCalendar {
  std::string product;  ///< PRODID: "syndic 0.1.0".
  std::string name;
  std::string description;
  std::string url;     ///< The page that it belongs to.
  std::string source;  ///< Its own address, where it is looked for again.
  /// IANA name; times are written as its clocks show them, with its VTIMEZONE. An event with a time
  /// that its clocks show twice, as where summer time ends, is written in UTC.
  std::string zone;
  std::vector<PublishedEvent> events;
};

/// The calendar as UTF-8 with lines of at most 75 bytes that end in CR LF.
[[nodiscard]] std::string write_calendar(const PublishedCalendar& calendar);

}  // namespace syndic::markup
