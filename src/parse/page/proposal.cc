// SPDX-License-Identifier: MIT
#include "parse/page/proposal.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parse/page/item.h"
#include "parse/page/nodes.h"
#include "parse/page/page.h"

namespace syndic::parse {
namespace {

using Nodes = std::vector<pugi::xml_node>;

constexpr std::size_t kFewest = 2;
constexpr std::size_t kMostTried = 40;
constexpr std::size_t kMostLooked = 60;  // Of a group's items.

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_of("'\"") == std::string_view::npos;
}

// An expression that selects the element: by its name and class, else by its place.
std::string xpath_of(pugi::xml_node element) {
  const std::string name = element.name();
  const auto classes = classes_of(element);
  if (!classes.empty() && is_name(classes.front())) {
    const std::string first(classes.front());
    if (element.attribute("class").value() == first)
      return "//" + name + "[@class='" + first + "']";
    return "//" + name + "[contains(concat(' ', normalize-space(@class), ' '), ' " + first + " ')]";
  }
  std::string path = name;
  for (pugi::xml_node above = element.parent(); above; above = above.parent()) {
    const std::string_view id = above.attribute("id").value();
    if (is_name(id)) return "//*[@id='" + std::string(id) + "']/" + path;
    const auto own = classes_of(above);
    if (!own.empty() && is_name(own.front())) return xpath_of(above) + "/" + path;
    if (is_named(above, "main") || is_named(above, "article") || is_named(above, "body")) {
      return "//" + std::string(above.name()) + "/" + path;
    }
    path.insert(0, std::string(above.name()) + "/");
  }
  return "//" + name;
}

// Whether the element is in a part that every page of a site has.
bool is_site_frame(pugi::xml_node element) {
  for (pugi::xml_node above = element; above; above = above.parent()) {
    for (const char* name : {"nav", "header", "footer", "aside", "head", "form", "table"}) {
      if (is_named(above, name) && !(above != element && is_named(above, "table"))) return true;
    }
    if (has_class_like(above, "menu") || has_class_like(above, "breadcrumb")) return true;
  }
  return false;
}

bool may_be_item(pugi::xml_node element) {
  for (const char* name :
       {"article", "section", "li", "div", "tr", "h2", "h3", "h4", "p", "dt", "a"}) {
    if (is_named(element, name)) return true;
  }
  return false;
}

// The expressions of elements with a link in them, the most frequent first.
std::vector<std::string> candidates(pugi::xml_node page) {
  std::map<std::string, std::size_t> counts;
  find_below(page.first_child(), [&](pugi::xml_node node) {
    if (!may_be_item(node) || is_site_frame(node)) return false;
    if (is_heading(node) || find_below(node, is_link)) ++counts[xpath_of(node)];
    return false;
  });
  std::vector<std::pair<std::size_t, std::string>> found;
  for (auto& [xpath, count] : counts) {
    if (count >= kFewest) found.emplace_back(count, xpath);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (found.size() > kMostTried) found.resize(kMostTried);
  std::vector<std::string> xpaths;
  xpaths.reserve(found.size());
  for (auto& each : found) xpaths.push_back(std::move(each.second));
  return xpaths;
}

struct Score {
  double points = 0;
  std::size_t items = 0;
};

// How much like a list of news the items are: each with a title of its own, a link of its own, some
// text and a date.
Score score_of(const PageItems& items) {
  const Nodes elements = items.elements();
  std::map<std::string, int> links;
  double parts = 0;
  double looked = 0;
  for (const pugi::xml_node element : elements) {
    if (looked >= static_cast<double>(kMostLooked)) break;
    looked += 1;
    const model::Item item = items.read(element).item;
    const bool is_new = !item.url.empty() && links[item.url]++ == 0;
    parts += (is_new ? 2.0 : -1.0) + (item.title.empty() ? 0.0 : 1.0) +
             (item.published ? 3.0 : 0.0) + (item.summary.empty() ? 0.0 : 1.5) +
             (item.title.value.size() > 15 ? 0.5 : 0.0);
  }
  if (looked < static_cast<double>(kFewest)) return {};
  // Many good items are better than a few; not so much that a menu beats the news.
  const double average = parts / looked;
  return {average * (1.0 + std::min(looked, 20.0) / 20.0), elements.size()};
}

// The expression, if it has a value in most items.
std::string if_common(const std::string& xpath, const Nodes& elements,
                      std::initializer_list<const char*> attributes = {}) {
  const auto query = PageQuery::read(xpath, "proposal");
  if (!query) return {};
  std::size_t found = 0;
  std::size_t looked = 0;
  for (const pugi::xml_node element : elements) {
    if (looked == kMostLooked) break;
    ++looked;
    if (!query->value(element, attributes).empty()) ++found;
  }
  return 2 * found > looked ? xpath : std::string();
}

std::string first_common(std::initializer_list<const char*> xpaths, const Nodes& elements) {
  for (const char* xpath : xpaths) {
    std::string common = if_common(xpath, elements);
    if (!common.empty()) return common;
  }
  return {};
}

// The class by which most items name their date, or the paragraph that holds it.
std::string date_xpath(const Nodes& elements) {
  std::string known = first_common({".//time/@datetime", ".//time"}, elements);
  if (!known.empty()) return known;
  for (const pugi::xml_node element : elements) {
    const auto dated =
        find_below(element, [](pugi::xml_node node) { return has_class_like(node, "date"); });
    if (!dated || dated == element) continue;
    for (const std::string_view name : classes_of(dated)) {
      if (name.find("date") == std::string_view::npos || !is_name(name)) continue;
      return if_common(
          ".//" + std::string(dated.name()) + "[contains(@class, '" + std::string(name) + "')]",
          elements);
    }
  }
  return {};
}

PageRules with_fields(PageRules rules, const Nodes& elements) {
  const bool is_flat = is_heading(elements.front());
  if (is_flat) return rules;  // Its parts are after it, where they are searched for anyway.
  rules.title = first_common({".//h1", ".//h2", ".//h3", ".//h4", ".//h5"}, elements);
  if (!rules.title.empty()) {
    rules.link = first_common(
        {".//h1//a/@href", ".//h2//a/@href", ".//h3//a/@href", ".//h4//a/@href", ".//h5//a/@href"},
        elements);
  }
  if (rules.link.empty()) rules.link = first_common({".//a/@href"}, elements);
  rules.date = date_xpath(elements);
  rules.image = first_common({".//img/@src"}, elements);
  return rules;
}

std::string next_xpath(pugi::xml_node page) {
  for (const char* xpath : {"//a[@rel='next']/@href", "//link[@rel='next']/@href"}) {
    const auto query = PageQuery::read(xpath, "next");
    if (query && !query->value(page, {}).empty()) return xpath;
  }
  return {};
}

}  // namespace

Result<PageRules> propose_rules(std::string_view bytes, const Hints& hints) {
  const auto tree = read_page_tree(bytes, hints);
  if (!tree) return fail(tree.error());
  const pugi::xml_node page = tree->root();
  const std::string base_url = base_of_page(page, hints.base_url);
  PageRules best;
  Score best_score;
  Nodes elements;
  for (const std::string& xpath : candidates(page)) {
    const auto items = PageItems::prepare({.item = xpath}, page, base_url, hints.time_zone);
    if (!items) continue;
    const Score score = score_of(*items);
    if (score.points <= best_score.points) continue;
    best_score = score;
    best = {.item = xpath};
    elements = items->elements();
  }
  if (best.item.empty()) {
    return fail(Errc::unknown_format,
                "the page repeats nothing that holds a link, so no list of news is found in it; "
                "its items may be added to it by a script");
  }
  best.next = next_xpath(page);
  return with_fields(std::move(best), elements);
}

}  // namespace syndic::parse
