// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <vector>

#include "parse/page/item.h"

namespace syndic::parse {

/// How much like a list of news some elements are.
struct ListScore {
  double points = 0;      ///< 0: they are none.
  std::size_t items = 0;  ///< Of the elements looked at, those with a link of their own.
  std::size_t dated = 0;
  std::size_t text = 0;  ///< Bytes of all that was looked at.
};

/// Looks at the first elements as items, as `reader` reads them: each is to have a link of its own,
/// a title, a date and some text, and no other item in it.
[[nodiscard]] ListScore score_list(const std::vector<pugi::xml_node>& elements,
                                   const PageItems& reader);

}  // namespace syndic::parse
