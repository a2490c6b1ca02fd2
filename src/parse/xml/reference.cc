// SPDX-License-Identifier: MIT
#include "parse/xml/reference.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/byte_vector.h"

namespace syndic::parse {
namespace {

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
