// SPDX-License-Identifier: MIT
#include "base/ascii.h"

namespace syndic::base {
namespace {

// How many bytes of `text`, which ends in no blank, come before a blank that is more than one
// space.
std::size_t folded_prefix(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    if (is_space(text[end]) && (text[end] != ' ' || is_space(text[end + 1]))) break;
    ++end;
  }
  return end;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

std::string fold_spaces(std::string_view text) {
  text = trim(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = folded_prefix(text);
    out.append(text.substr(0, end));
    text.remove_prefix(end);
    if (text.empty()) break;
    out.push_back(' ');
    while (is_space(text.front())) text.remove_prefix(1);
  }
  return out;
}

}  // namespace syndic::base
