// SPDX-License-Identifier: MIT
//
// Days in the words of a language, by ICU.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/event.h"
#include "model/timestamp.h"

namespace syndic::write {

/// A day of a zone's calendar.
struct Day {
  std::string iso;   ///< "2022-05-16", for machines.
  std::string name;  ///< "May 16, 2022", "16 de mayo de 2022".
};

/// Names days in one language and zone. What ICU needs for that is made by the first call, as a run
/// without news names no day. Not safe for two threads at once.
class DayNames {
 public:
  /// `language` is a tag of BCP 47 (an empty or unknown one counts as English), `time_zone` a name
  /// of the IANA database (an unknown one counts as UTC).
  DayNames(std::string_view language, std::string_view time_zone);
  DayNames(DayNames&&) noexcept;
  ~DayNames();

  /// The day of `time` in the zone.
  [[nodiscard]] Day day_of(model::Timestamp time) const;

  /// The minute of `time` in the zone: "May 16, 2022, 2:00 PM".
  [[nodiscard]] std::string moment_of(model::Timestamp time) const;

  /// The days of the zone from that of `first` to that of `last`, which is not before it:
  /// "May 16 – 22, 2022"; one day if it is the same.
  [[nodiscard]] std::string days_of(model::Timestamp first, model::Timestamp last) const;

  /// From when to when the event lasts: "June 15 – 17, 2026", "Mon, Jun 15, 2026, 4:00 – 5:30 PM".
  [[nodiscard]] std::string span_of(const model::Event& event) const;

 private:
  struct Icu;
  [[nodiscard]] const Icu& formats() const;

  std::string language_;
  std::string time_zone_;
  mutable std::unique_ptr<Icu> icu_;  ///< Nullptr before the first call.
};

/// Whether a language is written from right to left.
[[nodiscard]] bool is_right_to_left(std::string_view language);

}  // namespace syndic::write
