// SPDX-License-Identifier: MIT
#include "markup/mail/plain_markdown.h"

#include <algorithm>

#include "base/ascii.h"

namespace syndic::markup {
namespace {

constexpr std::string_view kMarks = "\\`*_[]<>&#|~";
constexpr std::string_view kBlanks = " \t";

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (kMarks.find(c) != base::kNotFound) out.push_back('\\');
    out.push_back(c);
  }
}

/// How many characters begin an address at that place of the word; 0 if none begins there, by what
/// Markdown takes for one.
std::size_t address_start(std::string_view word, std::size_t at) {
  const char before = at == 0 ? ' ' : word[at - 1];
  const std::string_view text = word.substr(at);
  for (const std::string_view start : {"https://", "http://", "ftp://", "www."}) {
    if (!base::starts_with_ignoring_case(text, start) || text.size() == start.size()) continue;
    const bool is_apart = start == "www."
                              ? std::string_view(" *_~(").find(before) != base::kNotFound
                              : !base::is_alpha(before);
    return is_apart ? start.size() : 0;
  }
  return 0;
}

/// The address that `word` begins with, without the punctuation of the sentence around it.
std::string_view address_of(std::string_view word) {
  word = word.substr(0, word.find_first_of("<>\"[]`|\\"));
  auto closed = std::ranges::count(word, ')') - std::ranges::count(word, '(');
  while (!word.empty()) {
    const bool is_closing = word.back() == ')' && closed > 0;
    if (!is_closing && std::string_view("?!.,:;*_~'").find(word.back()) == base::kNotFound) break;
    if (is_closing) --closed;
    word.remove_suffix(1);
  }
  return word;
}

/// A link to the address, which holds what would be read as a reference ("&copy;").
void append_link(std::string_view address, std::string& out) {
  if (out.ends_with('!')) out.insert(out.size() - 1, 1, '\\');  // It would be a picture.
  out.push_back('[');
  append_escaped(address, out);
  out.append("](<");
  for (const char c : address) out.append(c == '&' ? "&amp;" : std::string(1, c));
  out.append(">)");
}

/// Writes the address and returns how much of it. A bare one ends at a blank for Markdown, but for
/// some marks of a sentence; any other is put between angle brackets, and one without a scheme is
/// made none.
std::size_t append_address(std::string_view address, std::string_view rest, std::string& out) {
  const std::size_t reference = address.find('&');
  const bool has_reference =
      reference != base::kNotFound &&
      (address.find(';', reference) != base::kNotFound || rest.starts_with(';'));
  if (!has_reference && rest.find_first_not_of("?!.,:;)") == base::kNotFound) {
    out += address;
  } else if (base::starts_with_ignoring_case(address, "www.")) {
    out.append(address.substr(0, 3)).append("\\.");
    return std::string_view("www.").size();
  } else if (has_reference) {
    append_link(address, out);
  } else {
    out.append("<").append(address).append(">");
  }
  return address.size();
}

/// One word, from blank to blank.
void append_word(std::string_view word, std::string& out) {
  std::size_t written = 0;
  std::size_t at = 0;
  while (at < word.size()) {
    const std::size_t start = address_start(word, at);
    const std::string_view address = start == 0 ? "" : address_of(word.substr(at));
    // No host begins with a mark, and Markdown looks at that where there is a scheme.
    const bool is_none =
        address.size() <= start ||
        (address[start - 1] == '/' && kMarks.find(address[start]) != base::kNotFound);
    if (is_none) {
      ++at;
      continue;
    }
    append_escaped(word.substr(written, at - written), out);
    at += append_address(address, word.substr(at + address.size()), out);
    written = at;
  }
  append_escaped(word.substr(written), out);
}

/// The mark of a list item with the blanks after it; empty if the line begins with none.
std::string_view list_mark(std::string_view line) {
  constexpr std::size_t kMostDigits = 9;
  std::size_t end = 0;
  while (end < line.size() && end < kMostDigits && base::is_digit(line[end])) ++end;
  const std::string_view ends = end == 0 ? "-+*" : ".)";
  if (end == line.size() || ends.find(line[end]) == base::kNotFound) return {};
  const std::size_t text = std::min(line.find_first_not_of(kBlanks, end + 1), line.size());
  return text == end + 1 ? std::string_view() : line.substr(0, text);
}

/// Whether the line would make a heading of the one before, a rule, or a table.
bool is_ruler(std::string_view line) {
  return !line.empty() && line.find_first_not_of("-=:* \t") == base::kNotFound;
}

}  // namespace

std::string words_as_markdown(std::string_view text) {
  std::string out;
  append_escaped(text, out);
  return out;
}

std::string line_as_markdown(std::string_view line) {
  constexpr std::size_t kIndentOfCode = 4;
  line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  std::string out;
  const std::size_t indent = std::min(line.find_first_not_of(kBlanks), line.size());
  const bool is_code = indent >= kIndentOfCode || line.substr(0, indent).find('\t') < indent;
  if (!is_code) out.append(line.substr(0, indent));
  line.remove_prefix(indent);
  if (is_ruler(line) && line.front() != '*') out.push_back('\\');
  if (const std::string_view mark = list_mark(line); !mark.empty() && !is_ruler(line)) {
    out.append(mark.substr(0, mark.find_first_of(kBlanks))).append(" ");
    line.remove_prefix(mark.size());
  }
  while (!line.empty()) {
    const std::size_t blanks = std::min(line.find_first_not_of(kBlanks), line.size());
    out.append(line.substr(0, blanks));
    line.remove_prefix(blanks);
    const std::size_t end = std::min(line.find_first_of(kBlanks), line.size());
    append_word(line.substr(0, end), out);
    line.remove_prefix(end);
  }
  return out;
}

std::string plain_as_markdown(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.append(line_as_markdown(text.substr(0, end))).push_back('\n');
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace syndic::markup
