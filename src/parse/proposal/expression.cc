// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "parse/page/item.h"
#include "parse/proposal/candidates.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostAnchors = 16;
constexpr std::size_t kMostSelectors = 6;  // Tried of a candidate.
constexpr std::size_t kMostAnchored = 3;   // Of these, below each anchor.

bool selects_just(const std::string& xpath, const std::vector<pugi::xml_node>& wanted,
                  pugi::xml_node page) {
  const auto query = PageQuery::read(xpath, "item");
  return query && query->elements(page) == wanted;
}

// "[contains(concat(' ', normalize-space(@class), ' '), ' post ')]" as "[@class='post']" where the
// page has it so.
std::string shortened(const std::string& xpath, const std::vector<pugi::xml_node>& elements) {
  constexpr std::string_view kBefore = "[contains(concat(' ', normalize-space(@class), ' '), ' ";
  constexpr std::string_view kAfter = " ')]";
  if (!xpath.ends_with(kAfter)) return xpath;
  const std::size_t at = xpath.rfind(kBefore);
  if (at == std::string::npos) return xpath;
  const std::size_t from = at + kBefore.size();
  const std::string name = xpath.substr(from, xpath.size() - kAfter.size() - from);
  const bool is_all = std::all_of(elements.begin(), elements.end(), [&](pugi::xml_node each) {
    return each.attribute("class").value() == name;
  });
  return is_all ? xpath.substr(0, at) + "[@class='" + name + "']" : xpath;
}

// The elements above all of them that have a name of their own, the outermost first.
std::vector<std::string> anchors_of(const std::vector<pugi::xml_node>& elements) {
  std::vector<pugi::xml_node> path;
  for (pugi::xml_node above = elements.front().parent(); above; above = above.parent()) {
    path.push_back(above);
  }
  std::reverse(path.begin(), path.end());
  std::vector<pugi::xml_node> other;
  for (pugi::xml_node above = elements.back().parent(); above; above = above.parent()) {
    other.push_back(above);
  }
  std::reverse(other.begin(), other.end());
  std::vector<std::string> anchors;
  for (std::size_t i = 0; i < std::min(path.size(), other.size()) && path[i] == other[i]; ++i) {
    for (std::string& anchor : anchors_at(path[i])) anchors.push_back(std::move(anchor));
  }
  if (anchors.size() > kMostAnchors) anchors.erase(anchors.begin(), anchors.end() - kMostAnchors);
  return anchors;
}

}  // namespace

std::string expression_of(const Candidate& candidate, pugi::xml_node page) {
  const std::size_t count = std::min(candidate.selectors.size(), kMostSelectors);
  for (std::size_t i = 0; i < count; ++i) {
    std::string xpath = shortened(candidate.selectors[i].xpath, candidate.elements);
    if (selects_just(xpath, candidate.elements, page)) return xpath;
  }
  const std::vector<std::string> anchors = anchors_of(candidate.elements);
  for (std::size_t i = 0; i < std::min(count, kMostAnchored); ++i) {
    if (candidate.selectors[i].rank == 4) continue;  // That has its anchor.
    for (const std::string& anchor : anchors) {
      std::string xpath = anchor + shortened(candidate.selectors[i].xpath, candidate.elements);
      if (selects_just(xpath, candidate.elements, page)) return xpath;
    }
  }
  return {};
}

}  // namespace syndic::parse
