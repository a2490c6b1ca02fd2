// SPDX-License-Identifier: MIT
//
// Many bytes at a time: what a vector register takes, compared by one instruction. For the few
// loops that every byte of every feed passes through.
#pragma once

#include <cstddef>
#include <experimental/simd>
#include <string_view>

namespace syndic::base {

/// As many bytes as a vector register holds. As signed numbers those outside ASCII are below zero.
using ByteVector = std::experimental::native_simd<signed char>;

inline constexpr std::size_t kVector = ByteVector::size();

/// The kVector bytes from `bytes` on.
[[nodiscard]] inline ByteVector load_vector(const char* bytes) {
  ByteVector vector;
  vector.copy_from(reinterpret_cast<const signed char*>(bytes), std::experimental::element_aligned);
  return vector;
}

inline void store_vector(const ByteVector& vector, char* to) {
  vector.copy_to(reinterpret_cast<signed char*>(to), std::experimental::element_aligned);
}

/// Where the first byte is from `at` on for which `is_wanted` holds; the length of `text`: nowhere.
/// `is_wanted` answers for a ByteVector by a mask and for a signed char by a bool.
template <class IsWanted>
[[nodiscard]] std::size_t find_byte(std::string_view text, std::size_t at, IsWanted is_wanted) {
  const std::size_t begin = at;
  for (; at + kVector <= text.size(); at += kVector) {
    const auto wanted = is_wanted(load_vector(text.data() + at));
    if (std::experimental::any_of(wanted)) {
      return at + static_cast<std::size_t>(std::experimental::find_first_set(wanted));
    }
  }
  if (begin + kVector <= text.size() && at < text.size()) {
    // The last vector, some of whose bytes are known: many texts are hardly longer than one.
    at = text.size() - kVector;
    const auto wanted = is_wanted(load_vector(text.data() + at));
    return std::experimental::any_of(wanted)
               ? at + static_cast<std::size_t>(std::experimental::find_first_set(wanted))
               : text.size();
  }
  while (at < text.size() && !is_wanted(static_cast<signed char>(text[at]))) ++at;
  return at;
}

/// Where the first of the characters `kWanted` is in `text` from `at` on; npos: nowhere. As
/// find_first_of(), which takes a character at a time.
template <char... kWanted>
[[nodiscard]] std::size_t find_any(std::string_view text, std::size_t at = 0) {
  const std::size_t found = find_byte(
      text, at, [](const auto& c) { return (... || (c == static_cast<signed char>(kWanted))); });
  return found < text.size() ? found : std::string_view::npos;
}

}  // namespace syndic::base
