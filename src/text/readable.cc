// SPDX-License-Identifier: MIT
#include "text/readable.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::text {
namespace {

constexpr bool is_between(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Unicode's White_Space beyond ASCII that stands within a line.
constexpr bool is_wide_space(char32_t c) {
  return c == 0xA0 || c == 0x1680 || is_between(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

constexpr bool is_line_break(char32_t c) { return c == 0x85 || c == 0x2028 || c == 0x2029; }

constexpr bool is_zero_width_space(char32_t c) { return c == 0x200B; }

constexpr bool is_emoji_tag(char32_t c) { return is_between(c, 0xE0020, 0xE007F); }
constexpr char32_t kBlackFlag = 0x1F3F4;

// What shows nothing and does nothing where it stands: C1 controls, soft hyphen, word joiner and
// invisible operators, deprecated format characters, byte order mark, annotations, noncharacters.
constexpr bool is_junk(char32_t c) {
  return is_between(c, 0x80, 0x9F) || c == 0xAD || is_between(c, 0x2060, 0x2064) ||
         is_between(c, 0x206A, 0x206F) || c == 0xFEFF || is_between(c, 0xFFF9, 0xFFFB) ||
         is_between(c, 0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE || is_between(c, 0xE0000, 0xE007F);
}

// What shows nothing by itself, and yet changes what is beside it.
constexpr bool is_invisible(char32_t c) {
  return is_between(c, 0x200B, 0x200F) || c == 0x61C || is_between(c, 0x202A, 0x202E) ||
         is_between(c, 0x2066, 0x2069) || is_between(c, 0xFE00, 0xFE0F) || c == 0x34F ||
         c == 0x180E;
}

// Letters of scripts that do not put spaces between words: South-East Asia's.
constexpr bool is_south_east_asian(char32_t c) {
  return is_between(c, 0xE00, 0xEFF) || is_between(c, 0x1000, 0x109F) ||
         is_between(c, 0x1780, 0x17FF) || is_between(c, 0x1950, 0x19DF);
}

// Whether form C has the character as it is, whatever stands before it (UAX #15, NFC_Quick_Check):
// Latin, and what most texts beyond it are made of. Of others ICU knows.
constexpr bool is_composed(char32_t c) {
  return c < 0x300 || is_between(c, 0x400, 0x482) || is_between(c, 0x5D0, 0x5EA) ||
         is_between(c, 0x621, 0x64A) || is_between(c, 0x2010, 0x205E) || c == 0x20AC ||
         is_between(c, 0x3001, 0x3029) || is_between(c, 0x3041, 0x3096) ||
         is_between(c, 0x30A0, 0x30FF) || is_between(c, 0x4E00, 0x9FFF) ||
         is_between(c, 0xAC00, 0xD7A3) || is_between(c, 0x1F300, 0x1FAFF);
}

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
  bool composing = false;    // Characters that form C may spell in another way.
  bool has_visible = false;  // Something that shows.
};

void look_at(char32_t c, Needs& needs) {
  if (is_junk(c) || is_line_break(c) || is_zero_width_space(c)) {
    needs.tidying = true;
    return;
  }
  if (direction_of(c) != Direction::none) needs.balancing = true;
  if (!is_composed(c)) needs.composing = true;
  if (!is_invisible(c) && !is_wide_space(c)) needs.has_visible = true;
}

Needs needs_of(std::string_view text) {
  Needs needs;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      needs.has_visible = needs.has_visible || !base::is_space(text[at]);
      ++at;
      continue;
    }
    const base::Decoded next = base::decode_utf8(text.substr(at));
    look_at(next.character, needs);
    at += next.length;
  }
  return needs;
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
    if (is_line_break(c)) {
      out.push_back('\n');
    } else if (is_zero_width_space(c)) {
      if (is_south_east_asian(previous)) out.append(bytes);
    } else if (!is_junk(c) || (in_flag && is_emoji_tag(c))) {
      out.append(bytes);
    }
    in_flag = c == kBlackFlag || (in_flag && is_emoji_tag(c));
    if (!is_junk(c)) previous = c;
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

// The blank at the start of `text`; an empty view where it begins with none.
std::string_view leading_blank(std::string_view text) {
  constexpr std::string_view kLeads = "\xC2\xE1\xE2\xE3";  // Of all that are wide.
  if (text.empty()) return {};
  if (base::is_space(text[0])) return text.substr(0, 1);
  if (kLeads.find(text[0]) == std::string_view::npos) return {};
  const base::Decoded next = base::decode_utf8(text);
  return is_wide_space(next.character) ? text.substr(0, next.length) : std::string_view();
}

std::string with_blanks_folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::string_view blank = leading_blank(text);
    if (blank.empty()) {
      out.push_back(text[0]);
      text.remove_prefix(1);
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
  // Appends `control`, if it may stand, and whatever must end before it.
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
  if (base::is_ascii(text)) return text;
  const Needs needs = needs_of(text);
  if (!needs.has_visible) return {};
  if (needs.tidying) text = without_junk(text);
  if (needs.balancing) text = balanced_direction(text);
  // Last: what was parted by something invisible may be one character now.
  if (needs.composing) text = composed(std::move(text));
  return text;
}

std::string readable_line(std::string_view text) {
  if (base::is_ascii(text)) return base::fold_spaces(text);
  return with_blanks_folded(readable_text(std::string(text)));
}

}  // namespace syndic::text
