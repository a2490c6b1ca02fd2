// SPDX-License-Identifier: MIT
#include "parse/context.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.h"
#include "base/url.h"
#include "markup/xml_html.h"
#include "parse/date.h"

namespace syndic::parse {
namespace {

// Longer than any server takes: such a one is not worth a copy of its base.
constexpr std::size_t kLongestUrl = 8'192;

// RFC 3986 §2's characters; brackets are left to base::resolve_url(), which reads hosts closely.
constexpr std::array<bool, 256> plain_url_characters() {
  std::array<bool, 256> plain{};
  for (int c = 0; c < 128; ++c) {
    const auto character = static_cast<char>(c);
    plain.at(static_cast<std::size_t>(c)) =
        base::is_alpha(character) || base::is_digit(character) ||
        std::string_view("-._~:/?#@!$&'()*+,;=%").find(character) != std::string_view::npos;
  }
  return plain;
}
constexpr auto kPlain = plain_url_characters();

// What nearly all addresses of feeds are: absolute, with a host, every character where it may be.
// base::resolve_url() gives it back as it is.
bool is_plain_web_url(std::string_view url) {
  std::size_t at = 4;
  if (!url.starts_with("http")) return false;
  if (at < url.size() && url[at] == 's') ++at;
  if (url.substr(at, 3) != "://") return false;
  at += 3;
  if (at >= url.size() || (!base::is_alpha(url[at]) && !base::is_digit(url[at]))) return false;
  return std::all_of(url.begin() + static_cast<std::ptrdiff_t>(at), url.end(),
                     [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
}

enum class ContentType { untyped, plain, html, xhtml, unknown, no_text };

// RFC 4287 §3.1.1 and §4.1.3.1; Atom 0.3 has media types for the words.
ContentType content_type(std::string_view type) {
  using base::equals_ignoring_case;
  type = base::trim(type.substr(0, type.find(';')));
  if (type.empty()) return ContentType::untyped;
  if (equals_ignoring_case(type, "text")) return ContentType::plain;
  if (equals_ignoring_case(type, "html") || equals_ignoring_case(type, "text/html")) {
    return ContentType::html;
  }
  if (equals_ignoring_case(type, "xhtml") || equals_ignoring_case(type, "application/xhtml+xml")) {
    return ContentType::xhtml;
  }
  if (type.find('/') == std::string_view::npos) return ContentType::unknown;
  const bool is_text =
      base::starts_with_ignoring_case(type, "text/") && !equals_ignoring_case(type, "text/xml");
  return is_text ? ContentType::plain : ContentType::no_text;
}

// The one element inside `element`, where that is a div; else nothing.
pugi::xml_node lone_div(pugi::xml_node element) {
  pugi::xml_node div;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    if (div) return {};
    div = child;
  }
  const std::string_view name = div.name();
  return name == "div" || name.ends_with(":div") ? div : pugi::xml_node();
}

}  // namespace

bool has_elements(pugi::xml_node element) {
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element) return true;
  }
  return false;
}

std::string Context::text(pugi::xml_node element) {
  return has_elements(element) ? document_.deep_text(element) : document_.text(element);
}

model::Text Context::in_scope(std::string value, model::TextType type) const {
  model::Text text{std::move(value), type, {}};
  if (!text.value.empty() && scope_.base() != feed_base_) text.base_url = scope_.base();
  return text;
}

model::Text Context::words(pugi::xml_node element, model::TextType type) {
  return has_elements(element) ? html(element) : in_scope(document_.text(element), type);
}

model::Text Context::html(pugi::xml_node element) {
  constexpr auto kXhtml = static_cast<markup::Namespace>(Ns::xhtml);
  const auto inside = [&](pugi::xml_node node) {
    const std::string html = markup::inner_html(document_, scope_, kXhtml, node);
    return in_scope(std::string(base::trim(html)), model::TextType::html);
  };
  const pugi::xml_node div = lone_div(element);
  if (!div) return inside(element);
  const markup::XmlScope::Entry entry(scope_, div);
  return inside(div);
}

model::Text Context::typed(pugi::xml_node element, model::TextType untyped) {
  switch (content_type(attribute(element, "type"))) {
    case ContentType::untyped:
      return words(element, untyped);
    case ContentType::plain:
      return words(element, model::TextType::plain);
    case ContentType::html:
      return words(element, model::TextType::html);
    case ContentType::xhtml:
      return html(element);
    case ContentType::unknown:
      return words(element, model::TextType::unknown);
    case ContentType::no_text:
      break;
  }
  return {};
}

std::optional<model::Timestamp> Context::date(pugi::xml_node element) {
  // Nearly always one piece without references, which needs no copy.
  const std::string_view raw = element.value();
  if (!element.first_child() && raw.find('&') == std::string_view::npos) {
    return parse_date(raw, time_zone_);
  }
  return parse_date(document_.text(element), time_zone_);
}

std::string Context::resolve(std::string_view reference) const {
  reference = base::trim(reference);
  if (reference.empty()) return {};
  if (is_plain_web_url(reference)) return std::string(reference);
  auto resolved = base::resolve_url(reference, scope_.base());
  if (!resolved || resolved->size() > kLongestUrl) return std::string(reference);
  return std::move(*resolved);
}

}  // namespace syndic::parse
