// SPDX-License-Identifier: MIT
#include "base/printable.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace syndic::base {
namespace {

constexpr bool is_blank(char32_t c) {
  return c == ' ' || (c >= 0x9 && c <= 0xD) || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029;
}

// C0 and C1 controls, soft hyphen, marks and overrides of direction, byte order mark, private use
// and what Unicode sets aside as no character: nothing of it is ink.
constexpr bool is_unprintable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || (c >= 0xE000 && c <= 0xF8FF) || c == 0xFEFF ||
         (c >= 0xFFF0 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE || c >= 0xE0000;
}

}  // namespace

std::string printable_line(std::string_view text, std::size_t max_characters) {
  std::string line;
  std::size_t characters = 0;
  std::size_t before_last = 0;  // Bytes of `line` without its last character.
  bool blank_due = false;
  const auto append = [&](char32_t c) {
    before_last = line.size();
    append_utf8(c, line);
    ++characters;
  };
  while (!text.empty()) {
    const Decoded next = decode_utf8(text);
    text.remove_prefix(next.length);
    const char32_t c = next.valid ? next.character : U'?';
    if (is_blank(c)) {
      blank_due = characters > 0;
      continue;
    }
    if (is_unprintable(c)) continue;
    const std::size_t needed = blank_due ? 2 : 1;
    if (characters + needed > max_characters) {
      if (max_characters == 0) return {};
      if (characters == max_characters) line.resize(before_last);
      return line + "…";
    }
    if (blank_due) append(U' ');
    append(c);
    blank_due = false;
  }
  return line;
}

std::string counted(long long number, std::string_view unit) {
  return std::to_string(number).append(" ").append(unit).append(number == 1 ? "" : "s");
}

std::string size_text(std::size_t bytes) {
  constexpr std::size_t kStep = 1024;
  constexpr std::array<std::string_view, 4> kUnits = {"byte", " KiB", " MiB", " GiB"};
  std::size_t unit = 0;
  for (; bytes > 0 && bytes % kStep == 0 && unit + 1 < kUnits.size(); ++unit) bytes /= kStep;
  if (unit == 0) return counted(static_cast<long long>(bytes), kUnits[0]);
  return std::to_string(bytes).append(kUnits[unit]);
}

std::string seconds_text(std::int64_t milliseconds, std::string_view point) {
  const std::int64_t tenths = std::max<std::int64_t>((milliseconds + 50) / 100, 1);
  if (tenths >= 100) return std::to_string((milliseconds + 500) / 1000);
  return std::to_string(tenths / 10).append(point).append(std::to_string(tenths % 10));
}

}  // namespace syndic::base
