// SPDX-License-Identifier: MIT
#include "config/layout_slips.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "base/ascii.h"
#include "config/schema.h"

namespace syndic::config {
namespace {

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// "// words", "; words": a comment of other languages, in a line of its own or after a value.
Slip find_other_comment(const SlipLine& line) {
  const std::string_view rest = line.text.substr(std::min(line.stumbled, line.text.size()));
  const bool is_whole_line = base::trim(line.text.substr(0, line.stumbled)).empty();
  const bool begins = begins_with_any(rest, {"//", "/*"}) ||
                      (is_whole_line && begins_with_any(rest, {";", "--", "<!--", "%"}));
  if (!begins) return std::nullopt;
  return SyntaxError{line.at(line.stumbled), "a comment begins with #; write # before its words"};
}

// A blank from a page or a word processor, which looks like a space.
Slip find_odd_blank(const SlipLine& line) {
  constexpr auto kOddBlanks = std::to_array<std::string_view>(
      {"\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
       "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B",
       "\u2028", "\u2029", "\u202F", "\u205F", "\u2060", "\u3000", "\uFEFF"});
  const std::string_view rest = line.text.substr(std::min(line.stumbled, line.text.size()));
  const bool is_odd = std::any_of(kOddBlanks.begin(), kOddBlanks.end(),
                                  [&](std::string_view blank) { return rest.starts_with(blank); });
  if (!is_odd) return std::nullopt;
  return SyntaxError{line.at(line.stumbled),
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
  if (in_list || (line.stumbled != end && !is_flag)) return std::nullopt;
  return SyntaxError{line.at(end), std::string("remove the ") + code.back() + " after the value"};
}

// What stands in a list, or in braces, where a comma or the closing bracket must.
Slip find_missing_comma(const SlipLine& line, const SyntaxError& error) {
  if (!says(error, "expected comma or closing")) return std::nullopt;
  const std::string_view rest = line.text.substr(std::min(line.stumbled, line.text.size()));
  if (rest.starts_with(';')) {
    return SyntaxError{line.at(line.stumbled), "write a comma here instead of ;"};
  }
  const bool is_table = says(error, "inline table");
  const bool begins_line = base::trim(line.text.substr(0, line.stumbled)).empty();
  if (!is_table && begins_line && (rest.starts_with('[') || rest.find('=') != kNone)) {
    return SyntaxError{line.at(line.stumbled),
                       "the list above is not closed; write ] after its last value"};
  }
  const bool is_apart = begins_line || kBlanks.find(line.text[line.stumbled - 1]) != kNone;
  const bool begins = !rest.empty() && (is_table ? is_bare_key(rest.substr(0, 1))
                                                 : begins_with_any(rest, {"\"", "'", "[", "{"}) ||
                                                       base::is_digit(rest.front()));
  if (!begins || (is_table && !is_apart)) return std::nullopt;
  return SyntaxError{line.at(line.stumbled),
                     std::string("a comma is missing before this ") + (is_table ? "key" : "value")};
}

// Braces that go over several lines, or whose last value a comma follows.
Slip find_broken_braces(const SlipLine& line, const SyntaxError& error) {
  const bool is_broken = says(error, "closing '}', saw '\\n'") || says(error, "dangling comma");
  if (!says(error, "inline table") || !is_broken) return std::nullopt;
  return SyntaxError{line.at(line.stumbled),
                     "what is in { } stands in one line, without a comma at its end"};
}

}  // namespace

bool says(const SyntaxError& error, std::string_view words) {
  return error.message.find(words) != std::string::npos;
}

Slip find_other_format(std::string_view text) {
  if (text.starts_with("\uFEFF")) text.remove_prefix(std::string_view("\uFEFF").size());
  std::string_view line;
  std::uint32_t number = 0;
  while (base::trim(line).empty() && !text.empty()) {
    line = take_line(text);
    ++number;
  }
  const std::size_t begin = line.find_first_not_of(" \t\f\r");
  if (begin == kNone || (line[begin] != '{' && line[begin] != '<')) return std::nullopt;
  const std::string format = line[begin] == '{' ? "JSON" : "XML";
  return SyntaxError{{number, static_cast<std::uint32_t>(begin + 1)},
                     "this is " + format + ", not TOML; see config/README.md"};
}

Slip find_layout_slip(const SlipLine& line, const SyntaxError& error) {
  if (auto found = find_other_comment(line)) return found;
  if (auto found = find_odd_blank(line)) return found;
  if (auto found = find_wrong_header(line, error)) return found;
  if (auto found = find_needless_end(line, error)) return found;
  if (auto found = find_missing_comma(line, error)) return found;
  return find_broken_braces(line, error);
}

}  // namespace syndic::config
