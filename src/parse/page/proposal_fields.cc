// SPDX-License-Identifier: MIT
#include "parse/page/proposal_fields.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "parse/page/dates.h"
#include "parse/page/nodes.h"
#include "parse/page/proposal_names.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostSampled = 30;   // Of the items.
constexpr std::size_t kMostNodes = 1'000;  // Of an item.
constexpr std::size_t kMostTried = 8;      // Expressions of a field.
constexpr std::size_t kLongestField = 200;

/// A field: the words that name it, and whether a value can be one of it.
struct Field {
  std::string PageRules::*rule;
  std::vector<std::string_view> names;
  std::vector<const char*> usual;
  bool (*fits)(const std::string& value);
  std::string (*found)(const model::Item& item);
};

bool is_short_text(const std::string& value) {
  return !value.empty() && value.size() <= kLongestField && !is_read_more(value);
}

bool is_only_date(const std::string& value) {
  return value.size() < 30 && find_date(value, "UTC").has_value();
}

bool is_title(const std::string& value) { return is_short_text(value) && !is_only_date(value); }

bool is_sentence(const std::string& value) { return value.size() >= 20 && !is_read_more(value); }

bool is_dated(const std::string& value) { return find_date(value, "UTC").has_value(); }

bool is_author(const std::string& value) {
  return is_short_text(value) && value.size() <= 60 && !is_dated(value) &&
         !value.starts_with("By ") && !value.starts_with("by ");
}

std::vector<Field> fields() {
  return {
      {&PageRules::title,
       {"title", "headline"},
       {".//strong", ".//b"},
       is_title,
       [](const model::Item& item) {
         return is_only_date(item.title.value) ? std::string() : item.title.value;
       }},
      {&PageRules::date,
       {"date", "published", "created", "time"},
       {},
       is_dated,
       [](const model::Item& item) { return std::string(item.published ? "found" : ""); }},
      {&PageRules::summary,
       {"description", "excerpt", "summary", "teaser", "body", "intro"},
       {},
       is_sentence,
       [](const model::Item& item) { return item.summary.value; }},
      {&PageRules::author,
       {"author"},
       {".//a[@rel='author']", ".//*[@data-hook='user-name']"},
       is_author,
       [](const model::Item& item) {
         return item.authors.empty() ? std::string() : item.authors.front().name;
       }},
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
std::vector<std::string> tries(const std::vector<pugi::xml_node>& elements, const Field& field) {
  std::map<std::string, std::size_t> counts;
  for (std::size_t i = 0; i < std::min(elements.size(), kMostSampled); ++i) {
    collect(elements[i], field, counts);
  }
  std::vector<std::pair<std::size_t, std::string>> order;
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
               const std::vector<pugi::xml_node>& elements, const PageItems& reader) {
  const auto query = PageQuery::read(xpath, "proposal");
  if (!query) return false;
  std::size_t fitting = 0;
  std::size_t new_ones = 0;
  const std::size_t looked = std::min(elements.size(), kMostSampled);
  for (std::size_t i = 0; i < looked; ++i) {
    if (!field.fits(query->value(elements[i], {}))) continue;
    ++fitting;
    if (field.found(reader.read(elements[i]).item).empty()) ++new_ones;
  }
  return 2 * fitting > looked && 2 * new_ones > looked;
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
  const bool is_flat = is_heading(elements.front()) || is_named(elements.front(), "dt");
  for (const Field& field : fields()) {
    if (is_flat) break;  // Its parts are after it, where they are searched for anyway.
    for (const std::string& xpath : tries(elements, field)) {
      if (!is_better(xpath, field, elements, reader)) continue;
      rules.*field.rule = xpath;
      break;
    }
  }
  rules.next = next_xpath(page);
  return rules;
}

}  // namespace syndic::parse
