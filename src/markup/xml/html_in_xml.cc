// SPDX-License-Identifier: MIT
#include "markup/xml/html_in_xml.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "markup/escape.h"
#include "markup/html/tags.h"

namespace syndic::markup {
namespace {

// Whether HTML resolves the attribute's value against the base URL; srcset, a list, is left as it
// is.
bool is_address(std::string_view attribute) {
  constexpr std::array<std::string_view, 7> kAddresses = {"href", "src",    "cite",    "poster",
                                                          "data", "action", "longdesc"};
  return std::any_of(kAddresses.begin(), kAddresses.end(), [&](std::string_view known) {
    return base::equals_ignoring_case(attribute, known);
  });
}

// Whether `element` holds nothing but words, or one element that does, and so on; without words
// beside it.
bool wraps_words(pugi::xml_node element) {
  for (;;) {
    pugi::xml_node inner;
    bool has_words = !base::trim(element.value()).empty();
    for (const pugi::xml_node child : element.children()) {
      if (child.type() != pugi::node_element) {
        has_words = has_words || !base::trim(child.value()).empty();
      } else if (std::exchange(inner, child)) {
        return false;
      }
    }
    if (!inner) return true;
    if (has_words) return false;
    element = inner;
  }
}

class Serializer {
 public:
  Serializer(XmlDocument& document, XmlScope& scope, Namespace xhtml, XmlWords words,
             pugi::xml_node element)
      : document_(document),
        scope_(scope),
        xhtml_(xhtml),
        words_(words),
        is_wrapper_(wraps_words(element)),
        in_xhtml_(scope.name(element).space == xhtml),
        outer_base_(scope.base()) {}

  // Recursion is as deep as the document, which XmlDocument bounds.
  void append_children(pugi::xml_node element) {
    append_text(element);
    for (const pugi::xml_node child : element.children()) {
      if (child.type() == pugi::node_element) {
        append_element(child);
      } else {
        append_text(child);
      }
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void append_text(pugi::xml_node node) {
    if (words_ == XmlWords::source) return append_source(node);
    const std::string_view raw = node.value();
    const bool is_mixed =
        node.type() != pugi::node_element && (node.previous_sibling() || node.next_sibling());
    if (!is_mixed && raw.find('&') == std::string_view::npos) {
      append_escaped_text(raw, out_);
      return;
    }
    decoded_.clear();
    document_.append_value(node, decoded_);
    append_escaped_text(decoded_, out_);
  }

  // The words of XHTML are text, but for HTML that someone only put an element around.
  void append_source(pugi::xml_node node) {
    if (!in_xhtml_) return document_.append_value(node, out_);
    decoded_.clear();
    document_.append_value(node, decoded_);
    if (is_wrapper_ && holds_whole_markup(decoded_)) {
      out_.append(decoded_);
    } else {
      append_escaped_text(decoded_, out_);
    }
  }

  void append_element(pugi::xml_node element) {
    const XmlScope::Entry entry(scope_, element);
    const XmlName resolved = scope_.name(element);
    const std::string_view name = resolved.space == xhtml_ ? resolved.local : element.name();
    out_.append("<").append(name);
    for (pugi::xml_attribute attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
      append_attribute(attribute);
    }
    out_.push_back('>');
    const bool is_empty = !element.first_child() && *element.value() == '\0';
    if (is_empty && is_void(html_tag(name))) return;
    const bool outer = std::exchange(in_xhtml_, resolved.space == xhtml_);
    append_children(element);
    in_xhtml_ = outer;
    out_.append("</").append(name).push_back('>');
  }

  void append_attribute(pugi::xml_attribute attribute) {
    const std::string_view name = attribute.name();
    if (name.starts_with("xml")) return;  // Declarations that HTML has no use for.
    const std::string_view raw = attribute.value();
    // HTML has one base for all; what has its own (XML Base §4) must be absolute.
    const bool has_own_base = scope_.base() != outer_base_ && is_address(name);
    out_.append(" ").append(name).append("=\"");
    if (raw.find('&') == std::string_view::npos && !has_own_base) {
      append_escaped_attribute(raw, out_);
    } else {
      decoded_.clear();
      document_.append_decoded(raw, decoded_);
      if (has_own_base) decoded_ = scope_.absolute(decoded_);
      append_escaped_attribute(decoded_, out_);
    }
    out_.push_back('"');
  }

  XmlDocument& document_;
  XmlScope& scope_;
  Namespace xhtml_;
  XmlWords words_;
  bool is_wrapper_;  ///< wraps_words() of the outermost element.
  bool in_xhtml_;    ///< The element whose children are appended is XHTML.
  std::string outer_base_;
  std::string out_;
  std::string decoded_;
};

}  // namespace

std::string inner_html(XmlDocument& document, XmlScope& scope, Namespace xhtml,
                       pugi::xml_node element, XmlWords words) {
  Serializer serializer(document, scope, xhtml, words, element);
  serializer.append_children(element);
  return serializer.take();
}

}  // namespace syndic::markup
