// SPDX-License-Identifier: MIT
#include "config/slip_line.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/utf8.h"

namespace syndic::config {
namespace {

// The quote that `line` leaves open, and where its comment begins; kNone for each that is missing.
struct Scanned {
  std::size_t open = kNone;
  std::size_t comment = kNone;
};

Scanned scan(std::string_view line) {
  Scanned scanned;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (scanned.open == kNone) {
      if (c == '#') {
        scanned.comment = i;
        break;
      }
      if (c == '"' || c == '\'') scanned.open = i;
    } else if (c == '\\' && line[scanned.open] == '"') {
      ++i;
    } else if (c == line[scanned.open]) {
      scanned.open = kNone;
    }
  }
  return scanned;
}

}  // namespace

Position SlipLine::at(std::size_t byte) const {
  Position place{number, 1};
  for (std::size_t i = 0; i < byte; ++place.column) {
    i += base::decode_utf8(text.substr(i)).length;
  }
  return place;
}

SlipLine slip_line(std::string_view text, Position at) {
  std::string_view rest = text;
  for (std::uint32_t number = 1; number < at.line && !rest.empty(); ++number) {
    (void)base::take_line(rest);
  }
  const std::string_view before = text.substr(0, text.size() - rest.size());
  const std::string_view line = base::take_line(rest);
  std::size_t failed_at = 0;
  for (std::uint32_t column = 1; column < at.column && failed_at < line.size(); ++column) {
    failed_at += base::decode_utf8(line.substr(failed_at)).length;
  }
  return {line, before, at.line, failed_at};
}

bool is_bare_key(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_alpha(c) || base::is_digit(c) || c == '_' || c == '-' || c == '.';
  });
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

KeyAndValue pair_in(const SlipLine& line, std::size_t until) {
  const std::size_t equals = line.text.substr(0, until).rfind('=');
  if (equals == kNone) return {};
  KeyAndValue pair;
  pair.value_begin = std::min(line.text.find_first_not_of(kBlanks, equals + 1), line.text.size());
  pair.value = base::trim(line.text.substr(pair.value_begin));
  const std::size_t end = line.text.substr(0, equals).find_last_not_of(kBlanks) + 1;
  const std::size_t comma = line.text.substr(0, end).find_last_of(" \t{,");
  pair.key_begin = comma == kNone ? 0 : comma + 1;
  pair.key = line.text.substr(pair.key_begin, end - pair.key_begin);
  if (!is_bare_key(pair.key)) pair.key = {};
  return pair;
}

std::string example(const KeyAndValue& pair, char quote) {
  std::string text = std::string(1, quote) + "…" + quote;
  if (pair.value.starts_with('[')) text = "[" + text + "]";
  return pair.key.empty() ? text : std::string(pair.key) + " = " + text;
}

std::size_t open_quote(std::string_view line) { return scan(line).open; }

std::string_view without_comment(std::string_view line) {
  line = line.substr(0, scan(line).comment);
  return line.substr(0, line.find_last_not_of(kBlanks) + 1);
}

bool is_in_long_text(const SlipLine& line) {
  for (const std::string_view quote : {"\"\"\"", "'''"}) {
    if (line.text.find(quote) != kNone) return true;
    std::size_t count = 0;
    for (std::size_t i = line.before.find(quote); i != kNone;
         i = line.before.find(quote, i + quote.size())) {
      ++count;
    }
    if (count % 2 == 1) return true;
  }
  return false;
}

}  // namespace syndic::config
