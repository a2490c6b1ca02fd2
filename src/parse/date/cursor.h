// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include "base/ascii.h"

namespace syndic::parse {

/// What is left to read of a date's text.
class DateCursor {
 public:
  explicit DateCursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

  /// The byte `at` so far on; NUL behind the end.
  [[nodiscard]] char peek(std::size_t at = 0) const { return at < rest_.size() ? rest_[at] : '\0'; }

  /// The first place from `at` on where no blank, or no digit, stands.
  [[nodiscard]] std::size_t skip_blanks(std::size_t at = 0) const {
    while (peek(at) == ' ') ++at;
    return at;
  }
  [[nodiscard]] std::size_t skip_digits(std::size_t at = 0) const {
    while (base::is_digit(peek(at))) ++at;
    return at;
  }

  std::string_view take(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  std::string_view take_digits() { return take(skip_digits()); }

 private:
  std::string_view rest_;
};

/// Of any language: what is not ASCII counts as a letter.
[[nodiscard]] inline bool is_date_letter(char c) {
  return base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// The value of `digits`, nine or less.
[[nodiscard]] constexpr int digits_value(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace syndic::parse
