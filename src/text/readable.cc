// SPDX-License-Identifier: MIT
#include "text/readable.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/utf8.h"
#include "text/scripts.h"

namespace syndic::text {
namespace {

constexpr bool is_between(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// What a character does in a text.
enum class Part : std::uint8_t {
  shows,
  blank,             // A space, of whatever width.
  line_break,        // Unicode's own.
  zero_width_space,  // Parts words of scripts without blanks.
  unseen,            // Shows nothing by itself, and yet changes what is beside it.
  junk,              // Shows nothing and does nothing.
};

bool has(UChar32 c, UProperty property) { return u_hasBinaryProperty(c, property) != 0; }

// Of a format character (general category Cf): most are junk, except for those that join letters,
// turn directions or show, as Arabic's number signs do.
Part part_of_format(UChar32 c) {
  constexpr UChar32 kZeroWidthSpace = 0x200B;
  constexpr UChar32 kMongolianVowelSeparator = 0x180E;
  const bool is_annotation = is_between(static_cast<char32_t>(c), 0xFFF9, 0xFFFB);
  if (c == kZeroWidthSpace) return Part::zero_width_space;
  if (c == kMongolianVowelSeparator || has(c, UCHAR_JOIN_CONTROL) || has(c, UCHAR_BIDI_CONTROL)) {
    return Part::unseen;
  }
  return is_annotation || has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ? Part::junk : Part::shows;
}

// Of a character outside ASCII.
Part part_of(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  switch (u_charType(c)) {
    case U_SPACE_SEPARATOR:
      return Part::blank;
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return Part::line_break;
    case U_CONTROL_CHAR:
      return is_white_space(character) ? Part::line_break : Part::junk;  // NEL is the only one.
    case U_FORMAT_CHAR:
      return part_of_format(c);
    case U_UNASSIGNED:
      return U_IS_UNICODE_NONCHAR(c) || has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ? Part::junk
                                                                                   : Part::shows;
    case U_NON_SPACING_MARK:  // Among them the variation selectors.
    case U_OTHER_LETTER:      // Among them Korean's fillers.
      return has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ? Part::unseen : Part::shows;
    default:
      return Part::shows;
  }
}

constexpr bool is_ascii(char32_t c) { return c < 0x80; }
constexpr bool is_emoji_tag(char32_t c) { return is_between(c, 0xE0020, 0xE007F); }
constexpr char32_t kBlackFlag = 0x1F3F4;

enum class Direction : std::uint8_t { none, embedding, isolate, pop_embedding, pop_isolate };

constexpr Direction direction_of(char32_t c) {
  if (c == 0x202C) return Direction::pop_embedding;
  if (is_between(c, 0x202A, 0x202E)) return Direction::embedding;
  if (c == 0x2069) return Direction::pop_isolate;
  if (is_between(c, 0x2066, 0x2068)) return Direction::isolate;
  return Direction::none;
}

// What a text asks for, found in one look at it.
struct Needs {
  bool tidying = false;      // A character goes or becomes another.
  bool balancing = false;    // Controls of direction.
  bool has_visible = false;  // Something that shows.
};

void look_at(char32_t c, Needs& needs) {
  switch (part_of(c)) {
    case Part::shows:
      needs.has_visible = true;
      break;
    case Part::unseen:
      needs.balancing = needs.balancing || direction_of(c) != Direction::none;
      break;
    case Part::blank:
      break;
    case Part::line_break:
    case Part::zero_width_space:
    case Part::junk:
      needs.tidying = true;
  }
}

Needs needs_of(std::string_view text) {
  Needs needs;
  for (std::size_t at = 0; at < text.size();) {
    if (is_ascii(static_cast<unsigned char>(text[at]))) {
      needs.has_visible = needs.has_visible || !base::is_space(text[at]);
      at += needs.has_visible ? base::ascii_prefix(text.substr(at)) : 1;
      continue;
    }
    const base::Decoded next = base::decode_utf8(text.substr(at));
    look_at(next.character, needs);
    at += next.length;
  }
  return needs;
}

bool is_south_east_asian(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

std::string without_junk(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  char32_t previous = 0;
  bool in_flag = false;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded next = base::decode_utf8(text.substr(at));
    const char32_t c = next.character;
    const std::string_view bytes = text.substr(at, next.length);
    at += next.length;
    const Part part = is_ascii(c) ? Part::shows : part_of(c);
    if (part == Part::line_break) {
      out.push_back('\n');
    } else if (part == Part::zero_width_space) {
      if (is_south_east_asian(previous)) out.append(bytes);
    } else if (part != Part::junk || (in_flag && is_emoji_tag(c))) {
      out.append(bytes);
    }
    in_flag = c == kBlackFlag || (in_flag && is_emoji_tag(c));
    if (part != Part::junk) previous = c;
  }
  return out;
}

// Form C. Where ICU fails, which only a lack of memory makes it do, the text stays as it is.
std::string composed(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const form = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (form->isNormalizedUTF8(piece, status) || U_FAILURE(status)) return text;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  form->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_SUCCESS(status) ? out : text;
}

// Whether all is ASCII or of U+00C0–U+02FF, which are letters in form C and show: nothing is to be
// done with them. So are most texts of the languages of Europe; to ask ICU about each character
// costs 2 % of normalize().
bool is_plain_latin(std::string_view text) {
  return base::find_byte(text, 0, [](const auto& c) {
           using Byte = signed char;  // The lead bytes of other characters: C2, and CC and beyond.
           return c == static_cast<Byte>(0xC2) || (c >= static_cast<Byte>(0xCC) && c < Byte{0});
         }) == text.size();
}

// Whether a blank may begin with the byte: those outside ASCII have four lead bytes.
bool may_begin_blank(char c) {
  return base::is_space(c) || c == '\xC2' || (c >= '\xE1' && c <= '\xE3');
}

// The blank at the start of `text`; an empty view where it begins with none.
std::string_view leading_blank(std::string_view text) {
  if (text.empty() || !may_begin_blank(text[0])) return {};
  if (base::is_space(text[0])) return text.substr(0, 1);
  const base::Decoded next = base::decode_utf8(text);
  return u_charType(static_cast<UChar32>(next.character)) == U_SPACE_SEPARATOR
             ? text.substr(0, next.length)
             : std::string_view();
}

// The words at the start of `text`, which begins with no blank, as far as single spaces part them.
std::string_view leading_words(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size()) {
    const bool parts = text[end] == ' ' && end + 1 < text.size();
    if (may_begin_blank(text[end]) && (!parts || may_begin_blank(text[end + 1]))) break;
    ++end;
  }
  return text.substr(0, end);
}

std::string with_blanks_folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::string_view blank = leading_blank(text);
    if (blank.empty()) {
      const std::string_view words = leading_words(text);
      out.append(words);
      text.remove_prefix(words.size());
      continue;
    }
    const std::string_view first = blank;
    std::size_t count = 0;
    for (; !blank.empty(); blank = leading_blank(text), ++count) text.remove_prefix(blank.size());
    if (out.empty() || text.empty()) continue;
    out.append(count == 1 && !base::is_space(first[0]) ? first : " ");
  }
  return out;
}

// What is open in the line so far.
class OpenDirections {
 public:
  // Appends `control`, if it may be, and whatever must end before it.
  void take(Direction direction, std::string_view control, std::string& out) {
    switch (direction) {
      case Direction::embedding:
      case Direction::isolate:
        if (size_ == open_.size()) return;
        open_[size_++] = direction;
        break;
      case Direction::pop_embedding:
        if (size_ == 0 || open_[size_ - 1] != Direction::embedding) return;
        --size_;
        break;
      case Direction::pop_isolate:
        if (!holds_isolate()) return;
        while (open_[size_ - 1] != Direction::isolate) end_last(out);
        --size_;
        break;
      case Direction::none:
        break;
    }
    out.append(control);
  }

  void end_all(std::string& out) {
    while (size_ > 0) end_last(out);
  }

 private:
  [[nodiscard]] bool holds_isolate() const {
    for (std::size_t i = 0; i < size_; ++i) {
      if (open_[i] == Direction::isolate) return true;
    }
    return false;
  }

  void end_last(std::string& out) {
    base::append_utf8(open_[--size_] == Direction::isolate ? 0x2069 : 0x202C, out);
  }

  std::array<Direction, 125> open_{};
  std::size_t size_ = 0;
};

}  // namespace

std::string balanced_direction(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  OpenDirections open;
  while (!text.empty()) {
    const base::Decoded next = base::decode_utf8(text);
    if (next.character == '\n') open.end_all(out);
    open.take(direction_of(next.character), text.substr(0, next.length), out);
    text.remove_prefix(next.length);
  }
  open.end_all(out);
  return out;
}

std::string readable_text(std::string text) {
  if (is_plain_latin(text)) return text;
  const Needs needs = needs_of(text);
  if (!needs.has_visible) return {};
  if (needs.tidying) text = without_junk(text);
  if (needs.balancing) text = balanced_direction(text);
  // Last: what was parted by something invisible may be one character now.
  return composed(std::move(text));
}

std::string readable_line(std::string_view text) {
  if (is_plain_latin(text)) return base::fold_spaces(text);
  return with_blanks_folded(readable_text(std::string(text)));
}

}  // namespace syndic::text
