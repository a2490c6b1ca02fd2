// SPDX-License-Identifier: MIT
#include "parse/escaped_again.h"

#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "markup/html/character_references.h"
#include "markup/html/tags.h"
#include "markup/html/text.h"

namespace syndic::parse {
namespace {

bool holds_markup(std::string_view text) {
  return markup::holds_whole_markup(text) || markup::holds_named_reference(text) ||
         markup::holds_numeric_reference(text);
}

// Most texts hold no escaped "&" or "<" with a name, number or "/" after it, and need no second
// look.
bool may_hide_markup(std::string_view html) {
  constexpr std::array<std::string_view, 6> kEscaped = {"&amp;",  "&lt;",  "&#38;",
                                                        "&#038;", "&#60;", "&#060;"};
  for (std::size_t at = html.find('&'); at != std::string_view::npos; at = html.find('&', at + 1)) {
    const std::string_view rest = html.substr(at);
    for (const std::string_view escaped : kEscaped) {
      if (!rest.starts_with(escaped) || rest.size() == escaped.size()) continue;
      const char next = rest[escaped.size()];
      if (next == '#' || next == '/' || base::is_alpha(next)) return true;
    }
  }
  return false;
}

}  // namespace

void mend_summary(const model::Text& content, model::Text& summary) {
  using model::TextType;
  if (summary.type == TextType::plain || content.type == TextType::plain || content.empty() ||
      !may_hide_markup(summary.value)) {
    return;
  }
  if (!holds_markup(markup::html_to_line(summary.value)) ||
      holds_markup(markup::html_to_line(content.value))) {
    return;
  }
  summary.value = markup::decoded(summary.value, markup::ReferenceContext::text);
  summary.type = TextType::html;
}

}  // namespace syndic::parse
