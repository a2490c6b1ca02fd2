// SPDX-License-Identifier: MIT
#include "parse/lists/list_xml.h"

#include <string>
#include <utility>

#include "base/ascii.h"
#include "markup/charset/encoding.h"
#include "markup/xml/names.h"
#include "markup/xml/nodes.h"

namespace syndic::parse {

std::unique_ptr<markup::XmlDocument> read_list_xml(std::string_view bytes,
                                                   std::string_view content_type,
                                                   markup::XmlShape shape, int max_depth,
                                                   std::size_t most_nodes) {
  std::string text = markup::decode_text(bytes, content_type).text;
  text.resize(markup::length_of_nodes(text, most_nodes));
  auto document = std::make_unique<markup::XmlDocument>(text, max_depth);
  if (!document->damage()) return document;
  return std::make_unique<markup::XmlDocument>(markup::repair_xml(text, shape, max_depth));
}

bool is_called(pugi::xml_node element, std::string_view local_name) {
  return base::equals_ignoring_case(markup::local_part(element.name()), local_name);
}

pugi::xml_node child_called(pugi::xml_node parent, std::string_view local_name) {
  return parent.find_child([&](pugi::xml_node child) { return is_called(child, local_name); });
}

}  // namespace syndic::parse
