// SPDX-License-Identifier: MIT
#include "parse/page/proposal_score.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "base/utf8.h"
#include "parse/page/dates.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostScored = 60;
constexpr std::size_t kMostCounted = 20;  // More items make a list no better.
constexpr std::size_t kNearStart = 80;    // Bytes in which an item's own date is.
constexpr std::size_t kLongTitle = 15;
constexpr std::size_t kHeadlineWords = 4;
constexpr std::size_t kMostLinks = 12;

std::size_t count_words(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) +
         (text.empty() ? 0 : 1);
}

/// What an element has, beside the fields that are read of it.
struct Shape {
  std::string text;
  std::size_t links = 0;          ///< With different targets.
  std::size_t linked_titles = 0;  ///< Headings with links of their own.
  bool has_heading = false;
  bool has_read_more = false;
};

Shape item_shape(pugi::xml_node element) {
  Shape shape;
  std::set<std::string> targets;
  std::set<std::string> titles;
  std::size_t nodes = 0;
  for (const pugi::xml_node part : scope_of(element)) {
    shape.text += (shape.text.empty() ? "" : " ") + text_of(part);
    find_below(part, [&](pugi::xml_node node) {
      if (is_link(node)) {
        targets.insert(node.attribute("href").value());
        shape.has_read_more = shape.has_read_more || is_read_more(text_of(node));
      }
      if (is_heading(node)) {
        shape.has_heading = true;
        const auto link = find_below(node, is_link);
        if (link) titles.insert(link.attribute("href").value());
      }
      return ++nodes > 1'000;
    });
  }
  shape.links = targets.size();
  shape.linked_titles = titles.size();
  return shape;
}

// Whether the date stands where an item's own date does, and not in the midst of its text.
bool is_own_date(const model::Item& item, const Shape& shape) {
  if (!item.published) return false;
  if (item.lineage.date_element != "text") return true;
  std::string_view text = shape.text;
  if (!item.title.empty() && text.starts_with(item.title.value)) {
    text.remove_prefix(item.title.value.size());
  }
  if (find_date(base::utf8_prefix(text, kNearStart), "UTC")) return true;
  return text.size() > kNearStart &&
         find_date(text.substr(text.size() - kNearStart), "UTC").has_value();
}

// Whether the link is only a word in a sentence.
bool is_prose(pugi::xml_node element, const model::Item& item, const Shape& shape) {
  if (shape.has_heading || shape.has_read_more || is_named(element, "tr")) return false;
  if (is_named(element, "dt")) return false;
  const std::size_t at = shape.text.find(item.title.value);
  return item.title.empty() || at > kNearStart;
}

double item_points(pugi::xml_node element, const model::Item& item, bool is_new,
                   const Shape& shape) {
  const std::string& title = item.title.value;
  const bool has_date = is_own_date(item, shape);
  const bool is_link_only = !has_date && item.summary.empty() && !shape.has_heading &&
                            shape.text.size() <= title.size() + kLongTitle;
  double points = item.url.empty() ? 0.0 : is_new ? 2.0 : -2.0;
  points += (title.empty() ? 0.0 : 1.0) + (title.size() > kLongTitle ? 0.5 : 0.0);
  points += (has_date ? 4.0 : 0.0) + (item.summary.empty() ? 0.0 : 1.5);
  points += item.image.empty() ? 0.0 : 0.2;
  if (is_link_only) points -= count_words(title) >= kHeadlineWords ? 1.0 : 3.0;
  if (shape.linked_titles > 1) points -= 4.0;
  if (shape.links > kMostLinks) points -= 3.0;
  if (is_prose(element, item, shape) && !has_date) points -= 4.0;
  if (find_date(title, "UTC") && count_words(title) <= 4) points -= 1.0;
  return points;
}

}  // namespace

ListScore score_list(const std::vector<pugi::xml_node>& elements, const PageItems& reader) {
  ListScore score;
  std::set<std::string> urls;
  double squares = 0;
  std::size_t good = 0;
  const std::size_t looked = std::min(elements.size(), kMostScored);
  for (std::size_t i = 0; i < looked; ++i) {
    const model::Item item = reader.read(elements[i]).item;
    const Shape shape = item_shape(elements[i]);
    const bool is_new = urls.insert(item.url).second;
    const double points = item_points(elements[i], item, is_new, shape);
    squares += points * std::abs(points);
    score.text += shape.text.size();
    if (!item.url.empty() && is_new) ++score.items;
    if (is_own_date(item, shape)) ++score.dated;
    if (points >= 2.5) ++good;
  }
  const bool is_dated = 2 * score.dated > looked;
  if (2 * score.items <= looked || 3 * good < 2 * looked) return score;
  if (score.items < (is_dated ? 2U : 3U)) return score;
  const double average = squares / static_cast<double>(looked);
  const auto counted = static_cast<double>(std::min(looked, kMostCounted));
  score.points = average * std::pow(counted, 0.75);
  return score;
}

}  // namespace syndic::parse
