// SPDX-License-Identifier: MIT
#include "base/slips.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/ascii.h"

namespace syndic::base {

std::size_t slips_between(std::string_view a, std::string_view b) {
  a = a.substr(0, kComparedBytes);
  b = b.substr(0, kComparedBytes);
  const auto same = [&](std::size_t i, std::size_t j) { return to_lower(a[i]) == to_lower(b[j]); };
  // Rows of the usual table: row[j] is the distance of a's first i characters from b's first j.
  using Row = std::array<std::size_t, kComparedBytes + 1>;
  Row before_last{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = std::exchange(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (same(i - 1, j - 1) ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && same(i - 1, j - 2) && same(i - 2, j - 1)) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

std::string_view nearest_name(std::string_view name, std::span<const std::string_view> names) {
  std::string_view nearest;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (const std::string_view candidate : names) {
    const std::size_t slips = slips_between(name, candidate);
    if (slips < fewest) {
      fewest = slips;
      nearest = candidate;
    }
  }
  return nearest;
}

bool is_slip(std::string_view name, std::string_view known) {
  return slips_between(name, known) <= 2 && slips_between(name, known) * 2 < known.size();
}

std::string_view slipped_name(std::string_view name, std::span<const std::string_view> names) {
  const std::string_view nearest = nearest_name(name, names);
  return is_slip(name, nearest) ? nearest : std::string_view();
}

}  // namespace syndic::base
