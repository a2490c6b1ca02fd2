// SPDX-License-Identifier: MIT
#include "markup/html/character_references.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/charset/windows1252.h"

namespace syndic::markup {
namespace {

struct NamedReference {
  std::string_view name;  // Without "&" and ";".
  char32_t first = 0;
  char32_t second = 0;  // 0 if the name means one character.
};

#include "markup/html/character_references.inc"

// The searches need byte order.
static_assert(std::size(kNamed) == 2125 &&
              std::ranges::is_sorted(kNamed, {}, &NamedReference::name));
static_assert(std::size(kWithoutSemicolon) == 106 && std::ranges::is_sorted(kWithoutSemicolon));

// The longest name is CounterClockwiseContourIntegral.
constexpr std::size_t kLongestName = 31;
constexpr std::size_t kLongestWithoutSemicolon = 6;

bool is_alphanumeric(char c) { return base::is_alpha(c) || base::is_digit(c); }

const NamedReference* find_named(std::string_view name) {
  const auto* const at = std::ranges::lower_bound(kNamed, name, {}, &NamedReference::name);
  return at != std::end(kNamed) && at->name == name ? at : nullptr;
}

Reference named(const NamedReference& found, std::size_t length) {
  return {length, found.second == 0 ? 1U : 2U, {found.first, found.second}};
}

int digit_value(char c, int radix) {
  if (base::is_digit(c)) return c - '0';
  const char lower = base::to_lower(c);
  return radix == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

Reference numeric(char32_t code, std::size_t length) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    code = base::kReplacementCharacter;
  } else {
    code = windows1252_character(code);  // WHATWG HTML §13.2.5.80.
  }
  if (!base::is_xml_character(code)) return {length, 0, {}};
  return {length, 1, {code, 0}};
}

// After "&#".
Reference read_numeric(std::string_view text) {
  std::size_t at = 2;
  int radix = 10;
  if (at < text.size() && base::to_lower(text[at]) == 'x') {
    radix = 16;
    ++at;
  }
  const std::size_t digits = at;
  char32_t code = 0;
  for (; at < text.size(); ++at) {
    const int value = digit_value(text[at], radix);
    if (value < 0) break;
    if (code <= 0x10FFFF) {
      code = code * static_cast<char32_t>(radix) + static_cast<char32_t>(value);
    }
  }
  if (at == digits) return {};
  if (at < text.size() && text[at] == ';') ++at;
  return numeric(code, at);
}

// The longest name without a semicolon that `run` begins with.
Reference read_without_semicolon(std::string_view text, std::string_view run,
                                 ReferenceContext context) {
  for (std::size_t size = std::min(run.size(), kLongestWithoutSemicolon); size >= 2; --size) {
    const std::string_view name = run.substr(0, size);
    if (!std::ranges::binary_search(kWithoutSemicolon, name)) continue;
    if (context == ReferenceContext::attribute && size + 1 < text.size()) {
      const char next = text[size + 1];
      if (next == '=' || is_alphanumeric(next)) return {};
    }
    return named(*find_named(name), size + 1);
  }
  return {};
}

// The letters and digits after "&", no more than a name can have.
std::string_view name_run(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName + 1 && is_alphanumeric(text[end])) ++end;
  return text.substr(1, end - 1);
}

}  // namespace

Reference read_reference(std::string_view text, ReferenceContext context) {
  if (text.size() < 2) return {};
  if (text.starts_with("&amp;")) return {5, 1, {U'&', 0}};
  if (text.starts_with("&nbsp;")) return {6, 1, {U'\u00A0', 0}};
  if (text[1] == '#') return read_numeric(text);
  const std::string_view run = name_run(text);
  if (run.empty()) return {};
  if (run.size() + 1 < text.size() && text[run.size() + 1] == ';') {
    if (const NamedReference* found = find_named(run)) return named(*found, run.size() + 2);
  }
  return read_without_semicolon(text, run, context);
}

void append_decoded(std::string_view raw, ReferenceContext context, std::string& out) {
  for (;;) {
    const std::size_t ampersand = raw.find('&');
    out.append(raw.substr(0, ampersand));
    if (ampersand == std::string_view::npos) return;
    raw.remove_prefix(ampersand);
    const Reference reference = read_reference(raw, context);
    for (std::size_t i = 0; i < reference.count; ++i) {
      base::append_utf8(reference.characters.at(i), out);
    }
    if (reference.length == 0) out.push_back('&');
    raw.remove_prefix(std::max<std::size_t>(reference.length, 1));
  }
}

std::string decoded(std::string_view raw, ReferenceContext context) {
  if (raw.find('&') == std::string_view::npos) return std::string(raw);
  std::string out;
  out.reserve(raw.size());
  append_decoded(raw, context, out);
  return out;
}

bool holds_named_reference(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view run = name_run(text.substr(at));
    const std::size_t end = at + 1 + run.size();
    if (end < text.size() && text[end] == ';' && find_named(run) != nullptr) return true;
  }
  return false;
}

bool holds_numeric_reference(std::string_view text) {
  for (std::size_t at = text.find("&#"); at != std::string_view::npos;
       at = text.find("&#", at + 2)) {
    const std::size_t length = read_reference(text.substr(at), ReferenceContext::text).length;
    if (length > 0 && text[at + length - 1] == ';') return true;
  }
  return false;
}

}  // namespace syndic::markup
