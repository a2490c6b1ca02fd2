// SPDX-License-Identifier: MIT
#include "markup/escape.h"

#include <array>

#include "base/byte_vector.h"

namespace syndic::markup {
namespace {

constexpr std::array<bool, 256> plain_characters() {
  std::array<bool, 256> plain{};
  plain.fill(true);
  for (const char c : {'&', '<', '>', '"', '\r'}) plain[static_cast<unsigned char>(c)] = false;
  return plain;
}
constexpr auto kPlain = plain_characters();

// The reference that `c` is written as; empty if it is written as itself.
std::string_view reference_to(char c, bool in_attribute) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return in_attribute ? "&quot;" : "";
    default:
      return "";
  }
}

void append_escaped(std::string_view text, bool in_attribute, std::string& out) {
  for (;;) {
    const std::size_t plain = plain_prefix(text);
    out.append(text.substr(0, plain));
    if (plain == text.size()) return;
    const std::string_view reference = reference_to(text[plain], in_attribute);
    out.append(reference.empty() ? text.substr(plain, 1) : reference);
    text.remove_prefix(plain + 1);
  }
}

}  // namespace

std::size_t plain_prefix(std::string_view text) {
  if (text.size() < base::kVector) {
    std::size_t end = 0;
    while (end < text.size() && kPlain[static_cast<unsigned char>(text[end])]) ++end;
    return end;
  }
  return base::find_byte(text, 0, [](const auto& c) {
    using Byte = signed char;
    return c == Byte{'&'} || c == Byte{'<'} || c == Byte{'>'} || c == Byte{'"'} || c == Byte{'\r'};
  });
}

void append_escaped_text(std::string_view text, std::string& out) {
  append_escaped(text, false, out);
}

void append_escaped_attribute(std::string_view text, std::string& out) {
  append_escaped(text, true, out);
}

}  // namespace syndic::markup
