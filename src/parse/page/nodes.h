// SPDX-License-Identifier: MIT
//
// Helpers for the nodes of a page.
#pragma once

#include <initializer_list>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::parse {

/// Visits `top` and all elements below it, in document order, until `visit` returns true; returns
/// that node, or an empty one.
template <class Visit>
pugi::xml_node find_below(pugi::xml_node top, Visit visit) {
  for (pugi::xml_node node = top; node;) {
    if (node.type() == pugi::node_element && visit(node)) return node;
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node != top && !node.next_sibling()) node = node.parent();
    if (node == top) break;
    node = node.next_sibling();
  }
  return {};
}

/// The text of an element in one line, without that of scripts; blocks are separated by a blank.
[[nodiscard]] std::string text_of(pugi::xml_node element);

/// The same without links that only invite to follow them (is_read_more()).
[[nodiscard]] std::string prose_of(pugi::xml_node element);

/// The beginning of text_of(), at most 20,000 bytes.
[[nodiscard]] std::string words(pugi::xml_node element);

/// The first of these attributes of the element that is not empty, without the blanks around it.
[[nodiscard]] std::string attribute_of(pugi::xml_node element,
                                       std::initializer_list<const char*> names);

/// The classes of an element.
[[nodiscard]] std::vector<std::string_view> classes_of(pugi::xml_node element);

/// Whether it has the class.
[[nodiscard]] bool has_class(pugi::xml_node element, std::string_view name);

/// Whether one of its classes contains the word: "post-title" contains "title".
[[nodiscard]] bool has_class_like(pugi::xml_node element, std::string_view word);

[[nodiscard]] bool is_named(pugi::xml_node element, std::string_view name);

/// h1 to h6.
[[nodiscard]] bool is_heading(pugi::xml_node element);

/// Whether its href leads to a page or file.
[[nodiscard]] bool is_link(pugi::xml_node element);

/// Whether a link's text is only an invitation to follow it: "Read more", "Watch now", "»".
[[nodiscard]] bool is_read_more(std::string_view text);

}  // namespace syndic::parse
