// SPDX-License-Identifier: MIT
#include "text/language.h"

#include <algorithm>

#include "base/ascii.h"

namespace syndic::text {
namespace {

constexpr std::size_t kLongestTag = 35;  // RFC 5646 §4.4.1: what a buffer should hold.
constexpr std::size_t kLongestSubtag = 8;

bool is_subtag(std::string_view subtag, bool first) {
  if (subtag.empty() || subtag.size() > kLongestSubtag) return false;
  // The first names the language in 2 to 8 letters, except for "x" (private use) and "i".
  if (first && subtag.size() == 1 && base::to_lower(subtag[0]) != 'x' &&
      base::to_lower(subtag[0]) != 'i') {
    return false;
  }
  return std::all_of(subtag.begin(), subtag.end(),
                     [&](char c) { return base::is_alpha(c) || (!first && base::is_digit(c)); });
}

}  // namespace

std::string language_tag(std::string_view tag) {
  std::string out(base::trim(tag));
  if (out.empty() || out.size() > kLongestTag) return {};
  std::replace(out.begin(), out.end(), '_', '-');
  const std::string_view view = out;
  for (std::size_t from = 0;;) {
    const std::size_t dash = view.find('-', from);
    if (!is_subtag(view.substr(from, dash - from), from == 0)) return {};
    if (dash == std::string_view::npos) return out;
    from = dash + 1;
  }
}

}  // namespace syndic::text
