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
  std::size_t items = 0;  ///< Of the elements looked at, those that differ from the others.
  std::size_t dated = 0;
  std::size_t questions = 0;  ///< Those whose title is one.
  std::size_t text = 0;       ///< Bytes of all that was looked at.
  bool is_dated = false;      ///< Most of them are.
};

/// Looks at the first elements as items, as `reader` reads them: each is to have a link of its own
/// or a heading with a date, a title, a date and some text, and no other item in it.
[[nodiscard]] ListScore score_list(const std::vector<pugi::xml_node>& elements,
                                   const PageItems& reader);

}  // namespace syndic::parse
