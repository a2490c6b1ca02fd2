// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string_view>
#include <unordered_map>

namespace syndic::lint {

/// Where the elements of a repaired tree begin in the text before its repair, by their
/// hash_value(): the third <link> of the tree is the third start tag <link>. Those of a name that
/// the two have not equally often are left out, as one of them was lost or made up.
[[nodiscard]] std::unordered_map<std::size_t, std::size_t> places_of(std::string_view text,
                                                                     pugi::xml_node root);

}  // namespace syndic::lint
