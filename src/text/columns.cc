// SPDX-License-Identifier: MIT
#include "text/columns.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::text {
namespace {

struct LineTextCloser {
  void operator()(UText* text) const { utext_close(text); }
};
struct LineIteratorCloser {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};

std::size_t columns_of_character(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_ascii_byte(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Whether a line may end at `at`, where UAX #14 allows it. Within words of ASCII it may not, so
// that no URL falls apart.
bool may_break(std::string_view text, std::size_t at) {
  return text[at - 1] == ' ' || (!is_ascii_byte(text[at - 1]) && !is_ascii_byte(text[at]));
}

// The pieces that stay whole, each with the spaces behind it.
std::vector<std::string_view> pieces_of(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, LineTextCloser> utext(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
  const std::unique_ptr<UBreakIterator, LineIteratorCloser> breaks(
      ubrk_open(UBRK_LINE, "", nullptr, 0, &status));
  if (U_SUCCESS(status)) ubrk_setUText(breaks.get(), utext.get(), &status);
  if (!U_SUCCESS(status)) return {text};
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::int32_t at = ubrk_next(breaks.get()); at != UBRK_DONE; at = ubrk_next(breaks.get())) {
    const auto end = static_cast<std::size_t>(at);
    if (end < text.size() && !may_break(text, end)) continue;
    pieces.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return pieces;
}

std::string_view without_spaces_at_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(' ');
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const base::Decoded decoded = base::decode_utf8(text);
    columns += columns_of_character(decoded.character);
    text.remove_prefix(decoded.length);
  }
  return columns;
}

std::string in_columns(std::string_view line, std::size_t width, std::size_t indent) {
  std::string lines;
  std::string current;
  std::size_t columns = indent;
  const auto end_line = [&] {
    const std::string_view text = without_spaces_at_end(current);
    if (!text.empty()) lines.append(indent, ' ').append(text).append("\n");
    current.clear();
    columns = indent;
  };
  for (const std::string_view piece : pieces_of(base::trim(line))) {
    if (columns + columns_of(without_spaces_at_end(piece)) > width) end_line();
    current += piece;
    columns += columns_of(piece);
  }
  end_line();
  return lines;
}

}  // namespace syndic::text
