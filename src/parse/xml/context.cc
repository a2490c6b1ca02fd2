// SPDX-License-Identifier: MIT
#include "parse/xml/context.h"

#include <algorithm>
#include <cstddef>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/utf8.h"
#include "markup/html/text.h"
#include "markup/xml/html_in_xml.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

enum class ContentType { untyped, plain, html, xhtml, unknown, xml, bytes, other };

// RFC 4287 §3.1.1 and §4.1.3.1; Atom 0.3 has media types for the words, Media RSS "plain".
ContentType content_type(std::string_view type) {
  using base::equals_ignoring_case;
  type = base::trim(type.substr(0, type.find(';')));
  if (type.empty()) return ContentType::untyped;
  if (equals_ignoring_case(type, "text") || equals_ignoring_case(type, "plain")) {
    return ContentType::plain;
  }
  if (equals_ignoring_case(type, "html") || equals_ignoring_case(type, "text/html")) {
    return ContentType::html;
  }
  if (equals_ignoring_case(type, "xhtml") || equals_ignoring_case(type, "application/xhtml+xml")) {
    return ContentType::xhtml;
  }
  if (type.find('/') == std::string_view::npos) return ContentType::unknown;
  const std::string lower = base::lower(type);
  if (lower.ends_with("/xml") || lower.ends_with("+xml")) return ContentType::xml;
  if (lower.starts_with("text/")) return ContentType::plain;
  return lower == "application/octet-stream" ? ContentType::bytes : ContentType::other;
}

// What base64 encodes, if that is text (Atom 0.3 mode="base64"; RFC 4287 §4.1.3.3).
std::optional<model::Text> unpacked(std::string_view base64, ContentType type) {
  std::optional<std::string> bytes = base::decode_base64(base64);
  if (!bytes || !base::is_xml_text(*bytes)) return std::nullopt;
  const auto meant = type == ContentType::html    ? model::TextType::html
                     : type == ContentType::plain ? model::TextType::plain
                                                  : model::TextType::unknown;
  return model::Text{std::string(base::trim(*bytes)), meant, {}};
}

// Without a look at the rest, which may be a whole post.
bool is_blank(const char* text) {
  while (base::is_space(*text)) ++text;
  return *text == '\0';
}

// The only child of `element`, if that is a div without words beside it; else null.
pugi::xml_node lone_div(pugi::xml_node element) {
  if (!is_blank(element.value())) return {};
  pugi::xml_node div;
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    const bool is_element = child.type() == pugi::node_element;
    if (is_element ? bool(div) : !is_blank(child.value())) return {};
    if (is_element) div = child;
  }
  const std::string_view name = div.name();
  return name == "div" || name.ends_with(":div") ? div : pugi::xml_node();
}

constexpr std::string_view kCdataStart = "<![CDATA[";

// CDATA whose own marks were escaped is among the characters.
std::string_view out_of_cdata(std::string_view text) {
  constexpr std::string_view kEnd = "]]>";
  if (!text.starts_with(kCdataStart) || !text.ends_with(kEnd)) return text;
  const std::size_t inner = text.size() - kCdataStart.size() - kEnd.size();
  return base::trim(text.substr(kCdataStart.size(), inner));
}

}  // namespace

bool has_elements(pugi::xml_node element) {
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element) return true;
  }
  return false;
}

std::string_view XmlContext::text(pugi::xml_node element, std::string& room) {
  if (const auto plain = document_.plain_text(element)) return out_of_cdata(*plain);
  room = has_elements(element) ? document_.deep_text(element) : document_.text(element);
  return out_of_cdata(room);
}

std::string XmlContext::text(pugi::xml_node element) {
  std::string room;
  const std::string_view text = this->text(element, room);
  if (!room.empty() && text.size() == room.size()) return room;
  return std::string(text);
}

model::Text XmlContext::in_scope(std::string value, model::TextType type) const {
  model::Text text{std::move(value), type, {}};
  if (!text.value.empty() && scope_.base() != feed_base_) text.base_url = scope_.base();
  return text;
}

model::Text XmlContext::words(pugi::xml_node element, model::TextType type) {
  using markup::XmlWords;
  if (!has_elements(element)) return in_scope(document_.text(element), type);
  const bool are_text =
      type == model::TextType::plain || static_cast<Ns>(scope_.name(element).space) == Ns::xhtml;
  return html(element, are_text ? XmlWords::text : XmlWords::source);
}

model::Text XmlContext::html(pugi::xml_node element, markup::XmlWords words) {
  constexpr auto kXhtml = static_cast<markup::Namespace>(Ns::xhtml);
  const auto inside = [&](pugi::xml_node node) {
    const std::string html = markup::inner_html(document_, scope_, kXhtml, node, words);
    return in_scope(std::string(base::trim(html)), model::TextType::html);
  };
  const pugi::xml_node div = lone_div(element);
  if (!div) return inside(element);
  const markup::XmlScope::Entry entry(scope_, div);
  return inside(div);
}

model::Text XmlContext::typed(pugi::xml_node element, model::TextType untyped) {
  using model::TextType;
  if (!element.first_attribute()) return words(element, untyped);
  std::string room;
  const ContentType type = content_type(attribute(element, "type", room));
  const std::string_view mode = attribute(element, "mode", room);  // Atom 0.3
  if (type == ContentType::bytes || base::equals_ignoring_case(mode, "base64")) {
    std::optional<model::Text> text = unpacked(document_.text(element), type);
    if (text) return in_scope(std::move(text->value), text->type);
  }
  const bool escaped = base::equals_ignoring_case(mode, "escaped");
  switch (type) {
    case ContentType::untyped:
      return words(element, escaped ? TextType::unknown : untyped);
    case ContentType::plain:
      return words(element, TextType::plain);
    case ContentType::html:
      return words(element, TextType::html);
    case ContentType::xhtml:  // Without elements it is not XHTML.
      if (has_elements(element)) return html(element, markup::XmlWords::text);
      return words(element, escaped ? TextType::html : TextType::unknown);
    case ContentType::unknown:
      return words(element, escaped ? TextType::unknown : untyped);
    case ContentType::xml:
      return holds_xhtml(element) ? html(element, markup::XmlWords::text) : model::Text{};
    case ContentType::bytes:
    case ContentType::other:
      break;
  }
  return {};
}

std::string XmlContext::line(pugi::xml_node element) {
  const model::Text text = typed(element, model::TextType::plain);
  return text.type == model::TextType::html ? markup::html_to_line(text.value)
                                            : base::fold_spaces(text.value);
}

std::string XmlContext::language(pugi::xml_node element) {
  std::string own = attribute(element, "xml:lang");
  if (!own.empty()) return own;
  const pugi::xml_node div = lone_div(element);
  return div ? attribute(div, "xml:lang") : own;
}

bool XmlContext::holds_xhtml(pugi::xml_node element) {
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(scope_, child);
    if (static_cast<Ns>(scope_.name(child).space) == Ns::xhtml) return true;
  }
  return false;
}

std::optional<ReadDate> XmlContext::date(pugi::xml_node element) {
  if (const auto plain = document_.plain_text(element)) return dates_.read(*plain);
  // "<time datetime='…'>", whose words may be fewer.
  const pugi::xml_attribute moment = element.first_child().attribute("datetime");
  if (auto date = moment ? dates_.read(value(moment)) : std::nullopt) return date;
  return dates_.read(text(element));
}

std::string XmlContext::resolve(std::string_view reference) {
  const std::optional<std::string> repaired = repaired_reference(reference);
  return scope_.absolute(repaired ? *repaired : reference);
}

}  // namespace syndic::parse
