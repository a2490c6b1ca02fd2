// SPDX-License-Identifier: MIT
#include "markup/mail/words.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/utf8.h"
#include "markup/charset/encoding.h"

namespace syndic::markup {
namespace {

struct EncodedWord {
  std::string charset;
  std::string bytes;
  std::size_t length = 0;  ///< Of the word in the field.
};

/// The byte of two hexadecimal digits after an "=".
std::optional<char> escaped_byte(std::string_view text) {
  if (text.size() < 3 || !base::is_hex_digit(text[1]) || !base::is_hex_digit(text[2])) {
    return std::nullopt;
  }
  return static_cast<char>(base::hex_value(text[1]) * 16 + base::hex_value(text[2]));
}

/// RFC 2047 §4.2.
std::string decode_q(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '=' ? escaped_byte(text.substr(i)) : std::nullopt;
    if (byte) i += 2;
    bytes.push_back(byte ? *byte : text[i] == '_' ? ' ' : text[i]);
  }
  return bytes;
}

/// The encoded word that `text` begins with: "=?charset?Q?text?=".
std::optional<EncodedWord> encoded_word(std::string_view text) {
  if (!text.starts_with("=?")) return std::nullopt;
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 3 > text.size() ||
      text[charset_end + 2] != '?') {
    return std::nullopt;
  }
  const std::size_t begin = charset_end + 3;
  const std::size_t end = text.find('?', begin);
  if (end == std::string_view::npos || end + 1 >= text.size() || text[end + 1] != '=') {
    return std::nullopt;
  }
  const std::string_view encoded = text.substr(begin, end - begin);
  EncodedWord word;
  word.length = end + 2;
  const std::string_view charset = text.substr(2, charset_end - 2);
  word.charset = base::lower(charset.substr(0, charset.find('*')));  // RFC 2231 §5: "utf-8*en".
  const char form = base::to_lower(text[charset_end + 1]);
  if (form != 'b' && form != 'q') return std::nullopt;
  auto bytes = form == 'b' ? base::decode_base64(encoded) : std::optional(decode_q(encoded));
  if (!bytes) return std::nullopt;
  word.bytes = *std::move(bytes);
  return word;
}

std::string decoded_as(std::string_view bytes, const std::string& charset) {
  const bool is_plain = std::all_of(charset.begin(), charset.end(), [](char c) {
    return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
  });
  return decode_text(bytes, is_plain ? "text/plain; charset=" + charset : std::string()).text;
}

/// A field on its way into UTF-8. Words of one charset are decoded together, since some mailers cut
/// characters between them.
class FieldText {
 public:
  void add(const EncodedWord& word) {
    if (word.charset != charset_) settle();
    charset_ = word.charset;
    bytes_ += word.bytes;
  }
  void add(std::string_view plain) {
    settle();
    text_ += decode_text(plain, {}).text;
  }
  std::string take() {
    settle();
    return base::fold_spaces(base::to_xml_text(text_));
  }

 private:
  void settle() {
    if (!bytes_.empty()) text_ += decoded_as(bytes_, charset_);
    bytes_.clear();
  }

  std::string text_;
  std::string charset_;
  std::string bytes_;
};

/// The parts of a mailbox, as they come.
struct MailboxParts {
  std::string phrase;   ///< Before the address.
  std::string comment;  ///< In parentheses.
  bool has_address = false;
};

MailboxParts first_mailbox(std::string_view field) {
  MailboxParts parts;
  bool is_quoted = false;
  int depth = 0;
  for (std::size_t i = 0; i < field.size(); ++i) {
    char c = field[i];
    const bool is_escaped = c == '\\' && i + 1 < field.size();
    if (is_escaped) {
      c = field[++i];
    } else if (c == '"' && depth == 0) {
      is_quoted = !is_quoted;
      continue;
    } else if (!is_quoted && (c == '(' || c == ')')) {
      depth = std::max(0, depth + (c == '(' ? 1 : -1));
      continue;
    } else if (!is_quoted && depth == 0 && c == ',') {
      break;
    } else if (!is_quoted && depth == 0 && c == '<') {
      parts.has_address = true;
      break;
    }
    (depth > 0 ? parts.comment : parts.phrase).push_back(c);
  }
  return parts;
}

}  // namespace

std::string decode_mail_words(std::string_view field) {
  FieldText text;
  bool after_word = false;
  while (!field.empty()) {
    const std::size_t at = std::min(field.find("=?"), field.size());
    const auto word = encoded_word(field.substr(at));
    const std::string_view before = field.substr(0, word ? at : std::min(at + 2, field.size()));
    // Blanks between two words only separate them (RFC 2047 §6.2).
    const bool is_between = word && after_word && base::trim(before).empty();
    if (!before.empty() && !is_between) text.add(before);
    if (word) text.add(*word);
    after_word = word.has_value();
    field.remove_prefix(word ? at + word->length : before.size());
  }
  return text.take();
}

std::string first_mail_name(std::string_view field) {
  const MailboxParts parts = first_mailbox(field);
  const std::string name = decode_mail_words(
      parts.has_address && !base::trim(parts.phrase).empty() ? parts.phrase : parts.comment);
  return name.find('@') == std::string::npos ? name : std::string();
}

std::string decode_quoted_printable(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('='), text.size());
    bytes.append(text.substr(0, at));
    text.remove_prefix(at);
    if (text.empty()) break;
    // Blanks after a "=" at the end of a line were added on the way.
    const std::size_t end = std::min(text.find_first_not_of(" \t\r", 1), text.size());
    const auto byte = escaped_byte(text);
    if (byte) {
      bytes.push_back(*byte);
      text.remove_prefix(3);
    } else if (end == text.size() || text[end] == '\n') {
      text.remove_prefix(std::min(end + 1, text.size()));
    } else {
      bytes.push_back('=');
      text.remove_prefix(1);
    }
  }
  return bytes;
}

}  // namespace syndic::markup
