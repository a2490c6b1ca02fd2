// SPDX-License-Identifier: MIT
#include "write/mail/header.h"

#include <algorithm>
#include <cstddef>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/printable.h"
#include "base/utf8.h"

namespace syndic::write {
namespace {

constexpr std::size_t kLineLength = 78;
constexpr std::size_t kEncodedLine = 76;  // RFC 2047 §2.
constexpr std::size_t kLongestEncodedWord = 75;
constexpr std::size_t kLongestWord = 60;  // Which fits into a line behind a field's name.
constexpr std::size_t kLongestBracketed = 900;
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool is_visible(char c) { return c > ' ' && c < 0x7F; }

// RFC 5322 §3.2.3.
bool is_atom_character(char c) {
  return base::is_alpha(c) || base::is_digit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

// What needs no escape in an encoded word of a name (RFC 2047 §5 (3)).
bool is_plain_in_q(char c) {
  return base::is_alpha(c) || base::is_digit(c) ||
         std::string_view("!*+-/").find(c) != std::string_view::npos;
}

std::string in_q(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain_in_q(c)) {
      out += c;
    } else if (c == ' ') {
      out += '_';
    } else {
      out.append({'=', kHexDigits[byte >> 4], kHexDigits[byte & 0xF]});
    }
  }
  return out;
}

std::string encoded(std::string_view bytes, bool in_base64) {
  return in_base64 ? "=?UTF-8?B?" + base::encode_base64(bytes) + "?="
                   : "=?UTF-8?Q?" + in_q(bytes) + "?=";
}

// A field as it grows.
class Field {
 public:
  explicit Field(std::string_view name) : text_(std::string(name) + ":") {}

  // Adds a piece that stays whole, in a new line if it does not fit into this one.
  void add(std::string_view piece, std::size_t longest = kLineLength) {
    const bool fits = column() + 1 + piece.size() <= longest;
    text_.append(fits || is_empty_ ? " " : "\n ").append(piece);
    is_empty_ = false;
  }

  // Adds the text as encoded words, none of which cuts a character.
  void add_encoded(std::string_view text) {
    const auto foreign =
        std::ranges::count_if(text, [](char c) { return c != ' ' && !is_visible(c); });
    const bool in_base64 = static_cast<std::size_t>(foreign) > text.size() / 2;  // RFC 2047 §4.
    while (!text.empty()) {
      std::size_t taken =
          fitting(text, in_base64, kEncodedLine - std::min(kEncodedLine, column() + 1));
      if (taken == 0) taken = fitting(text, in_base64, kLongestEncodedWord);
      add(encoded(text.substr(0, taken), in_base64), kEncodedLine);
      text.remove_prefix(taken);
    }
  }

  // Adds a comma right behind the last piece.
  void add_comma() { text_ += ','; }

  [[nodiscard]] std::string take() && { return std::move(text_) + "\n"; }

 private:
  // The longest beginning whose encoded word is not longer than `room`; 0 if there is none.
  static std::size_t fitting(std::string_view text, bool in_base64, std::size_t room) {
    std::size_t taken = 0;
    while (taken < text.size()) {
      const std::size_t next = taken + base::decode_utf8(text.substr(taken)).length;
      if (encoded(text.substr(0, next), in_base64).size() > std::min(room, kLongestEncodedWord))
        break;
      taken = next;
    }
    return taken;
  }

  [[nodiscard]] std::size_t column() const {
    const std::size_t line = text_.rfind('\n');
    return line == std::string::npos ? text_.size() : text_.size() - line - 1;
  }

  std::string text_;
  bool is_empty_ = true;
};

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

// Whether the word can be written as it is: ASCII that nobody takes for an encoded word, which fits
// into a line.
bool is_plain_word(std::string_view word) {
  return word.size() <= kLongestWord && std::ranges::all_of(word, is_visible) &&
         word.find("=?") == std::string_view::npos;
}

bool is_plain(std::string_view line) { return std::ranges::all_of(words_of(line), is_plain_word); }

// Of a line with single spaces, what is from the first word that has to be encoded to the last is
// encoded, as blanks between encoded words do not count.
void add_text(std::string_view line, Field& field) {
  const std::vector<std::string_view> words = words_of(line);
  const auto first = std::ranges::find_if_not(words, is_plain_word);
  const auto last = std::find_if_not(words.rbegin(), words.rend(), is_plain_word).base();
  for (auto word = words.begin(); word != first; ++word) field.add(*word);
  if (first == words.end()) return;
  const char* const end = (last - 1)->data() + (last - 1)->size();
  field.add_encoded({first->data(), static_cast<std::size_t>(end - first->data())});
  for (auto word = last; word != words.end(); ++word) field.add(*word);
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// A name before an address in angle brackets: atoms, a quoted string, or encoded words.
void add_phrase(std::string_view name, Field& field) {
  const bool is_of_atoms =
      std::ranges::all_of(name, [](char c) { return c == ' ' || is_atom_character(c); });
  const std::string in_quotes = quoted(name);
  if (is_of_atoms && is_plain(name)) {
    add_text(name, field);
  } else if (is_plain(name) && in_quotes.size() <= kLongestWord) {
    field.add(in_quotes);
  } else {
    field.add_encoded(name);
  }
}

}  // namespace

std::string text_field(std::string_view name, std::string_view text) {
  const std::string line = base::printable_line(text);
  if (line.empty()) return {};
  Field field(name);
  add_text(line, field);
  return std::move(field).take();
}

std::string address_field(std::string_view name, const std::vector<model::Person>& mailboxes) {
  if (mailboxes.empty()) return {};
  Field field(name);
  for (const model::Person& mailbox : mailboxes) {
    if (&mailbox != &mailboxes.front()) field.add_comma();
    const std::string called = base::printable_line(mailbox.name);
    if (!called.empty()) add_phrase(called, field);
    // A comma may follow.
    field.add(called.empty() ? mailbox.email : "<" + mailbox.email + ">", kLineLength - 1);
  }
  return std::move(field).take();
}

std::string bracket_field(std::string_view name, std::string_view phrase, std::string_view value) {
  const bool fits =
      !value.empty() && value.size() <= kLongestBracketed &&
      std::ranges::all_of(value, [](char c) { return is_visible(c) && c != '<' && c != '>'; });
  if (!fits) return {};
  Field field(name);
  if (const std::string line = base::printable_line(phrase); !line.empty()) add_phrase(line, field);
  field.add("<" + std::string(value) + ">");
  return std::move(field).take();
}

}  // namespace syndic::write
