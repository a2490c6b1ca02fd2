// SPDX-License-Identifier: MIT
#include "parse/proposal/tries.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "parse/page/dates.h"
#include "parse/page/item.h"
#include "parse/page/nodes.h"
#include "parse/proposal/names.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostVisited = 1'000;  // Elements of an item.
constexpr std::size_t kMostOfKind = 6;       // Expressions.
constexpr std::size_t kShortestSummary = 20;
constexpr std::size_t kLongestDate = 40;

using Counts = std::map<std::string, std::size_t>;

// Those that fit at least so many items, those of most items first, then the shortest.
std::vector<std::string> most_common(const Counts& counts, std::size_t fewest) {
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [xpath, count] : counts) {
    if (count >= fewest) order.emplace_back(count, xpath);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.size() < b.second.size();
  });
  std::vector<std::string> xpaths;
  for (auto& each : order) {
    if (xpaths.size() < kMostOfKind) xpaths.push_back(std::move(each.second));
  }
  return xpaths;
}

// The element by a name that lasts, else by its kind: ".//*[@data-hook='time-ago']", ".//span".
std::string by_name(pugi::xml_node node) {
  for (const char* key : {"data-hook", "data-testid", "itemprop"}) {
    const std::string_view value = node.attribute(key).value();
    if (is_lasting_name(value))
      return ".//*[@" + std::string(key) + "='" + std::string(value) + "']";
  }
  const std::string_view name = node.attribute("class").value();
  const bool is_one = name.find(' ') == std::string_view::npos;
  const std::string kind = ".//" + std::string(node.name());
  return is_one && is_lasting_name(name) ? kind + "[@class='" + std::string(name) + "']" : kind;
}

// Visits the elements below the item's.
template <class Visit>
void visit_parts(pugi::xml_node element, Visit visit) {
  std::size_t nodes = 0;
  find_below(element, [&](pugi::xml_node node) {
    if (node != element) visit(node);
    return ++nodes > kMostVisited;
  });
}

// Whether there are no blocks in it.
bool is_leaf(pugi::xml_node node) {
  return !find_below(node, [&](pugi::xml_node below) {
    return below != node && (is_heading(below) || is_named(below, "div") || is_named(below, "p") ||
                             is_named(below, "ul") || is_named(below, "table"));
  });
}

void count_terms(const SampledItem& sample, Counts& counts) {
  std::size_t place = 0;
  for (const pugi::xml_node part : scope_of(sample.element)) {
    if (!is_named(part, "dd") || part.parent() != sample.element.parent()) continue;
    ++place;
    if (!may_be_summary(text_of(part), sample.item)) continue;
    ++counts["following-sibling::dd[" + std::to_string(place) + "]"];
  }
}

void count_cells(const SampledItem& sample, Counts& counts) {
  std::size_t place = 0;
  for (const pugi::xml_node cell : sample.element.children("td")) {
    ++place;
    if (may_be_summary(text_of(cell), sample.item)) ++counts["td[" + std::to_string(place) + "]"];
  }
}

void count_texts(const SampledItem& sample, Counts& counts) {
  visit_parts(sample.element, [&](pugi::xml_node node) {
    if (!is_leaf(node) || !may_be_summary(text_of(node), sample.item)) return;
    const std::string named = by_name(node);
    const std::string kind = ".//" + std::string(node.name());
    for (const std::string& xpath : {named, kind, kind + "[not(*)]"}) ++counts[xpath];
  });
}

// The text before or after the links, whichever is a date beside more of them: where each has its
// date after it, that before a link is the date of the one before, and the first has none.
std::string text_beside(const std::vector<SampledItem>& items) {
  std::size_t before = 0;
  std::size_t after = 0;
  for (const SampledItem& each : items) {
    if (is_only_date(each.element.previous_sibling().value())) ++before;
    if (is_only_date(each.element.next_sibling().value())) ++after;
  }
  return before >= after ? "preceding-sibling::text()[1]" : "following-sibling::text()[1]";
}

}  // namespace

bool is_only_date(const std::string& value) {
  return value.size() < kLongestDate && find_date(value, "UTC").has_value();
}

bool may_be_summary(const std::string& value, const model::Item& item) {
  const std::string& title = item.title.value;
  const bool is_title = !title.empty() && value.find(title) != std::string::npos;
  const bool has_words = std::ranges::count(value, ' ') >= 3 || !base::is_ascii(value);
  return value.size() >= kShortestSummary && has_words && !is_title && !is_read_more(value) &&
         !is_only_date(value);
}

std::vector<std::string> date_tries(const std::vector<SampledItem>& items) {
  Counts counts;
  for (const SampledItem& each : items) {
    visit_parts(each.element, [&](pugi::xml_node node) {
      for (const char* key : {"datetime", "title", "content", "data-date", "data-time"}) {
        const std::string value = attribute_of(node, {key});
        if (is_only_date(value)) ++counts[by_name(node) + "/@" + key];
      }
    });
  }
  std::vector<std::string> xpaths = most_common(counts, items.size() / 2 + 1);
  if (items.empty()) return xpaths;
  const pugi::xml_node first = items.front().element;
  xpaths.emplace_back("text()");
  if (is_link(first)) xpaths.push_back(text_beside(items));
  return xpaths;
}

std::vector<std::string> summary_tries(const std::vector<SampledItem>& items) {
  Counts counts;
  if (items.empty()) return {};
  const pugi::xml_node first = items.front().element;
  const bool is_term = is_named(first, "dt");
  for (const SampledItem& each : items) {
    if (is_term) {
      count_terms(each, counts);
    } else if (is_named(first, "tr")) {
      count_cells(each, counts);
    } else {
      count_texts(each, counts);
    }
  }
  // Where one term lacks it, its text would be that of the next.
  return most_common(counts, is_term ? items.size() : items.size() / 2 + 1);
}

std::string own_link(const std::vector<SampledItem>& items) {
  Counts counts;
  for (const SampledItem& each : items) {
    const std::string id = each.element.attribute("id").value();
    if (!each.item.url.empty() || id.empty()) continue;
    const auto heading = find_below(each.element, is_heading);
    const auto link = find_below(heading, [&](pugi::xml_node node) {
      return is_named(node, "a") && attribute_of(node, {"href"}) == "#" + id;
    });
    if (link && heading != each.element) ++counts[".//" + std::string(heading.name()) + "/a"];
  }
  const auto common = most_common(counts, items.size() / 2 + 1);
  return common.empty() ? std::string() : common.front();
}

}  // namespace syndic::parse
