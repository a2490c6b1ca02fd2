// SPDX-License-Identifier: MIT
#include "markup/escape.h"

#include <array>

namespace syndic::markup {
namespace {

using Specials = std::array<bool, 256>;

constexpr Specials specials(std::string_view characters) {
  Specials special{};
  for (const char c : characters) special[static_cast<unsigned char>(c)] = true;
  return special;
}
constexpr Specials kInText = specials("&<>");
constexpr Specials kInAttribute = specials("&<>\"");

std::string_view reference_to(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    default:
      return "&quot;";
  }
}

void append_escaped(std::string_view text, const Specials& special, std::string& out) {
  for (std::size_t from = 0; from < text.size();) {
    std::size_t end = from;
    while (end < text.size() && !special[static_cast<unsigned char>(text[end])]) ++end;
    out.append(text.substr(from, end - from));
    if (end < text.size()) out.append(reference_to(text[end]));
    from = end + 1;
  }
}

}  // namespace

void append_escaped_text(std::string_view text, std::string& out) {
  append_escaped(text, kInText, out);
}

void append_escaped_attribute(std::string_view text, std::string& out) {
  append_escaped(text, kInAttribute, out);
}

}  // namespace syndic::markup
