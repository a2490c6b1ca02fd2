// SPDX-License-Identifier: MIT
#include "normalize/html/attributes.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/escape.h"
#include "markup/html/character_references.h"
#include "text/language.h"

namespace syndic::normalize {
namespace {

constexpr std::size_t kLongestNumber = 6;

std::string one_of(std::string_view value, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), value) != known.end() ? std::string(value)
                                                                     : std::string();
}

std::string_view read_number(std::string_view value) {
  value = base::trim(value);
  std::size_t end = 0;
  while (end < value.size() && base::is_digit(value[end])) ++end;
  const std::string_view unit = value.substr(end);
  std::string_view digits = value.substr(0, end);
  if (!unit.empty() && unit != "px") return {};
  while (digits.size() > 1 && digits.starts_with('0')) digits.remove_prefix(1);
  return digits.size() <= kLongestNumber ? digits : std::string_view();
}

// Whether both "width" and "height" are declared as nothing or one pixel.
bool is_tiny_by_style(std::string_view style) {
  bool width = false;
  bool height = false;
  while (!style.empty()) {
    const std::string_view declaration = style.substr(0, style.find(';'));
    style.remove_prefix(std::min(declaration.size() + 1, style.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view property = base::trim(declaration.substr(0, colon));
    const std::string_view size = read_number(declaration.substr(colon + 1));
    const bool tiny = size == "0" || size == "1";
    if (base::equals_ignoring_case(property, "width")) width = tiny;
    if (base::equals_ignoring_case(property, "height")) height = tiny;
  }
  return width && height;
}

using markup::ReferenceContext;

std::size_t append_reference(std::string_view raw, std::string& out) {
  const markup::Reference reference = markup::read_reference(raw, ReferenceContext::text);
  if (reference.length == 0) {
    out.append("&amp;");
    return 1;
  }
  for (std::size_t i = 0; i < reference.count; ++i) {
    const char32_t c = reference.characters.at(i);
    if (c == U'&' || c == U'<' || c == U'>') {
      const char special = static_cast<char>(c);
      markup::append_escaped_text({&special, 1}, out);
    } else if (c != U'\r') {
      base::append_utf8(c, out);
    }
  }
  return reference.length;
}

// Writes what begins with a special character; returns how many bytes it read.
std::size_t append_special(std::string_view raw, std::string& out) {
  switch (raw[0]) {
    case '<':
      out.append("&lt;");
      return 1;
    case '>':
      out.append("&gt;");
      return 1;
    case '"':
      out.push_back('"');
      return 1;
    case '\r':
      if (!raw.substr(1).starts_with('\n')) out.push_back('\n');
      return 1;
    default:
      return append_reference(raw, out);
  }
}

}  // namespace

Attributes::Attributes(const markup::HtmlToken& token) : all_(token.attributes) {
  static_assert(markup::HtmlTokenizer::kMaxAttributes <= 255, "an index has eight bits");
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const Attribute which = attribute_of(all_[i].name);
    if (which == Attribute::unknown || has(which)) continue;
    present_ |= attribute_bit(which);
    index_[static_cast<std::size_t>(which)] = static_cast<std::uint8_t>(i);
  }
}

bool Attributes::has(Attribute which) const { return (present_ & attribute_bit(which)) != 0; }

std::string_view Attributes::raw(Attribute which) const {
  return has(which) ? all_[index_[static_cast<std::size_t>(which)]].value : std::string_view();
}

std::string Attributes::value(Attribute which) const {
  return markup::decoded(raw(which), markup::ReferenceContext::attribute);
}

std::string_view Attributes::value(Attribute which, std::string& decoded) const {
  const std::string_view given = raw(which);
  if (given.find('&') == std::string_view::npos) return given;
  return decoded = markup::decoded(given, markup::ReferenceContext::attribute);
}

std::string_view Attributes::number(Attribute which, std::string& decoded) const {
  return read_number(value(which, decoded));
}

bool Attributes::is_pixel() const {
  constexpr AttributeSet kSizes =
      attribute_bit(Attribute::width) | attribute_bit(Attribute::height);
  if ((present_ & kSizes) != 0) {
    std::string decoded_width;
    std::string decoded_height;
    const std::string_view width = number(Attribute::width, decoded_width);
    const std::string_view height = number(Attribute::height, decoded_height);
    if (width == "0" || height == "0" || (width == "1" && height == "1")) return true;
  }
  return has(Attribute::style) && is_tiny_by_style(value(Attribute::style));
}

bool Attributes::is_lazy() const {
  constexpr AttributeSet kLazy =
      attribute_bit(Attribute::data_src) | attribute_bit(Attribute::data_lazy_src) |
      attribute_bit(Attribute::data_original) | attribute_bit(Attribute::data_srcset) |
      attribute_bit(Attribute::data_lazy_srcset);
  return (present_ & kLazy) != 0;
}

std::string Attributes::accepted(Attribute which) const {
  std::string decoded;
  const std::string_view text = value(which, decoded);
  switch (rule_of(which)) {
    case ValueRule::text: {
      std::string words(text);
      normalize_newlines(words);
      return words;
    }
    case ValueRule::number:
      return std::string(read_number(text));
    case ValueRule::language:
      return text::language_tag(text);
    case ValueRule::direction:
      return one_of(base::lower(base::trim(text)), {"ltr", "rtl", "auto"});
    case ValueRule::cell_scope:
      return one_of(base::lower(base::trim(text)), {"row", "col", "rowgroup", "colgroup"});
    case ValueRule::list_type:
      return one_of(base::trim(text), {"1", "a", "A", "i", "I"});
    default:
      return {};
  }
}

void append_attribute(Attribute which, std::string_view value, std::string& out) {
  out.append(attribute_start(which));
  markup::append_escaped_attribute(value, out);
  out.push_back('"');
}

void normalize_newlines(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out.push_back(text[i]);
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out.push_back('\n');
    }
  }
  text = std::move(out);
}

void append_text(std::string_view raw, std::string& out) {
  while (!raw.empty()) {
    const std::size_t plain = markup::plain_prefix(raw);
    out.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    if (!raw.empty()) raw.remove_prefix(append_special(raw, out));
  }
}

}  // namespace syndic::normalize
