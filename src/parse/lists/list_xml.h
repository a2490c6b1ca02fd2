// SPDX-License-Identifier: MIT
//
// Lists in XML: OPML and sitemaps.
#pragma once

#include <cstddef>
#include <memory>
#include <pugixml.hpp>
#include <string_view>

#include "markup/xml/document.h"

namespace syndic::parse {

/// The document, repaired if it is ill-formed. Of its nodes the first `most_nodes` are read.
[[nodiscard]] std::unique_ptr<markup::XmlDocument> read_list_xml(std::string_view bytes,
                                                                 std::string_view content_type,
                                                                 markup::XmlShape shape,
                                                                 int max_depth,
                                                                 std::size_t most_nodes);

/// Whether it is the element's name, whatever its prefix and case.
[[nodiscard]] bool is_called(pugi::xml_node element, std::string_view local_name);

/// The first child that is called so; empty if there is none.
[[nodiscard]] pugi::xml_node child_called(pugi::xml_node parent, std::string_view local_name);

}  // namespace syndic::parse
