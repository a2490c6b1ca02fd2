// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "parse/page/rules.h"

namespace syndic::parse {

/// Ceilings against hostile documents. Only a document that is too long is no feed for it.
struct Limits {
  /// After content decoding; one more is Errc::too_large.
  std::size_t max_bytes = 16 * 1024 * 1024;

  /// Later ones are left out, with a warning.
  std::size_t max_items = 5'000;

  /// Elements and attributes (XML), 64 bytes each: what follows the last of them is left out, with
  /// a warning.
  std::size_t max_nodes = 500'000;

  /// Nested elements (XML): of deeper ones only the text is read. Nested values (JSON): deeper
  /// ones are passed over.
  int max_depth = 100;
};

}  // namespace syndic::parse
