// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace syndic::parse {

/// Ceilings against hostile documents; passing one is Errc::too_large, but for deep XML, which is
/// read as if it were flat beyond the limit.
struct Limits {
  std::size_t max_bytes = 16 * 1024 * 1024;  ///< After content decoding.
  std::size_t max_items = 5'000;
  int max_depth = 100;  ///< Nested elements (XML) or values (JSON).
};

}  // namespace syndic::parse
