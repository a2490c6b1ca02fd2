// SPDX-License-Identifier: MIT
#include "normalize/plain_text.h"

#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/character_references.h"
#include "markup/html_tags.h"
#include "markup/html_text.h"
#include "normalize/attributes.h"

namespace syndic::normalize {

namespace {

bool holds_comment(std::string_view text) {
  const std::size_t begin = text.find("<!--");
  return begin != std::string_view::npos && text.find("-->", begin) != std::string_view::npos;
}

// Without the no-break spaces at either end, which pages put there for their layout.
std::string without_hard_spaces(std::string line) {
  constexpr std::string_view kHardSpace = "\xC2\xA0";
  std::string_view rest = line;
  for (;;) {
    const std::size_t before = rest.size();
    if (rest.starts_with(kHardSpace)) rest.remove_prefix(kHardSpace.size());
    if (rest.ends_with(kHardSpace)) rest.remove_suffix(kHardSpace.size());
    rest = base::trim(rest);
    if (rest.size() == before) break;
  }
  return rest.size() == line.size() ? std::move(line) : std::string(rest);
}

}  // namespace

bool looks_like_html(std::string_view text, TextRole role) {
  const bool tagged = role == TextRole::title
                          ? markup::holds_whole_markup(text)
                          : markup::holds_known_tag(text) || holds_comment(text);
  return tagged || markup::holds_named_reference(text) || markup::holds_numeric_reference(text) ||
         base::trim(text).starts_with("<![CDATA[");
}

bool is_html(const model::Text& text, TextRole role) {
  switch (text.type) {
    case model::TextType::plain:
      return false;
    case model::TextType::html:
      return true;
    case model::TextType::unknown:
      return looks_like_html(text.value, role);
  }
  return true;
}

std::string to_line(const model::Text& text, TextRole role) {
  const std::string value = base::to_xml_text(text.value);
  return without_hard_spaces(is_html(text, role) ? markup::html_to_line(value)
                                                 : base::fold_spaces(value));
}

std::string to_plain_body(std::string_view text) {
  std::string out = base::to_xml_text(base::trim(text));
  normalize_newlines(out);
  return out;
}

}  // namespace syndic::normalize
