// SPDX-License-Identifier: MIT
#include "parse/xml/values.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/byte_vector.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMaxDigits = 18;  // Fits 64 bits.

// The length of an escaped ampersand that `text` begins with, however often it was escaped.
std::size_t escaped_ampersand(std::string_view text) {
  constexpr std::array<std::string_view, 4> kForms = {"&amp;", "&#38;", "&#038;", "&#x26;"};
  const auto form = std::find_if(kForms.begin(), kForms.end(), [&](std::string_view each) {
    return base::starts_with_ignoring_case(text, each);
  });
  if (form == kForms.end()) return 0;
  constexpr std::string_view kAgain = "amp;";
  std::size_t length = form->size();
  while (text.substr(length).starts_with(kAgain)) length += kAgain.size();
  return length;
}

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

}  // namespace

std::optional<std::uint64_t> parse_number(std::string_view text) {
  text = base::trim(text);
  if (text.empty() || text.size() > kMaxDigits) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!base::is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

std::optional<std::uint64_t> parse_length(std::string_view text) {
  std::string digits;
  for (const char c : base::trim(text).substr(0, 2 * kMaxDigits)) {
    if (c != ',') digits.push_back(c);
  }
  const auto length = parse_number(digits);
  return length == std::uint64_t{0} ? std::nullopt : length;
}

std::optional<std::uint64_t> parse_duration(std::string_view text) {
  text = base::trim(text);
  std::uint64_t total = 0;
  for (int parts = 0; parts < 3; ++parts) {
    const std::size_t colon = text.find(':');
    const bool last = colon == std::string_view::npos;
    std::string_view part = text.substr(0, colon);
    if (last) part = part.substr(0, part.find('.'));
    const auto value = parse_number(part);
    if (!value || *value > 1'000'000'000) return std::nullopt;
    total = total * 60 + *value;
    if (last) return total;
    text.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

std::optional<std::string> repaired_reference(std::string_view reference) {
  reference = base::trim(reference);
  const std::size_t first = base::find_any<'&', '\n', '\r'>(reference);
  if (first == std::string_view::npos) return std::nullopt;
  std::string out(reference.substr(0, first));
  for (std::size_t i = first; i < reference.size();) {
    if (const std::size_t length = escaped_ampersand(reference.substr(i))) {
      out.push_back('&');
      i += length;
    } else if (is_line_end(reference[i])) {
      out.resize(base::trim(out).size());
      while (i < reference.size() && base::is_space(reference[i])) ++i;
    } else {
      out.push_back(reference[i++]);
    }
  }
  if (out.size() == reference.size()) return std::nullopt;
  return out;
}

}  // namespace syndic::parse
