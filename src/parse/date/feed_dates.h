// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "model/feed.h"
#include "parse/date/date.h"

namespace syndic::parse {

/// The dates of one feed. Whether 3/12/2020 is of March or of December is decided for all of them
/// together, once all are read.
class FeedDates {
 public:
  /// `zone` is IANA, and must outlive it; empty: UTC. `fetched` is when the feed came, if that is
  /// known.
  explicit FeedDates(std::string_view zone, std::optional<model::Timestamp> fetched)
      : zone_(zone), fetched_(fetched) {}

  /// IANA; empty: UTC.
  [[nodiscard]] std::string_view zone() const { return zone_; }

  /// read_date(), with what it says of the order counted.
  [[nodiscard]] std::optional<ReadDate> read(std::string_view text);

  /// Counts what a date says of the order.
  void count(const ReadDate& read);

  /// Keeps the other reading, if there is one, of a field of the feed's item at `item`.
  void keep(std::size_t item, std::optional<model::Timestamp> model::Item::*field,
            const std::optional<model::Timestamp>& month_first);

  /// Puts the other readings into their fields, if the month is first in this feed.
  /// `updated_month_first`: that of the feed's own date. The first of these that says something
  /// decides, else the day is first:
  ///  - the dates of numbers and slashes that can be read in one way only, by their numbers or a
  ///    weekday: what most of them say;
  ///  - AM or PM beside slashes: the month is first;
  ///  - the language en-US, or a zone of the United States unless the language is another than
  ///    English or English of elsewhere: the month is first. English alone says nothing, as it is
  ///    what feeds of all countries call their language;
  ///  - dates that one order puts more than a day after the feed's own, if that has no other
  ///    reading: the order that puts fewer there;
  ///  - the same of the moment when the feed came, and of its own date as well.
  void settle(model::Feed& feed, const std::optional<model::Timestamp>& updated_month_first = {});

 private:
  struct Open {
    std::size_t item;
    std::optional<model::Timestamp> model::Item::*field;
    model::Timestamp month_first;
  };

  [[nodiscard]] bool is_month_first(
      const model::Feed& feed, const std::optional<model::Timestamp>& updated_month_first) const;

  std::string_view zone_;
  std::optional<model::Timestamp> fetched_;
  std::size_t day_first_ = 0;
  std::size_t month_first_ = 0;
  bool has_half_of_day_ = false;
  std::vector<Open> open_;
};

}  // namespace syndic::parse
