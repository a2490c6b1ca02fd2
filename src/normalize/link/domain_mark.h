// SPDX-License-Identifier: MIT
//
// A quick look whether a host may be one of a table's: nearly all links lead to none of them.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "base/ascii.h"

namespace syndic::normalize {

/// The last two labels of a host, in any case: what it is looked up by.
[[nodiscard]] constexpr std::string_view domain_of(std::string_view host) {
  const std::size_t last = host.rfind('.');
  if (last == base::kNotFound || last == 0) return host;
  const std::size_t before = host.rfind('.', last - 1);
  return before == base::kNotFound ? host : host.substr(before + 1);
}

/// The domains of some hosts. Each is a number of eight bits, which most domains outside of the set
/// do not share with one inside.
class DomainMarks {
 public:
  /// `host` is not empty.
  constexpr void add(std::string_view host) { marks_[mark_of(domain_of(host))] = true; }

  /// False if no host of the domain of `host`, which is not empty, was added; true if one may be.
  [[nodiscard]] constexpr bool may_hold(std::string_view host) const {
    return marks_[mark_of(domain_of(host))];
  }

 private:
  static constexpr std::size_t mark_of(std::string_view domain) {
    const auto letter = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<unsigned char>(base::to_lower(domain[i])));
    };
    return (letter(0) * 31 + letter(domain.size() / 2) * 7 + domain.size()) % 256;
  }

  std::array<bool, 256> marks_{};
};

}  // namespace syndic::normalize
