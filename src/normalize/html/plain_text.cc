// SPDX-License-Identifier: MIT
#include "normalize/html/plain_text.h"

#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/html/character_references.h"
#include "markup/html/tags.h"
#include "markup/html/text.h"
#include "normalize/html/attributes.h"
#include "text/readable.h"

namespace syndic::normalize {

namespace {

bool holds_comment(std::string_view text) {
  const std::size_t begin = text.find("<!--");
  return begin != std::string_view::npos && text.find("-->", begin) != std::string_view::npos;
}

}  // namespace

bool looks_like_html(std::string_view text, TextRole role) {
  const bool tagged = role == TextRole::title ? markup::holds_whole_markup(text)
                                              : markup::holds_markup(text) || holds_comment(text);
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
  const auto leading =
      role == TextRole::title ? markup::LeadingPictures::read : markup::LeadingPictures::skipped;
  return text::readable_line(is_html(text, role) ? markup::html_to_line(value, leading) : value);
}

std::string to_line(std::string_view plain) {
  return text::readable_line(base::to_xml_text(plain));
}

std::string to_plain_body(std::string_view text) {
  std::string out = base::to_xml_text(base::trim(text));
  normalize_newlines(out);
  return text::readable_text(std::move(out));
}

}  // namespace syndic::normalize
