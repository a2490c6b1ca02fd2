// SPDX-License-Identifier: MIT
//
// How many nodes a document makes, before the tree is built.
#pragma once

#include <cstddef>
#include <string_view>

namespace syndic::markup {

/// Of pugixml's tree; an attribute takes less.
inline constexpr std::size_t kBytesOfXmlNode = 64;

/// The length of the beginning of `xml` that makes at most `max_nodes` elements, attributes and
/// CDATA sections: all of it, or up to a "<". Linear in the length; documents too short for so many
/// cost nothing.
[[nodiscard]] std::size_t length_of_nodes(std::string_view xml, std::size_t max_nodes);

}  // namespace syndic::markup
