// SPDX-License-Identifier: MIT
//
// Names by which a page's elements can be selected for long: no hashes that a build makes anew.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::parse {

/// Whether a class, an id or another name was written by a person: words, not "_3aB2c", "zfr3Q",
/// "comp-kx1z2" or "post-4815".
[[nodiscard]] bool is_lasting_name(std::string_view name);

/// The words of a name, in lower case: "fsPost-list" has "fs", "post" and "list".
[[nodiscard]] std::vector<std::string> words_of_name(std::string_view name);

/// An expression for elements, and how good it is: 0 names what they are, as the class "post" does;
/// 1 and 2 are lasting, too; 4 is a place in the page.
struct Selector {
  std::string xpath;  ///< Begins with "//".
  int rank = 4;
};

/// Expressions that select the element and those like it; bounded.
[[nodiscard]] std::vector<Selector> selectors_of(pugi::xml_node element);

/// Expressions for the element and hardly more, to select what is below it: by its role, its id,
/// its name, its classes. None if it has none that lasts.
[[nodiscard]] std::vector<std::string> anchors_at(pugi::xml_node element);

}  // namespace syndic::parse
