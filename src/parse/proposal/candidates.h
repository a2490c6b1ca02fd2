// SPDX-License-Identifier: MIT
//
// What a page repeats, as candidates for a list of news.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "parse/proposal/names.h"

namespace syndic::parse {

/// Elements of one kind outside the site's frame, in the order of the page, and the expressions
/// that have found them, the best first.
struct Candidate {
  std::vector<pugi::xml_node> elements;
  std::vector<Selector> selectors;
  bool is_one_list = false;  ///< All are equally deep in one element, and not far below it.
};

/// What a page has outside its frame: menus, header, footer, sidebars.
struct PageContents {
  std::vector<Candidate> candidates;  ///< The most promising first; bounded.
  std::size_t text = 0;               ///< Bytes, without the frame.
  std::size_t prose = 0;              ///< Bytes of paragraphs, without links and the frame.
  bool has_scripts = false;
  bool asks_password = false;
};

/// Looks at the page's elements once, in time linear in their number.
[[nodiscard]] PageContents look_at_page(pugi::xml_node page);

/// A short expression that selects the candidate's elements and no others; empty if none of those
/// tried does.
[[nodiscard]] std::string expression_of(const Candidate& candidate, pugi::xml_node page);

}  // namespace syndic::parse
