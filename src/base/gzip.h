// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace syndic::base {

/// Whether the bytes begin as a gzip file does (RFC 1952 §2.3.1).
[[nodiscard]] constexpr bool is_gzip(std::string_view bytes) {
  return bytes.size() > 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b' && bytes[2] == '\x08';
}

/// Whether the bytes begin with zlib's frame, as HTTP's "deflate" has it (RFC 1950 §2.2).
[[nodiscard]] constexpr bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 2 || bytes[0] != '\x78') return false;
  const auto flags = static_cast<unsigned char>(bytes[1]);
  constexpr unsigned kDictionary = 0x20;
  return (0x7800U + flags) % 31 == 0 && (flags & kDictionary) == 0;
}

/// What the gzip file or zlib stream holds, all members of a gzip file one after another; what
/// follows the last is ignored.
/// Errors: too_large beyond `max_bytes`, seen before more than that is made; malformed where it is
/// cut or damaged.
[[nodiscard]] Result<std::string> gunzip(std::string_view bytes, std::size_t max_bytes);

}  // namespace syndic::base
