// SPDX-License-Identifier: MIT
#include "parse/proposal/fields.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "parse/page/dates.h"
#include "parse/page/nodes.h"
#include "parse/proposal/names.h"
#include "parse/proposal/tries.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostSampled = 30;   // Of the items.
constexpr std::size_t kMostNodes = 1'000;  // Of an item.
constexpr std::size_t kMostTried = 8;      // Expressions of a field.
constexpr std::size_t kLongestField = 200;

/// A field: the words that name it, where it is else, whether a value can be one of the item, and
/// whether the value is better than what the item has without a rule.
struct Field {
  std::string PageRules::*rule;
  std::vector<std::string_view> names;
  std::vector<std::string> usual;
  bool (*fits)(const std::string& value, const model::Item& item);
  bool (*is_new)(const std::string& value, const model::Item& item);
};

bool is_short_text(const std::string& value) {
  return !value.empty() && value.size() <= kLongestField && !is_read_more(value);
}

bool is_title(const std::string& value, const model::Item& /*item*/) {
  return is_short_text(value) && !is_only_date(value);
}

// A title that is a whole card, "29.01.2026A title and its text", is none.
bool is_better_title(const std::string& value, const model::Item& item) {
  constexpr std::size_t kMuchLonger = 60;
  const std::string& title = item.title.value;
  if (title.empty() || is_only_date(title)) return true;
  const std::size_t at = title.find(value);
  if (at == std::string::npos || title.size() == value.size()) return false;
  return find_date(title.substr(0, at), "UTC") || title.size() > value.size() + kMuchLonger;
}

bool is_dated(const std::string& value, const model::Item& /*item*/) {
  constexpr std::size_t kLongest = 80;
  return value.size() <= kLongest && find_date(value, "UTC").has_value();
}

bool is_author(const std::string& value, const model::Item& item) {
  return is_short_text(value) && value.size() <= 60 && !is_dated(value, item) &&
         !value.starts_with("By ") && !value.starts_with("by ");
}

std::vector<Field> fields_of(const std::vector<SampledItem>& items) {
  const bool is_term = is_named(items.front().element, "dt");
  std::vector<std::string> title_tries = {".//strong", ".//b"};
  if (is_term) title_tries = {"."};
  return {
      {&PageRules::title, {"title", "headline"}, title_tries, is_title, is_better_title},
      {&PageRules::date,
       {"date", "published", "created", "time"},
       date_tries(items),
       is_dated,
       [](const std::string&, const model::Item& item) { return !item.published; }},
      {&PageRules::summary,
       {"description", "excerpt", "summary", "teaser", "body", "intro"},
       summary_tries(items),
       may_be_summary,
       [](const std::string&, const model::Item& item) { return item.summary.empty(); }},
      {&PageRules::author,
       {"author"},
       {".//a[@rel='author']", ".//*[@data-hook='user-name']"},
       is_author,
       [](const std::string&, const model::Item& item) { return item.authors.empty(); }},
  };
}

bool names_field(std::string_view name, const Field& field) {
  const auto words = words_of_name(name);
  return !words.empty() &&
         std::find(field.names.begin(), field.names.end(), words.back()) != field.names.end() &&
         is_lasting_name(name);
}

void collect(pugi::xml_node item, const Field& field, std::map<std::string, std::size_t>& counts) {
  std::size_t nodes = 0;
  find_below(item, [&](pugi::xml_node node) {
    if (node == item) return false;
    for (const char* key : {"data-hook", "data-testid", "itemprop"}) {
      const std::string_view value = node.attribute(key).value();
      if (names_field(value, field)) {
        ++counts[".//*[@" + std::string(key) + "='" + std::string(value) + "']"];
      }
    }
    for (const std::string_view name : classes_of(node)) {
      if (!names_field(name, field)) continue;
      const std::string test = node.attribute("class").value() == name
                                   ? "[@class='" + std::string(name) + "']"
                                   : "[contains(@class, '" + std::string(name) + "')]";
      ++counts[".//" + std::string(node.name()) + test];
    }
    return ++nodes > kMostNodes;
  });
}

// The expressions that may select the field, those of most items first.
std::vector<std::string> tries(const std::vector<SampledItem>& items, const Field& field) {
  std::map<std::string, std::size_t> counts;
  for (const SampledItem& each : items) collect(each.element, field, counts);
  std::vector<std::pair<std::size_t, std::string>> order;
  order.reserve(counts.size());
  for (const auto& [xpath, count] : counts) order.emplace_back(count, xpath);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> xpaths;
  for (auto& each : order) {
    if (xpaths.size() < kMostTried) xpaths.push_back(std::move(each.second));
  }
  xpaths.insert(xpaths.end(), field.usual.begin(), field.usual.end());
  return xpaths;
}

// Whether the expression finds the field in most items, and in most of those it is not found
// without.
bool is_better(const std::string& xpath, const Field& field,
               const std::vector<SampledItem>& items) {
  const auto query = PageQuery::read(xpath, "proposal");
  if (!query) return false;
  std::size_t fitting = 0;
  std::size_t new_ones = 0;
  for (const SampledItem& each : items) {
    const std::string value = query->value(each.element, {});
    if (!field.fits(value, each.item)) continue;
    ++fitting;
    if (field.is_new(value, each.item)) ++new_ones;
  }
  return 2 * fitting > items.size() && 2 * new_ones > items.size();
}

std::string next_xpath(pugi::xml_node page) {
  for (const char* xpath :
       {"//a[@rel='next']/@href", "//link[@rel='next']/@href",
        "//a[contains(concat(' ', normalize-space(@class), ' '), ' next ')]/@href",
        "//li[contains(@class, 'next')]/a/@href", "//*[contains(@class, 'older')]//a/@href",
        "//a[contains(@class, 'older')]/@href"}) {
    const auto query = PageQuery::read(xpath, "next");
    const std::string value = query ? query->value(page, {}) : std::string();
    if (!value.empty() && !value.starts_with('#')) return xpath;
  }
  return {};
}

}  // namespace

PageRules with_fields(PageRules rules, const std::vector<pugi::xml_node>& elements,
                      const PageItems& reader, pugi::xml_node page) {
  rules.next = next_xpath(page);
  if (is_heading(elements.front())) return rules;  // Its parts are after it, and found there.
  std::vector<SampledItem> items;
  for (std::size_t i = 0; i < std::min(elements.size(), kMostSampled); ++i) {
    items.push_back({elements[i], reader.read(elements[i]).item});
  }
  rules.link = own_link(items);
  for (const Field& field : fields_of(items)) {
    for (const std::string& xpath : tries(items, field)) {
      if (!is_better(xpath, field, items)) continue;
      rules.*field.rule = xpath;
      // A text is told from the title by the rule for that.
      if (field.rule != &PageRules::title) break;
      const auto query = PageQuery::read(xpath, "title");
      for (SampledItem& each : items) each.item.title.value = query->value(each.element, {});
      break;
    }
  }
  return rules;
}

PageRules without_item(pugi::xml_node page) { return {.next = next_xpath(page)}; }

}  // namespace syndic::parse
