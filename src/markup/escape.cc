// SPDX-License-Identifier: MIT
#include "markup/escape.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace syndic::markup {
namespace {

constexpr std::array<unsigned char, 5> kSpecials = {'&', '<', '>', '"', '\r'};

bool is_special(char c) {
  return std::find(kSpecials.begin(), kSpecials.end(), static_cast<unsigned char>(c)) !=
         kSpecials.end();
}

// The least difference of any byte to a special character, 0 where one is special: arithmetic
// without a branch, of which compilers make a few vector instructions.
constexpr std::size_t kBlock = 16;
bool block_is_plain(const char* block) {
  std::array<unsigned char, kBlock> bytes{};
  std::memcpy(bytes.data(), block, kBlock);
  unsigned char least = 0xFF;
  for (const unsigned char c : bytes) {
    for (const unsigned char special : kSpecials) {
      least = std::min(least, static_cast<unsigned char>(c ^ special));
    }
  }
  return least != 0;
}

// What stands for `c`; empty where it stands for itself.
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
  std::size_t at = 0;
  while (at + kBlock <= text.size() && block_is_plain(text.data() + at)) at += kBlock;
  while (at < text.size() && !is_special(text[at])) ++at;
  return at;
}

void append_escaped_text(std::string_view text, std::string& out) {
  append_escaped(text, false, out);
}

void append_escaped_attribute(std::string_view text, std::string& out) {
  append_escaped(text, true, out);
}

}  // namespace syndic::markup
