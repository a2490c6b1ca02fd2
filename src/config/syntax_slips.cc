// SPDX-License-Identifier: MIT
#include "config/syntax_slips.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::config {
namespace {

using Found = std::optional<SyntaxError>;

constexpr std::string_view kBlanks = " \t";
constexpr std::size_t kNone = std::string_view::npos;

// The line of the file in which the library stumbled.
struct Line {
  std::string_view text;    // Without its line break.
  std::string_view before;  // All lines above it.
  std::uint32_t number;
  std::size_t stumbled;  // The byte of `text` where the library gave up.

  [[nodiscard]] Position at(std::size_t byte) const {
    Position place{number, 1};
    for (std::size_t i = 0; i < byte; ++place.column) {
      i += base::decode_utf8(text.substr(i)).length;
    }
    return place;
  }
};

// The first line of `text`, which loses it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

Line line_at(std::string_view text, Position at) {
  std::string_view rest = text;
  for (std::uint32_t number = 1; number < at.line && !rest.empty(); ++number) take_line(rest);
  const std::string_view before = text.substr(0, text.size() - rest.size());
  const std::string_view line = take_line(rest);
  std::size_t stumbled = 0;
  for (std::uint32_t column = 1; column < at.column && stumbled < line.size(); ++column) {
    stumbled += base::decode_utf8(line.substr(stumbled)).length;
  }
  return {line, before, at.line, stumbled};
}

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_alpha(c) || base::is_digit(c) || c == '_' || c == '-' || c == '.';
  });
}

// A key with its value: "title = …", whatever the value is.
struct Pair {
  std::string_view key;  // Empty where none is written without quotes.
  std::size_t key_begin = 0;
  std::size_t value_begin = 0;
  std::string_view value;  // Without blanks around it; what follows '#' is in it.
};

// The pair that begins before `until`, the last of several in braces.
Pair pair_in(const Line& line, std::size_t until) {
  const std::size_t equals = line.text.substr(0, until).rfind('=');
  if (equals == kNone) return {};
  Pair pair;
  pair.value_begin = std::min(line.text.find_first_not_of(kBlanks, equals + 1), line.text.size());
  pair.value = base::trim(line.text.substr(pair.value_begin));
  const std::size_t end = line.text.substr(0, equals).find_last_not_of(kBlanks) + 1;
  const std::size_t comma = line.text.substr(0, end).find_last_of(" \t{,");
  pair.key_begin = comma == kNone ? 0 : comma + 1;
  pair.key = line.text.substr(pair.key_begin, end - pair.key_begin);
  if (!is_key(pair.key)) pair.key = {};
  return pair;
}

// How the key is written with a text, or in a list of texts.
std::string example(const Pair& pair, char quote = '"') {
  std::string text = std::string(1, quote) + "…" + quote;
  if (pair.value.starts_with('[')) text = "[" + text + "]";
  return pair.key.empty() ? text : std::string(pair.key) + " = " + text;
}

// The byte at which a quote opens that the line does not close; kNone where all are closed.
std::size_t open_quote(std::string_view line) {
  std::size_t opened = kNone;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (opened == kNone) {
      if (c == '#') return kNone;
      if (c == '"' || c == '\'') opened = i;
    } else if (c == '\\' && line[opened] == '"') {
      ++i;
    } else if (c == line[opened]) {
      opened = kNone;
    }
  }
  return opened;
}

// Whether the line is within a text of several lines, whose quotes are others.
bool is_in_long_text(const Line& line) {
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

// The curly quote that `text` begins with; empty where it begins with none.
std::string_view curly_quote(std::string_view text) {
  constexpr std::array<std::string_view, 6> kCurly = {"“", "”", "„", "‘", "’", "‚"};
  const auto* const found = std::find_if(kCurly.begin(), kCurly.end(), [&](std::string_view curly) {
    return text.starts_with(curly);
  });
  return found == kCurly.end() ? std::string_view() : *found;
}

// A curly quote where a text begins, or at the end of one that a straight quote began.
Found find_curly_quote(const Line& line) {
  constexpr std::size_t kBytes = 3;  // Of each of them in UTF-8.
  std::size_t begin = line.stumbled;
  if (open_quote(line.text) < begin) {
    const std::size_t end = line.text.find_last_not_of(kBlanks) + 1;
    begin = end < kBytes ? 0 : end - kBytes;
  }
  const std::string_view curly = curly_quote(line.text.substr(begin));
  if (curly.empty()) return std::nullopt;
  return SyntaxError{line.at(begin), std::string(curly) +
                                         " is a curly quote; write straight ones, as " +
                                         example(pair_in(line, begin))};
}

// What follows a text that has ended.
Found find_inner_quote(const Line& line, const SyntaxError& error) {
  if (error.message.find("expected a comment or whitespace") == std::string::npos) {
    return std::nullopt;
  }
  if (!pair_in(line, line.stumbled).value.starts_with('"')) return std::nullopt;
  return SyntaxError{error.at,
                     "nothing may follow the closing quote; a quote within a text is written \\\""};
}

Found find_open_quote(const Line& line) {
  const std::size_t open = open_quote(line.text);
  if (open == kNone || open > line.stumbled) return std::nullopt;
  return SyntaxError{line.at(open),
                     "this quote is not closed; write one more at the end of the text, as " +
                         example(pair_in(line, open), line.text[open])};
}

// The number of the line above that `is_first` accepts, the last of them; 0 where there is none.
template <class IsFirst>
std::uint32_t line_above(const Line& line, IsFirst is_first) {
  std::string_view rest = line.before;
  std::uint32_t found = 0;
  for (std::uint32_t number = 1; number < line.number; ++number) {
    if (is_first(base::trim(take_line(rest)))) found = number;
  }
  return found;
}

Found find_table_twice(const Line& line) {
  const std::size_t begin = line.text.find_first_not_of(kBlanks);
  const std::string_view header = base::trim(line.text.substr(begin, line.text.find('#') - begin));
  const std::string_view name = base::trim(header.substr(1, header.size() - 2));
  const auto stands = [&](const std::string& other) {
    return line_above(line, [&](std::string_view text) { return text.starts_with(other); });
  };
  if (const std::uint32_t first = stands(std::string(header))) {
    return SyntaxError{line.at(begin), std::string(header) + " is given twice, first in line " +
                                           std::to_string(first) +
                                           "; put all of its keys below one header"};
  }
  const std::string bare(name.starts_with('[') ? name.substr(1, name.size() - 2) : name);
  const bool both = stands("[" + bare + "]") != 0 || stands("[[" + bare + "]]") != 0;
  if (!both) return std::nullopt;
  return SyntaxError{line.at(begin),
                     bare + " has both one bracket and two in its headers; write [[" + bare +
                         "]] for each where there may be several, else [" + bare + "] once"};
}

// A key or a table that the library knows already.
Found find_twice(const Line& line) {
  if (base::trim(line.text).starts_with('[')) return find_table_twice(line);
  const Pair pair = pair_in(line, std::max<std::size_t>(line.stumbled, 1));
  if (pair.key.empty()) return std::nullopt;
  const std::uint32_t first = line_above(line, [&](std::string_view text) {
    if (!text.starts_with(pair.key)) return false;
    return base::trim(text.substr(pair.key.size())).starts_with('=');
  });
  return SyntaxError{line.at(pair.key_begin),
                     std::string(pair.key) + " is given twice" +
                         (first == 0 ? "" : ", first in line " + std::to_string(first)) +
                         "; keep one of them"};
}

// "yes", "Off", "TRUE": what other files take for true or false.
Found find_yes_or_no(const Line& line, const Pair& pair) {
  constexpr auto kWords =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"yes", "true"},
                                                                    {"on", "true"},
                                                                    {"true", "true"},
                                                                    {"no", "false"},
                                                                    {"off", "false"},
                                                                    {"false", "false"}});
  const std::string_view word = base::trim(
      pair.value.substr(0, std::min(pair.value.find_first_of("#,;.}"), pair.value.size())));
  for (const auto& [known, meant] : kWords) {
    if (!base::equals_ignoring_case(word, known)) continue;
    return SyntaxError{line.at(pair.value_begin),
                       std::string(pair.key) + " cannot be " + std::string(word) + "; write " +
                           std::string(pair.key) + " = " + std::string(meant)};
  }
  return std::nullopt;
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

// A value that is written without quotes, or not at all.
Found find_bare_value(const Line& line, const Pair& pair) {
  if (pair.value.empty() || pair.value.starts_with('#')) {
    return SyntaxError{line.at(pair.key_begin), std::string(pair.key) +
                                                    " has no value; write one, as " +
                                                    example(pair) + ", or take the line out"};
  }
  if (pair.value.starts_with('[')) {
    const std::size_t begin = line.text.find_last_of("[, \t", line.stumbled) + 1;
    if (begin <= pair.value_begin || !has_letter(line.text.substr(begin, 1))) return std::nullopt;
    return SyntaxError{
        line.at(begin),
        std::string(pair.key) + " needs quotes around each text; write " + example(pair)};
  }
  if (std::string_view("\"'[{").find(pair.value.front()) != kNone) return std::nullopt;
  if (!has_letter(pair.value)) return std::nullopt;
  return SyntaxError{
      line.at(pair.value_begin),
      std::string(pair.key) + " needs quotes around its text; write " + example(pair)};
}

// A text without quotes in a list whose key stands above.
Found find_bare_element(const Line& line, const SyntaxError& error) {
  constexpr auto kExpected = std::to_array<std::string_view>(
      {"parsing value", "parsing boolean", "parsing floating-point"});
  const bool is_value = std::any_of(
      kExpected.begin(), kExpected.end(),
      [&](std::string_view expected) { return error.message.find(expected) != std::string::npos; });
  const std::size_t begin = line.text.find_last_of("[, \t", line.stumbled) + 1;
  if (!is_value || !has_letter(line.text.substr(begin, 1))) return std::nullopt;
  return SyntaxError{line.at(begin), "this text needs quotes around it; write \"…\""};
}

// "title: …" or "title …".
Found find_no_equals(const Line& line) {
  const std::size_t begin = line.text.find_first_not_of(kBlanks);
  if (begin == kNone || line.text.find('=') != kNone) return std::nullopt;
  const std::size_t end = std::min(line.text.find_first_of(" \t:", begin), line.text.size());
  const std::string_view key = line.text.substr(begin, end - begin);
  if (!is_key(key) || end == line.text.size()) return std::nullopt;
  return SyntaxError{line.at(begin), std::string(key) + " needs = before its value; write " +
                                         std::string(key) + " = …"};
}

}  // namespace

Found find_slip(std::string_view text, const SyntaxError& error) {
  const Line line = line_at(text, error.at);
  if (error.message.find("cannot redefine") != std::string::npos) return find_twice(line);
  if (is_in_long_text(line)) return std::nullopt;
  if (auto found = find_curly_quote(line)) return found;
  if (auto found = find_inner_quote(line, error)) return found;
  if (auto found = find_open_quote(line)) return found;
  if (base::trim(line.text).starts_with('[')) return std::nullopt;
  const Pair pair = pair_in(line, line.stumbled);
  if (auto found = pair.key.empty() ? find_bare_element(line, error) : Found()) return found;
  if (pair.key.empty()) return find_no_equals(line);
  if (auto found = find_yes_or_no(line, pair)) return found;
  return find_bare_value(line, pair);
}

}  // namespace syndic::config
