// SPDX-License-Identifier: MIT
#include "config/syntax_slips.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "config/layout_slips.h"
#include "config/slip_line.h"

namespace syndic::config {
namespace {

// The curly quote that `text` begins with; empty where it begins with none.
std::string_view curly_quote(std::string_view text) {
  constexpr std::array<std::string_view, 6> kCurly = {"“", "”", "„", "‘", "’", "‚"};
  const auto* const found = std::find_if(kCurly.begin(), kCurly.end(), [&](std::string_view curly) {
    return text.starts_with(curly);
  });
  return found == kCurly.end() ? std::string_view() : *found;
}

// A curly quote where a text begins, or at the end of one that a straight quote began.
Slip find_curly_quote(const SlipLine& line) {
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

// What follows a text that has ended at a quote which was to be a part of it.
Slip find_inner_quote(const SlipLine& line, const SyntaxError& error) {
  const bool follows =
      says(error, "expected a comment or whitespace") || says(error, "expected comma or closing");
  if (!follows || line.stumbled == 0 || line.stumbled >= line.text.size()) return std::nullopt;
  const char quote = line.text[line.stumbled - 1];
  if (quote == '\'') {
    return SyntaxError{error.at, "a text with ' in it stands between double quotes; write " +
                                     example(pair_in(line, line.stumbled))};
  }
  const bool is_text = pair_in(line, line.stumbled).value.starts_with('"');
  if (quote != '"' && !is_text) return std::nullopt;
  return SyntaxError{error.at,
                     "nothing may follow the closing quote; a quote within a text is written \\\""};
}

// A backslash of a Windows path or an expression, which begins an escape between double quotes.
Slip find_backslash(const SlipLine& line, const SyntaxError& error) {
  if (!says(error, "escape sequence") && !says(error, "unicode scalar")) return std::nullopt;
  const std::size_t backslash = line.text.rfind('\\', line.stumbled);
  if (backslash == kNone) return std::nullopt;
  return SyntaxError{line.at(backslash),
                     "a backslash in a text is written \\\\ between double quotes; or write " +
                         example(pair_in(line, backslash), '\'') + ", with single ones"};
}

Slip find_open_quote(const SlipLine& line) {
  const std::size_t open = open_quote(line.text);
  if (open == kNone || open > line.stumbled) return std::nullopt;
  return SyntaxError{line.at(open),
                     "this quote is not closed; write one more at the end of the text, as " +
                         example(pair_in(line, open), line.text[open])};
}

// The number of the line above that `is_first` accepts, the last of them; 0 where there is none.
template <class IsFirst>
std::uint32_t line_above(const SlipLine& line, IsFirst is_first) {
  std::string_view rest = line.before;
  std::uint32_t found = 0;
  for (std::uint32_t number = 1; number < line.number; ++number) {
    if (is_first(base::trim(take_line(rest)))) found = number;
  }
  return found;
}

Slip find_table_twice(const SlipLine& line) {
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
Slip find_twice(const SlipLine& line) {
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
Slip find_yes_or_no(const SlipLine& line, const Pair& pair) {
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

// A value that is written without quotes, or not at all.
Slip find_bare_value(const SlipLine& line, const Pair& pair) {
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
Slip find_bare_element(const SlipLine& line, const SyntaxError& error) {
  constexpr auto kExpected = std::to_array<std::string_view>(
      {"parsing value", "parsing boolean", "parsing floating-point"});
  const bool is_value =
      std::any_of(kExpected.begin(), kExpected.end(),
                  [&](std::string_view expected) { return says(error, expected); });
  const std::size_t begin = line.text.find_last_of("[, \t", line.stumbled) + 1;
  if (!is_value || !has_letter(line.text.substr(begin, 1))) return std::nullopt;
  return SyntaxError{line.at(begin), "this text needs quotes around it; write \"…\""};
}

// "title: …" or "title …".
Slip find_no_equals(const SlipLine& line) {
  const std::size_t begin = line.text.find_first_not_of(kBlanks);
  if (begin == kNone || line.text.find('=') != kNone) return std::nullopt;
  const std::size_t end = std::min(line.text.find_first_of(" \t:", begin), line.text.size());
  const std::string_view key = line.text.substr(begin, end - begin);
  if (!is_bare_key(key) || end == line.text.size()) return std::nullopt;
  return SyntaxError{line.at(begin), std::string(key) + " needs = before its value; write " +
                                         std::string(key) + " = …"};
}

}  // namespace

Slip find_slip(std::string_view text, const SyntaxError& error) {
  if (auto found = find_other_format(text)) return found;
  const SlipLine line = slip_line(text, error.at);
  if (says(error, "cannot redefine")) return find_twice(line);
  if (is_in_long_text(line)) return std::nullopt;
  if (auto found = find_curly_quote(line)) return found;
  if (auto found = find_backslash(line, error)) return found;
  if (auto found = find_layout_slip(line, error)) return found;
  if (auto found = find_inner_quote(line, error)) return found;
  if (auto found = find_open_quote(line)) return found;
  if (base::trim(line.text).starts_with('[')) return std::nullopt;
  const Pair pair = pair_in(line, line.stumbled);
  if (auto found = pair.key.empty() ? find_bare_element(line, error) : Slip()) return found;
  if (pair.key.empty()) return find_no_equals(line);
  if (auto found = find_yes_or_no(line, pair)) return found;
  return find_bare_value(line, pair);
}

}  // namespace syndic::config
