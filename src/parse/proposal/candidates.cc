// SPDX-License-Identifier: MIT
#include "parse/proposal/candidates.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kFewestElements = 2;
constexpr std::size_t kMostCandidates = 80;
constexpr int kListDepth = 3;                // Of an item in its list.
constexpr int kHighestSplit = 6;             // Elements above an item by which a list is split.
constexpr std::size_t kLargestText = 6'000;  // More is not one item.
constexpr std::size_t kShortestProse = 40;
constexpr std::size_t kLongestDated = 80;

template <std::size_t N>
bool is_among_words(std::string_view text, const std::array<std::string_view, N>& known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

/// An element with what is in it and below it.
struct Seen {
  pugi::xml_node node;
  std::size_t parent = 0;
  std::size_t text = 0;
  std::size_t link_text = 0;
  std::size_t prose = 0;
  std::size_t links = 0;
  std::size_t dates = 0;
  bool is_in_link = false;
  bool holds_main = false;
  bool is_frame = false;
};

// Whether the text may have a date: a year.
bool has_year(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const std::string_view year = text.substr(at, 4);
    if ((year.starts_with("19") || year.starts_with("20")) && base::is_digit(year[2]) &&
        base::is_digit(year[3])) {
      return true;
    }
  }
  return false;
}

void look_at_text(pugi::xml_node text, Seen& seen) {
  const std::string_view words = base::trim(text.value());
  seen.text += words.size();
  if (seen.is_in_link) seen.link_text += words.size();
  if (words.size() < kLongestDated && has_year(words)) seen.dates = 1;
  const bool is_paragraph = is_named(seen.node, "p") || is_named(seen.node, "div");
  if (is_paragraph && words.size() >= kShortestProse) seen.prose += words.size();
}

// All elements of the page, each after the one that it is in.
std::vector<Seen> elements_of(pugi::xml_node page) {
  std::vector<Seen> all;
  std::vector<std::size_t> open;
  for (pugi::xml_node node = page.first_child(); node;) {
    const std::size_t parent = open.empty() ? 0 : open.back();
    bool enters = false;
    if (node.type() == pugi::node_element) {
      Seen seen{.node = node, .parent = parent};
      seen.is_in_link = is_link(node) || (!all.empty() && all[parent].is_in_link);
      seen.links = is_link(node) ? 1 : 0;
      seen.dates = is_named(node, "time") ? 1 : 0;
      seen.holds_main =
          is_named(node, "main") || std::string_view(node.attribute("role").value()) == "main";
      all.push_back(seen);
      enters = static_cast<bool>(node.first_child()) && !is_named(node, "script") &&
               !is_named(node, "style") && !is_named(node, "template");
      if (enters) open.push_back(all.size() - 1);
    } else if (node.type() == pugi::node_pcdata && !all.empty()) {
      look_at_text(node, all[parent]);
    }
    if (enters) {
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      if (open.empty()) break;
      open.pop_back();
    }
    if (node && node != page) node = node.next_sibling();
    if (open.empty() && node == page) break;
  }
  for (std::size_t i = all.size(); i-- > 1;) {
    Seen& parent = all[all[i].parent];
    parent.text += all[i].text;
    parent.link_text += all[i].link_text;
    parent.prose += all[i].prose;
    parent.links += all[i].links;
    parent.dates += all[i].dates;
    parent.holds_main = parent.holds_main || all[i].holds_main;
  }
  return all;
}

// Whether the class or id says that it is in a part that every page of a site has.
bool is_named_as_frame(pugi::xml_node node) {
  constexpr std::array<std::string_view, 28> kWords = {
      "menu",       "menus",    "nav",     "navbar",     "navigation", "breadcrumb", "breadcrumbs",
      "sidebar",    "footer",   "cookie",  "cookies",    "consent",    "pagination", "pager",
      "social",     "share",    "sharing", "tagcloud",   "related",    "comments",   "comment",
      "newsletter", "masthead", "banner",  "categories", "archives",   "lightbox",   "popup"};
  for (const char* key : {"class", "id"}) {
    for (const std::string& word : words_of_name(node.attribute(key).value())) {
      if (is_among_words(word, kWords)) return true;
    }
  }
  return false;
}

bool is_frame_itself(const Seen& seen, std::size_t all_text) {
  constexpr std::array<std::string_view, 8> kNames = {"nav",  "header", "footer", "aside",
                                                      "head", "svg",    "dialog", "noscript"};
  constexpr std::array<std::string_view, 8> kRoles = {"navigation",    "banner", "contentinfo",
                                                      "complementary", "search", "dialog",
                                                      "menu",          "menubar"};
  if (is_named(seen.node, "html") || is_named(seen.node, "body")) return false;
  if (seen.holds_main) return false;
  if (is_among_words(seen.node.name(), kNames)) return true;
  if (is_among_words(seen.node.attribute("role").value(), kRoles)) return true;
  return 2 * seen.text < all_text && is_named_as_frame(seen.node);
}

bool may_be_item(pugi::xml_node element) {
  constexpr std::array<std::string_view, 11> kNames = {
      "article", "section", "li", "div", "tr", "p", "dt", "dd", "td", "a", "figure"};
  return is_heading(element) || is_among_words(element.name(), kNames);
}

// How promising an element is, before it is read.
double promise_of(const Seen& seen) {
  if (seen.text > kLargestText) return -2;
  const std::size_t own = seen.text - std::min(seen.text, seen.link_text);
  return (seen.links > 0 ? 2.0 : 0.0) + (seen.dates > 0 ? 2.5 : 0.0) + (own > 20 ? 1.5 : 0.0) -
         (seen.links > 8 ? 2.0 : 0.0);
}

/// Elements that one expression has found.
struct Group {
  std::vector<std::size_t> members;
  double promise = 0;
  int rank = 4;
};

bool has_nested(const std::vector<std::size_t>& members, const std::vector<Seen>& all) {
  const std::size_t looked = std::min<std::size_t>(members.size(), 60);
  for (std::size_t i = 0; i < looked; ++i) {
    for (std::size_t above = all[members[i]].parent; above > 0; above = all[above].parent) {
      if (std::binary_search(members.begin(), members.end(), above)) return true;
    }
  }
  return false;
}

using Members = std::vector<std::size_t>;

std::size_t ancestor_of(std::size_t element, int steps, const std::vector<Seen>& all) {
  for (; steps > 0; --steps) element = all[element].parent;
  return element;
}

// The most of the members that are in one element as many steps above them.
Members largest_part(const Members& members, int steps, const std::vector<Seen>& all) {
  std::map<std::size_t, Members> parts;
  for (const std::size_t member : members) parts[ancestor_of(member, steps, all)].push_back(member);
  const auto largest = std::max_element(
      parts.begin(), parts.end(),
      [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  return std::move(largest->second);
}

// The members and, where they are in several lists, the largest of those.
std::vector<Members> lists_of(const Members& members, const std::vector<Seen>& all) {
  std::vector<Members> lists = {members};
  for (int steps = 1; steps <= kHighestSplit; ++steps) {
    Members part = largest_part(members, steps, all);
    if (part.size() == members.size()) break;
    if (part.size() >= kFewestElements && part != lists.back()) lists.push_back(std::move(part));
  }
  return lists;
}

bool is_one_list(const Members& members, const std::vector<Seen>& all) {
  for (int steps = 1; steps <= kListDepth; ++steps) {
    if (largest_part(members, steps, all).size() == members.size()) return true;
  }
  return false;
}

void add_candidates(const Members& members, const std::vector<Selector>& selectors,
                    const std::vector<Seen>& all, std::vector<Candidate>& candidates) {
  for (const Members& list : lists_of(members, all)) {
    Candidate candidate{
        .elements = {}, .selectors = selectors, .is_one_list = is_one_list(list, all)};
    for (const std::size_t member : list) candidate.elements.push_back(all[member].node);
    candidates.push_back(std::move(candidate));
  }
}

std::vector<Candidate> most_promising(const std::map<std::string, Group>& groups,
                                      const std::vector<Seen>& all) {
  std::map<Members, std::vector<Selector>> same;
  std::vector<std::pair<double, const Members*>> order;
  for (const auto& [xpath, group] : groups) {
    const std::size_t count = group.members.size();
    if (count < kFewestElements || group.promise <= 0) continue;
    const auto [at, is_new] = same.try_emplace(group.members);
    at->second.push_back({xpath, group.rank});
    if (!is_new) continue;
    const double average = group.promise / static_cast<double>(count);
    const auto counted = static_cast<double>(std::min<std::size_t>(count, 20));
    order.emplace_back(average * (1 + counted / 20), &at->first);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (order.size() > kMostCandidates) order.resize(kMostCandidates);
  std::vector<Candidate> candidates;
  for (const auto& [promise, members] : order) {
    if (has_nested(*members, all)) continue;
    std::vector<Selector>& selectors = same.at(*members);
    std::stable_sort(selectors.begin(), selectors.end(), [](const Selector& a, const Selector& b) {
      return std::pair(a.rank, a.xpath.size()) < std::pair(b.rank, b.xpath.size());
    });
    add_candidates(*members, selectors, all, candidates);
  }
  return candidates;
}

}  // namespace

PageContents look_at_page(pugi::xml_node page) {
  std::vector<Seen> all = elements_of(page);
  PageContents contents;
  std::map<std::string, Group> groups;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Seen& seen = all[i];
    contents.has_scripts = contents.has_scripts || is_named(seen.node, "script");
    contents.asks_password = contents.asks_password ||
                             std::string_view(seen.node.attribute("type").value()) == "password";
    const bool is_top = i == 0;
    seen.is_frame = (!is_top && all[seen.parent].is_frame) || is_frame_itself(seen, all[0].text);
    if (seen.is_frame && (is_top || !all[seen.parent].is_frame)) {
      contents.text -= std::min(contents.text, seen.text);
      contents.prose -= std::min(contents.prose, seen.prose);
    }
    if (is_top) {
      contents.text = seen.text;
      contents.prose = seen.prose;
    }
    if (seen.is_frame || seen.text == 0 || !may_be_item(seen.node)) continue;
    for (Selector& selector : selectors_of(seen.node)) {
      Group& group = groups[std::move(selector.xpath)];
      if (!group.members.empty() && group.members.back() == i) continue;
      group.members.push_back(i);
      group.promise += promise_of(seen) + (is_heading(seen.node) ? 2.0 : 0.0);
      group.rank = selector.rank;
    }
  }
  contents.candidates = most_promising(groups, all);
  return contents;
}

}  // namespace syndic::parse
