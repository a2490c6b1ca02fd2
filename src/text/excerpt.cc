// SPDX-License-Identifier: MIT
#include "text/excerpt.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/readable.h"
#include "text/scripts.h"

namespace syndic::text {
namespace {

constexpr std::string_view kEllipsis = "…";

// What the rules may have to see after a cut, in bytes.
constexpr std::size_t kLookAhead = 256;

struct TextCloser {
  void operator()(UText* text) const { utext_close(text); }
};
struct IteratorCloser {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};

// Where a text may be cut, one place after another.
class Breaks {
 public:
  Breaks(UBreakIteratorType type, std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    text_.reset(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
    iterator_.reset(ubrk_open(type, "", nullptr, 0, &status));
    if (U_SUCCESS(status)) ubrk_setUText(iterator_.get(), text_.get(), &status);
    works_ = U_SUCCESS(status) != 0;
  }

  // The last that is not behind `end`, which lies within the text; 0 if there is none.
  [[nodiscard]] std::size_t last_until(std::size_t end) {
    if (!works_) return 0;
    const auto at = static_cast<std::int32_t>(end);
    if (ubrk_isBoundary(iterator_.get(), at) != 0) return end;
    return place(ubrk_preceding(iterator_.get(), at));
  }

  // The one before the last that was given.
  [[nodiscard]] std::size_t before() { return place(ubrk_previous(iterator_.get())); }

 private:
  static std::size_t place(std::int32_t at) {
    return at == UBRK_DONE ? 0 : static_cast<std::size_t>(at);
  }

  std::unique_ptr<UText, TextCloser> text_;
  std::unique_ptr<UBreakIterator, IteratorCloser> iterator_;
  bool works_ = false;
};

// A line feed alone is a blank, an empty line ends what it follows.
std::string with_lines_joined(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const bool alone = text[i] == '\n' && (i == 0 || text[i - 1] != '\n') &&
                       (i + 1 == text.size() || text[i + 1] != '\n');
    if (alone) out[i] = ' ';
  }
  return out;
}

// Whether the character is of a script that puts no spaces between words, or of its punctuation.
bool is_spaceless(char32_t c) {
  return is_unspaced(c) ||
         u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) == U_LB_NONSTARTER;
}

// Whether a line break between the two parts is one between words: not after a hyphen.
bool parts_words(std::string_view before, std::string_view after) {
  const char32_t last = base::decode_last_utf8(before).character;
  return is_white_space(last) || is_spaceless(last) ||
         (!after.empty() && is_spaceless(base::decode_utf8(after).character));
}

// Without the characters at its end for which `goes(character)` holds.
template <class Goes>
std::string_view trimmed_end(std::string_view text, Goes goes) {
  while (!text.empty()) {
    const base::Decoded last = base::decode_last_utf8(text);
    if (!goes(last.character)) break;
    text.remove_suffix(last.length);
  }
  return text;
}

// Without what only leads on to the next words.
std::string_view without_loose_end(std::string_view text) {
  constexpr std::u32string_view kLoose = U",;:.-–—、，；：·([{<«„“‘（「『《〈¿¡";
  return trimmed_end(text, [&](char32_t c) {
    return is_white_space(c) || kLoose.find(c) != std::u32string_view::npos;
  });
}

// How many characters there must be room for: with one that turns the direction there comes one
// that turns it back.
std::size_t room_for(char32_t c) {
  const bool turns_back = c == 0x202C || c == 0x2069;
  const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return turns_back ? 0 : turns ? 2 : 1;
}

// How far the first `count` characters reach.
std::size_t reach(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size()) {
    const base::Decoded next = base::decode_utf8(text.substr(at));
    const std::size_t needed = room_for(next.character);
    if (needed > count) break;
    count -= needed;
    at += next.length;
  }
  return at;
}

// The sentences at the start of `text` that end by `end`; empty if they do not fill half of it.
std::string_view sentences(std::string_view text, std::size_t end) {
  const std::size_t cut = Breaks(UBRK_SENTENCE, text).last_until(end);
  const std::string_view kept = trimmed_end(text.substr(0, cut), is_white_space);
  return kept.size() * 2 >= end ? kept : std::string_view();
}

std::string_view words(std::string_view text, std::size_t end) {
  Breaks breaks(UBRK_LINE, text);
  std::size_t cut = breaks.last_until(end);
  while (cut > 0 && !parts_words(text.substr(0, cut), text.substr(cut))) cut = breaks.before();
  return without_loose_end(text.substr(0, cut));
}

std::string_view characters(std::string_view text, std::size_t end) {
  return without_loose_end(text.substr(0, Breaks(UBRK_CHARACTER, text).last_until(end)));
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t max_characters) {
  const std::size_t end = reach(text, max_characters);
  if (end == text.size()) return readable_line(text);
  const std::size_t shown = reach(text, max_characters - 1);  // Beside the "…".
  const std::string beginning = with_lines_joined(base::utf8_prefix(text, end + kLookAhead));
  const std::string_view whole = sentences(beginning, end);
  if (!whole.empty()) return readable_line(balanced_direction(whole));
  // The room of the "…" may be a blank's, right after the last word that fits.
  std::string_view kept = words(beginning, end);
  if (kept.size() > shown) kept = words(beginning, shown);
  if (kept.empty()) kept = characters(beginning, shown);
  return readable_line(balanced_direction(kept)).append(kEllipsis);
}

std::string beginning(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  std::size_t room = max_bytes;
  while (room > kEllipsis.size()) {
    const std::size_t end = base::utf8_prefix(text, room - kEllipsis.size()).size();
    const std::string_view seen = base::utf8_prefix(text, end + kLookAhead);
    std::string_view kept = words(seen, end);
    if (kept.empty()) kept = characters(seen, end);
    if (kept.empty()) return {};
    std::string out = balanced_direction(kept).append(kEllipsis);
    if (out.size() <= max_bytes) return out;
    room -= std::min(room, out.size() - max_bytes);  // What ends directions needs room, too.
  }
  return {};
}

}  // namespace syndic::text
