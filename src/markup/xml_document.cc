// SPDX-License-Identifier: MIT
#include "markup/xml_document.h"

#include <cstring>

#include "base/ascii.h"

namespace syndic::markup {
namespace {

// References stay raw for XmlReferences; the first character data of an element lies in its node.
constexpr unsigned kFlags = pugi::parse_cdata | pugi::parse_eol | pugi::parse_wconv_attribute |
                            pugi::parse_embed_pcdata | pugi::parse_doctype;

// Whether the document may hold XHTML: type="xhtml", or its namespace.
bool mentions_xhtml(std::string_view text) {
  constexpr std::string_view kRest = "html";
  std::size_t at = 0;
  while (at < text.size()) {
    const void* const found = std::memchr(text.data() + at, 'x', text.size() - at);
    if (found == nullptr) return false;
    at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1;
    if (text.substr(at, kRest.size()) != kRest || at + kRest.size() >= text.size()) continue;
    const char after = text[at + kRest.size()];
    if (after == '"' || after == '\'') return true;
  }
  return false;
}

// Blanks between two elements are words only in XHTML ("<b>a</b> <i>b</i>"); nodes for them
// elsewhere would double the tree.
unsigned flags_for(std::string_view text) {
  return mentions_xhtml(text) ? kFlags | pugi::parse_ws_pcdata : kFlags;
}

// Walks the tree without recursion; a hostile document nests as deep as it is long.
bool nests_deeper_than(pugi::xml_node root, int max_depth) {
  int depth = 0;
  pugi::xml_node node = root.first_child();
  while (node) {
    if (const pugi::xml_node child = node.first_child()) {
      if (++depth >= max_depth) return true;
      node = child;
      continue;
    }
    pugi::xml_node next = node.next_sibling();
    while (!next) {
      node = node.parent();
      if (node == root || !node) return false;
      --depth;
      next = node.next_sibling();
    }
    node = next;
  }
  return false;
}

void trim_in_place(std::string& text) {
  if (text.empty() || (!base::is_space(text.front()) && !base::is_space(text.back()))) return;
  const std::string_view inner = base::trim(text);
  const auto begin = static_cast<std::size_t>(inner.data() - text.data());
  text.erase(begin + inner.size());
  text.erase(0, begin);
}

}  // namespace

XmlDocument::XmlDocument(std::string text, int max_depth) : text_(std::move(text)) {
  // With the NUL after the text, which pugixml would else put in place of the last character.
  const pugi::xml_parse_result result = tree_.load_buffer_inplace(
      text_.data(), text_.size() + 1, flags_for(text_), pugi::encoding_utf8);
  if (!result) {
    damage_ = Error{Errc::malformed, result.description(), static_cast<std::size_t>(result.offset)};
  }
  if (nests_deeper_than(tree_.root(), max_depth)) {
    tree_.reset();
    damage_ = Error{Errc::too_large,
                    "elements nest deeper than " + std::to_string(max_depth) + " levels", 0};
    return;
  }
  for (const pugi::xml_node node : tree_.children()) {
    if (node.type() == pugi::node_doctype) references_.declare(node.value());
  }
}

bool XmlDocument::is_cut(pugi::xml_node element) const {
  if (!damage_) return false;
  for (pugi::xml_node node = element; node && node != tree_; node = node.parent()) {
    if (node.next_sibling()) return false;
  }
  // No end tag of this name between the element's own name and the damage: it was still open.
  const char* const name = element.name();
  const std::size_t begin = static_cast<std::size_t>(name - text_.data()) + std::strlen(name);
  const std::string end_tag = "/" + std::string(name);
  const std::size_t found = text_.find(end_tag, begin);
  return found == std::string::npos || found >= damage_->offset;
}

void XmlDocument::append_value(pugi::xml_node node, std::string& out) {
  if (node.type() == pugi::node_cdata) {
    out.append(node.value());
  } else {
    references_.append_decoded(node.value(), out);
  }
}

std::string XmlDocument::text(pugi::xml_node element) {
  // Nearly always one piece: trimmed while still raw, no memory is taken for blanks.
  std::string out;
  const std::string_view first = element.value();
  const pugi::xml_node child = element.first_child();
  if (!child) {
    const std::string_view raw = base::trim(first);
    out.reserve(raw.size());
    references_.append_decoded(raw, out);
    return out;
  }
  if (child.type() == pugi::node_cdata && !child.next_sibling() && base::trim(first).empty()) {
    out = base::trim(child.value());
    return out;
  }
  references_.append_decoded(first, out);
  for (pugi::xml_node node = child; node; node = node.next_sibling()) {
    if (node.type() != pugi::node_element) append_value(node, out);
  }
  trim_in_place(out);
  return out;
}

std::string XmlDocument::deep_text(pugi::xml_node element) {
  std::string out;
  pugi::xml_node node = element;
  while (node) {
    append_value(node, out);
    if (const pugi::xml_node child = node.first_child()) {
      node = child;
      continue;
    }
    while (node != element && !node.next_sibling()) node = node.parent();
    if (node == element) break;
    node = node.next_sibling();
  }
  trim_in_place(out);
  return out;
}

std::string XmlDocument::attribute(pugi::xml_node element, std::string_view name) {
  for (pugi::xml_attribute attribute = element.first_attribute(); attribute;
       attribute = attribute.next_attribute()) {
    if (base::equals_ignoring_case(attribute.name(), name)) return value(attribute);
  }
  return {};
}

std::string XmlDocument::value(pugi::xml_attribute attribute) {
  std::string out;
  references_.append_decoded(base::trim(attribute.value()), out);
  trim_in_place(out);
  return out;
}

}  // namespace syndic::markup
