// SPDX-License-Identifier: MIT
//
// iCalendar (RFC 5545, RFC 7986) as plain data. Pure and total: any text is a calendar, perhaps one
// without entries. Damaged entries are left out; whatever a hostile text holds, time and memory are
// bounded.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

/// How many entries are read, how many occurrences of all its rules, and about how many bytes the
/// occurrences take in all, at most.
inline constexpr std::size_t kMostCalendarEntries = 5'000;
inline constexpr std::size_t kMostOccurrences = 1'000;
inline constexpr std::size_t kMostBytesOfOccurrences = std::size_t{4} << 20;

/// A file beside an entry.
struct CalendarFile {
  std::string url;  ///< As written.
  std::string media_type;
};

/// An event, or one occurrence of a recurring one. Texts are unescaped, missing fields empty.
struct CalendarEntry {
  std::string uid;
  std::string occurrence;  ///< When it was first to be, in UTC ("20260115T140000Z"), or which day
                           ///< ("20260115"); empty for what does not recur.
  std::string summary;
  std::string description;
  std::string html;  ///< X-ALT-DESC of HTML.
  std::string url;
  std::string location;
  std::string organizer;  ///< CN of ORGANIZER.
  std::string image;      ///< IMAGE (RFC 7986 §5.10).
  std::vector<std::string> categories;
  std::vector<CalendarFile> files;  ///< ATTACH that is a URL.
  std::optional<boost::posix_time::ptime> created;
  std::optional<boost::posix_time::ptime> last_modified;
  boost::posix_time::ptime start;               ///< UTC; `all_day`: the midnight of its first day.
  std::optional<boost::posix_time::ptime> end;  ///< The same of its end; `all_day`: its last day.
  bool all_day = false;
};

/// An event or an occurrence that does not take place.
struct CalendarCancellation {
  std::string uid;
  std::string occurrence;                        ///< As CalendarEntry has it.
  std::optional<boost::posix_time::ptime> when;  ///< When it was last modified.
};

struct Calendar {
  std::string name;
  std::string description;
  std::string url;    ///< Its page.
  std::string image;  ///< IMAGE of the calendar.
  std::string zone;   ///< IANA zone that it names (X-WR-TIMEZONE); empty: none.
  std::optional<boost::posix_time::ptime> last_modified;
  std::optional<boost::posix_time::time_duration> refresh;  ///< REFRESH-INTERVAL, X-PUBLISHED-TTL.
  std::vector<CalendarEntry> entries;                       ///< In the order of the text.
  std::vector<CalendarCancellation> cancelled;              ///< At most 1,000.
  std::vector<std::string> warnings;                        ///< Repairs, one line each.
  bool lacks_entries = false;  ///< There are more than the bounds above.
  bool recurs = false;         ///< It has rules, by which there are other occurrences later.
  bool is_cut = false;         ///< It breaks off before its end.
  bool ends_in_entry = false;  ///< The same inside an entry, which is left out.
};

struct CalendarOptions {
  std::string_view
      zone;  ///< IANA zone of times without one, if the calendar names none; empty: UTC.
  std::optional<boost::posix_time::ptime> now;  ///< Empty: the newest date at which the calendar
                                                ///< says that something was written.
};

/// Whether `text` begins as a calendar does, after blanks.
[[nodiscard]] bool is_calendar(std::string_view text);

/// Reads a calendar. An event that does not recur is an entry whenever it is; one that does is its
/// occurrences from 31 days before `now` to 90 days after: at most 400 of a rule, and
/// kMostOccurrences in all. Entries that are marked as private or confidential are left out.
[[nodiscard]] Calendar read_calendar(std::string_view text, const CalendarOptions& options);

}  // namespace syndic::markup
