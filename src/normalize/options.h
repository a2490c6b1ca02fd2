// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "normalize/rules.h"

namespace syndic::normalize {

/// Policy for one source's items.
struct Options {
  std::string source_url;         ///< The configured URL or path; the namespace of ids made for it.
  std::size_t max_items = 1'000;  ///< How many of one fetch are kept, the newest.
  std::size_t max_item = 256 * 1024;  ///< Bytes of an item's content, and of its summary.
  bool allow_private = false;         ///< Whether links inside of a network are published.
  Rules rules;                        ///< Which of its items are wanted.
};

}  // namespace syndic::normalize
