// SPDX-License-Identifier: MIT
#include "base/ascii.h"

#include "base/byte_vector.h"

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

// Whether `c`, before `next`, keeps a text from being folded. As signed numbers controls and what
// lies outside ASCII are below the space. Of vectors and of bytes.
constexpr auto kUnfolded = [](const auto& c, const auto& next) {
  constexpr auto kSpace = static_cast<signed char>(' ');
  return c < kSpace || (c == kSpace && next == kSpace);
};

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

bool is_folded_ascii(std::string_view text) {
  if (text.empty()) return true;
  const auto byte = [&](std::size_t i) { return static_cast<signed char>(text[i]); };
  const std::size_t last = text.size() - 1;
  if (text[0] == ' ' || text[last] == ' ' || byte(last) < 0x20) return false;
  if (last < kVector) {
    std::size_t at = 0;
    while (at < last && !kUnfolded(byte(at), byte(at + 1))) ++at;
    return at == last;
  }
  const auto is_unfolded = [&](std::size_t at) {
    const char* const bytes = text.data() + at;
    return std::experimental::any_of(kUnfolded(load_vector(bytes), load_vector(bytes + 1)));
  };
  for (std::size_t at = 0; at + kVector < last; at += kVector) {
    if (is_unfolded(at)) return false;
  }
  return !is_unfolded(last - kVector);  // Some of its bytes are known.
}

}  // namespace syndic::base
