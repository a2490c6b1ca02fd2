// SPDX-License-Identifier: MIT
#include "parse/date/text.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::parse {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr bool holds(const Range& range, char32_t c) { return c >= range.first && c <= range.last; }

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const Range& range) { return holds(range, c); });
}

// General category Zs, and NEL.
constexpr std::array<Range, 8> kBlanks = {{{0x85, 0x85},
                                           {0xA0, 0xA0},
                                           {0x1680, 0x1680},
                                           {0x2000, 0x200A},
                                           {0x2028, 0x2029},
                                           {0x202F, 0x202F},
                                           {0x205F, 0x205F},
                                           {0x3000, 0x3000}}};
constexpr std::array<Range, 2> kDashes = {{{0x2010, 0x2015}, {0x2212, 0x2212}}};
// Joiners, direction marks and the byte order mark: browsers put them into formatted dates.
constexpr std::array<Range, 4> kInvisible = {
    {{0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069}, {0xFEFF, 0xFEFF}}};
constexpr char32_t kApostrophe = 0x2019;
constexpr std::array<char32_t, 3> kZeros = {0x660, 0x6F0, 0x966};
constexpr Range kFullWidth = {0xFF01, 0xFF5E};  // '!' to '~'.
constexpr Range kCombiningMarks = {0x300, 0x36F};

// U+00C0 to U+017F in lower case without accents; '*' is no letter.
constexpr char32_t kFirstLatin = 0xC0;
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

struct Pair {
  char32_t from;
  char32_t to;
};
// Greek letters with accents, and the sigma at a word's end; Romania's letters with a comma.
constexpr auto kPairs = std::to_array<Pair>({
    {0x218, 's'},   {0x219, 's'},   {0x21A, 't'},   {0x21B, 't'},   {0x386, 0x3B1},
    {0x388, 0x3B5}, {0x389, 0x3B7}, {0x38A, 0x3B9}, {0x38C, 0x3BF}, {0x38E, 0x3C5},
    {0x38F, 0x3C9}, {0x390, 0x3B9}, {0x3AA, 0x3B9}, {0x3AB, 0x3C5}, {0x3AC, 0x3B1},
    {0x3AD, 0x3B5}, {0x3AE, 0x3B7}, {0x3AF, 0x3B9}, {0x3B0, 0x3C5}, {0x3C2, 0x3C3},
    {0x3CA, 0x3B9}, {0x3CB, 0x3C5}, {0x3CC, 0x3BF}, {0x3CD, 0x3C5}, {0x3CE, 0x3C9},
});
constexpr Range kGreekCapitals = {0x391, 0x3A9};
constexpr Range kCyrillicCapitals = {0x410, 0x42F};
constexpr Range kOtherCyrillicCapitals = {0x400, 0x40F};

char32_t folded(char32_t c) {
  if (c < 0x80) return static_cast<unsigned char>(base::to_lower(static_cast<char>(c)));
  if (c >= kFirstLatin && c - kFirstLatin < kLatin.size()) {
    const char letter = kLatin[c - kFirstLatin];
    return letter == '*' ? c : static_cast<unsigned char>(letter);
  }
  const auto* const pair =
      std::find_if(kPairs.begin(), kPairs.end(), [c](const Pair& each) { return each.from == c; });
  if (pair != kPairs.end()) return pair->to;
  if (holds(kGreekCapitals, c) || holds(kCyrillicCapitals, c)) return c + 0x20;
  return holds(kOtherCyrillicCapitals, c) ? c + 0x50 : c;
}

void append_plain(char32_t c, std::string& out) {
  if (is_in(kInvisible, c)) return;
  if (is_in(kBlanks, c)) {
    out.push_back(' ');
    return;
  }
  if (is_in(kDashes, c)) {
    out.push_back('-');
    return;
  }
  if (c == kApostrophe) c = '\'';
  for (const char32_t zero : kZeros) {
    if (c >= zero && c <= zero + 9) c = '0' + (c - zero);
  }
  if (holds(kFullWidth, c)) c = c - kFullWidth.first + '!';
  base::append_utf8(c, out);
}

}  // namespace

std::optional<std::string> plain_date_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const base::Decoded next = base::decode_utf8(text);
    if (!next.valid) return std::nullopt;
    append_plain(next.character, out);
    text.remove_prefix(next.length);
  }
  return out;
}

std::string folded_word(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  while (!word.empty()) {
    const base::Decoded next = base::decode_utf8(word);
    if (!holds(kCombiningMarks, next.character)) base::append_utf8(folded(next.character), out);
    word.remove_prefix(next.length);
  }
  return out;
}

std::size_t letter_count(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace syndic::parse
