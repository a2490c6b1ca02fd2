// SPDX-License-Identifier: MIT
#include "normalize/html/plain_text.h"

#include <utility>

#include "base/ascii.h"
#include "base/byte_vector.h"
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
  if (base::find_any<'<', '&'>(text) == base::kNotFound) return false;
  const bool tagged = role == TextRole::title ? markup::holds_whole_markup(text)
                                              : markup::holds_markup(text) || holds_comment(text);
  return tagged || markup::holds_named_reference(text) || markup::holds_numeric_reference(text) ||
         base::trim(text).starts_with("<![CDATA[");
}

bool is_html(std::string_view text, model::TextType type, TextRole role) {
  switch (type) {
    case model::TextType::plain:
      return false;
    case model::TextType::html:
      return true;
    case model::TextType::unknown:
      return looks_like_html(text, role);
  }
  return true;
}

bool is_plainly_line(std::string_view text, model::TextType type) {
  return base::is_folded_ascii(text) &&
         (type == model::TextType::plain || base::find_any<'<', '&'>(text) == base::kNotFound);
}

std::string to_line(std::string_view text, model::TextType type, TextRole role) {
  if (is_plainly_line(text, type)) return std::string(text);
  const bool html = is_html(text, type, role);
  std::string repaired;
  if (!base::is_xml_text(text)) text = repaired = base::to_xml_text(text);
  if (!html) return text::readable_line(text);
  const auto leading =
      role == TextRole::title ? markup::LeadingPictures::read : markup::LeadingPictures::skipped;
  return text::readable_line(markup::html_to_line(text, leading));
}

std::string to_line(std::string_view plain) {
  return to_line(plain, model::TextType::plain, TextRole::title);
}

std::string to_plain_body(std::string_view text) {
  std::string out = base::to_xml_text(base::trim(text));
  normalize_newlines(out);
  return text::readable_text(std::move(out));
}

}  // namespace syndic::normalize
