// SPDX-License-Identifier: MIT
#include "markup/xml/nodes.h"

#include <algorithm>

namespace syndic::markup {
namespace {

// "<a/>"; an attribute (` a=""`) is longer.
constexpr std::size_t kShortestNode = 4;

// The place after `mark`, searched from `at`; the end if there is none.
std::size_t after(std::string_view mark, std::string_view xml, std::size_t at) {
  const std::size_t found = xml.find(mark, at);
  return found == std::string_view::npos ? xml.size() : found + mark.size();
}

}  // namespace

std::size_t length_of_nodes(std::string_view xml, std::size_t max_nodes) {
  if (xml.size() / kShortestNode <= max_nodes) return xml.size();
  std::size_t nodes = 0;
  std::size_t at = xml.find('<');
  while (at < xml.size()) {
    const std::string_view rest = xml.substr(at);
    std::size_t end = 0;
    std::size_t made = 1;
    if (rest.starts_with("<![CDATA[")) {
      end = after("]]>", xml, at);
    } else if (rest.starts_with("<!--")) {
      end = after("-->", xml, at);
    } else {
      end = after(">", xml, at);
      const std::string_view tag = xml.substr(at, end - at);
      if (rest.starts_with("</"))
        made = 0;
      else
        made += static_cast<std::size_t>(std::ranges::count(tag, '='));
    }
    nodes += made;
    if (nodes > max_nodes) return at;
    at = xml.find('<', end);
  }
  return xml.size();
}

}  // namespace syndic::markup
