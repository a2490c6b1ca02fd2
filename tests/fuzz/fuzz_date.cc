// SPDX-License-Identifier: MIT
//
// Any words as a date. What is read lies within the years of our calendar, and written and read
// again it is the same second. The short way for common layouts reads what the long one reads. The
// first byte chooses the zone.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/time_format.h"
#include "parse/date/date.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace syndic;
  constexpr std::array<std::string_view, 4> kZones = {"", "UTC", "America/New_York",
                                                      "Australia/Lord_Howe"};
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view zone = kZones.at(data[0] % kZones.size());
  const auto date = parse::parse_date(text, zone);
  if (date != parse::parse_any_date(text, zone)) std::abort();
  if (!date) return 0;
  const std::string standard = base::format_rfc3339(*date);
  const std::string mail = base::format_rfc822(*date);
  if (standard.size() != 20) std::abort();
  // A zone may carry the first day into the year before those that are read.
  if (date->date().year() < 1401) return 0;
  if (parse::parse_date(standard, "America/New_York") != date) std::abort();
  if (parse::parse_date(mail, {}) != date) std::abort();
  return 0;
}
