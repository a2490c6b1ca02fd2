// SPDX-License-Identifier: MIT
#include "config/syntax_slips.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/utf8.h"
#include "config/schema.h"
#include "config/slip_line.h"

namespace syndic::config {
namespace {

// Whether the library's message of `error` contains `words`.
bool says(const SyntaxError& error, std::string_view words) {
  return error.message.find(words) != std::string::npos;
}

// JSON or XML, as its first character shows.
Slip find_other_format(std::string_view text) {
  text = base::without_byte_order_mark(text);
  std::string_view line;
  std::uint32_t number = 0;
  while (base::trim(line).empty() && !text.empty()) {
    line = base::take_line(text);
    ++number;
  }
  const std::size_t begin = line.find_first_not_of(" \t\f\r");
  if (begin == kNone || (line[begin] != '{' && line[begin] != '<')) return std::nullopt;
  const std::string format = line[begin] == '{' ? "JSON" : "XML";
  return SyntaxError{{number, static_cast<std::uint32_t>(begin + 1)},
                     "this is " + format + ", not TOML; see config/README.md"};
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// "// words", "; words": a comment of other languages, in a line of its own or after a value.
Slip find_other_comment(const SlipLine& line) {
  const std::string_view rest = line.text.substr(std::min(line.failed_at, line.text.size()));
  const bool is_whole_line = base::trim(line.text.substr(0, line.failed_at)).empty();
  const bool begins = begins_with_any(rest, {"//", "/*"}) ||
                      (is_whole_line && begins_with_any(rest, {";", "--", "<!--", "%"}));
  if (!begins) return std::nullopt;
  return SyntaxError{line.at(line.failed_at), "a comment begins with #; write # before its words"};
}

// A blank from a page or a word processor, which looks like a space.
Slip find_odd_blank(const SlipLine& line) {
  constexpr auto kOddBlanks = std::to_array<std::string_view>(
      {"\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
       "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B",
       "\u2028", "\u2029", "\u202F", "\u205F", "\u2060", "\u3000", "\uFEFF"});
  const std::string_view rest = line.text.substr(std::min(line.failed_at, line.text.size()));
  const bool is_odd = std::any_of(kOddBlanks.begin(), kOddBlanks.end(),
                                  [&](std::string_view blank) { return rest.starts_with(blank); });
  if (!is_odd) return std::nullopt;
  return SyntaxError{line.at(line.failed_at),
                     "this blank is no plain space, as in text from a page; write a space here"};
}

// "[site", "[[source]", "[site]]", "[site] title = …".
Slip find_wrong_header(const SlipLine& line, const SyntaxError& error) {
  const std::string_view code = base::trim(without_comment(line.text));
  if (!says(error, "table header") || !code.starts_with('[')) return std::nullopt;
  const std::size_t begin = line.text.find('[');
  const bool is_double = code.starts_with("[[");
  const std::string_view inner = code.substr(is_double ? 2 : 1);
  const std::size_t end = std::min(inner.find(']'), inner.size());
  const std::string_view name = base::trim(inner.substr(0, end));
  if (!is_bare_key(name)) return std::nullopt;
  const std::size_t after = inner.find_first_not_of("] \t", end);
  if (after != kNone) {
    return SyntaxError{
        line.at(begin + static_cast<std::size_t>(inner.data() - code.data()) + after),
        "nothing may follow a header; write this in a line of its own"};
  }
  std::string meant = header_of(name);
  if (meant.empty()) {
    meant = is_double ? "[[" + std::string(name) + "]]" : "[" + std::string(name) + "]";
  }
  return SyntaxError{line.at(begin), "the brackets of this header do not match; write " + meant};
}

// The ';' or ',' that ends a line as it does in other languages.
Slip find_needless_end(const SlipLine& line, const SyntaxError& error) {
  const std::string_view code = without_comment(line.text);
  if (code.empty() || (code.back() != ';' && code.back() != ',')) return std::nullopt;
  const std::size_t end = code.size() - 1;
  const std::string_view value = pair_in(line, end).value;
  const bool is_flag = begins_with_any(value, {"true;", "true,", "false;", "false,"});
  const bool in_list = says(error, "parsing array") || says(error, "parsing inline table");
  if (in_list || (line.failed_at != end && !is_flag)) return std::nullopt;
  return SyntaxError{line.at(end), std::string("remove the ") + code.back() + " after the value"};
}

// A list, or braces, without a comma between two elements or without the closing bracket.
Slip find_missing_comma(const SlipLine& line, const SyntaxError& error) {
  if (!says(error, "expected comma or closing")) return std::nullopt;
  const std::string_view rest = line.text.substr(std::min(line.failed_at, line.text.size()));
  if (rest.starts_with(';')) {
    return SyntaxError{line.at(line.failed_at), "write a comma here instead of ;"};
  }
  const bool is_table = says(error, "inline table");
  const bool begins_line = base::trim(line.text.substr(0, line.failed_at)).empty();
  if (!is_table && begins_line && (rest.starts_with('[') || rest.find('=') != kNone)) {
    return SyntaxError{line.at(line.failed_at),
                       "the list above is not closed; write ] after its last value"};
  }
  const bool is_apart = begins_line || kBlanks.find(line.text[line.failed_at - 1]) != kNone;
  const bool begins = !rest.empty() && (is_table ? is_bare_key(rest.substr(0, 1))
                                                 : begins_with_any(rest, {"\"", "'", "[", "{"}) ||
                                                       base::is_digit(rest.front()));
  if (!begins || (is_table && !is_apart)) return std::nullopt;
  return SyntaxError{line.at(line.failed_at),
                     std::string("a comma is missing before this ") + (is_table ? "key" : "value")};
}

// Braces over several lines, or with a comma after the last value.
Slip find_broken_braces(const SlipLine& line, const SyntaxError& error) {
  const bool is_broken = says(error, "closing '}', saw '\\n'") || says(error, "dangling comma");
  if (!says(error, "inline table") || !is_broken) return std::nullopt;
  return SyntaxError{line.at(line.failed_at),
                     "what is in { } must be on one line, without a comma at its end"};
}

// A mistake around the values: in comments, blanks, headers, commas, braces.
Slip find_layout_slip(const SlipLine& line, const SyntaxError& error) {
  if (auto found = find_other_comment(line)) return found;
  if (auto found = find_odd_blank(line)) return found;
  if (auto found = find_wrong_header(line, error)) return found;
  if (auto found = find_needless_end(line, error)) return found;
  if (auto found = find_missing_comma(line, error)) return found;
  return find_broken_braces(line, error);
}

// The curly quote that `text` begins with; empty if it begins with none.
std::string_view curly_quote(std::string_view text) {
  constexpr std::array<std::string_view, 6> kCurly = {"“", "”", "„", "‘", "’", "‚"};
  const auto* const found = std::find_if(kCurly.begin(), kCurly.end(), [&](std::string_view curly) {
    return text.starts_with(curly);
  });
  return found == kCurly.end() ? std::string_view() : *found;
}

// A curly quote at the beginning of a text, or at the end of one with a straight quote.
Slip find_curly_quote(const SlipLine& line) {
  constexpr std::size_t kBytes = 3;  // Of each of them in UTF-8.
  std::size_t begin = line.failed_at;
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

// A text that ends at a quote which was meant as a part of it.
Slip find_inner_quote(const SlipLine& line, const SyntaxError& error) {
  const bool follows =
      says(error, "expected a comment or whitespace") || says(error, "expected comma or closing");
  if (!follows || line.failed_at == 0 || line.failed_at >= line.text.size()) return std::nullopt;
  const char quote = line.text[line.failed_at - 1];
  if (quote == '\'') {
    return SyntaxError{error.at, "a text with ' in it needs double quotes; write " +
                                     example(pair_in(line, line.failed_at))};
  }
  const bool is_text = pair_in(line, line.failed_at).value.starts_with('"');
  if (quote != '"' && !is_text) return std::nullopt;
  return SyntaxError{error.at,
                     "nothing may follow the closing quote; a quote within a text is written \\\""};
}

// A backslash of a Windows path or an expression, which begins an escape between double quotes.
Slip find_backslash(const SlipLine& line, const SyntaxError& error) {
  if (!says(error, "escape sequence") && !says(error, "unicode scalar")) return std::nullopt;
  const std::size_t backslash = line.text.rfind('\\', line.failed_at);
  if (backslash == kNone) return std::nullopt;
  return SyntaxError{line.at(backslash),
                     "a backslash in a text is written \\\\ between double quotes; or write " +
                         example(pair_in(line, backslash), '\'') + ", with single ones"};
}

Slip find_open_quote(const SlipLine& line) {
  const std::size_t open = open_quote(line.text);
  if (open == kNone || open > line.failed_at) return std::nullopt;
  return SyntaxError{line.at(open),
                     "this quote is not closed; write one more at the end of the text, as " +
                         example(pair_in(line, open), line.text[open])};
}

// The number of the last line above that `is_first` accepts; 0 if there is none.
template <class IsFirst>
std::uint32_t line_above(const SlipLine& line, IsFirst is_first) {
  std::string_view rest = line.before;
  std::uint32_t found = 0;
  for (std::uint32_t number = 1; number < line.number; ++number) {
    if (is_first(base::trim(base::take_line(rest)))) found = number;
  }
  return found;
}

Slip find_table_twice(const SlipLine& line) {
  const std::size_t begin = line.text.find_first_not_of(kBlanks);
  const std::string_view header = base::trim(line.text.substr(begin, line.text.find('#') - begin));
  const std::string_view name = base::trim(header.substr(1, header.size() - 2));
  const auto line_of = [&](const std::string& other) {
    return line_above(line, [&](std::string_view text) { return text.starts_with(other); });
  };
  if (const std::uint32_t first = line_of(std::string(header))) {
    return SyntaxError{line.at(begin), std::string(header) + " is given twice, first in line " +
                                           std::to_string(first) +
                                           "; put all of its keys below one header"};
  }
  const std::string bare(name.starts_with('[') ? name.substr(1, name.size() - 2) : name);
  const bool both = line_of("[" + bare + "]") != 0 || line_of("[[" + bare + "]]") != 0;
  if (!both) return std::nullopt;
  return SyntaxError{line.at(begin),
                     bare + " has both one bracket and two in its headers; write [[" + bare +
                         "]] for each where there may be several, else [" + bare + "] once"};
}

// A key or a table that is defined twice.
Slip find_twice(const SlipLine& line) {
  if (base::trim(line.text).starts_with('[')) return find_table_twice(line);
  const KeyAndValue pair = pair_in(line, std::max<std::size_t>(line.failed_at, 1));
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

// "yes", "Off", "TRUE", which mean true or false in other formats.
Slip find_yes_or_no(const SlipLine& line, const KeyAndValue& pair) {
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
Slip find_bare_value(const SlipLine& line, const KeyAndValue& pair) {
  if (pair.value.empty() || pair.value.starts_with('#')) {
    return SyntaxError{line.at(pair.key_begin), std::string(pair.key) +
                                                    " has no value; write one, as " +
                                                    example(pair) + ", or take the line out"};
  }
  if (pair.value.starts_with('[')) {
    const std::size_t begin = line.text.find_last_of("[, \t", line.failed_at) + 1;
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

// A text without quotes in a list whose key is in a line above.
Slip find_bare_element(const SlipLine& line, const SyntaxError& error) {
  constexpr auto kExpected = std::to_array<std::string_view>(
      {"parsing value", "parsing boolean", "parsing floating-point"});
  const bool is_value =
      std::any_of(kExpected.begin(), kExpected.end(),
                  [&](std::string_view expected) { return says(error, expected); });
  const std::size_t begin = line.text.find_last_of("[, \t", line.failed_at) + 1;
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
  const KeyAndValue pair = pair_in(line, line.failed_at);
  if (auto found = pair.key.empty() ? find_bare_element(line, error) : Slip()) return found;
  if (pair.key.empty()) return find_no_equals(line);
  if (auto found = find_yes_or_no(line, pair)) return found;
  return find_bare_value(line, pair);
}

}  // namespace syndic::config
