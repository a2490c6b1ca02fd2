// SPDX-License-Identifier: MIT
#include "parse/proposal/score.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "base/ascii.h"
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
constexpr std::size_t kLongestOfDate = 80;  // A text in which a date is more than a word.

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
  bool names_itself = false;  ///< Its heading links to itself, as "#may-fair".
};

// Whether the element has a name, and the heading is a link to it.
bool links_to(pugi::xml_node heading, pugi::xml_node element) {
  const std::string_view id = element.attribute("id").value();
  if (id.empty() || heading == element) return false;
  const auto link = find_below(heading, [](pugi::xml_node node) { return is_named(node, "a"); });
  return link && base::trim(link.attribute("href").value()) == "#" + std::string(id);
}

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
        shape.names_itself = shape.names_itself || links_to(node, element);
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

// Whether the first date in the element is part of a sentence, as in "has led us since May 2,
// 2020".
bool is_in_sentence(pugi::xml_node element) {
  bool is_in = false;
  for (const pugi::xml_node part : scope_of(element)) {
    const auto found = find_below(part, [&](pugi::xml_node node) {
      if (is_heading(node)) return false;
      for (const pugi::xml_node child : node.children()) {
        const std::string_view text = base::trim(child.value());
        if (child.type() != pugi::node_pcdata || !find_date(text, "UTC")) continue;
        is_in = text.size() > kLongestOfDate && without_leading_date(text, "UTC") == text;
        return true;
      }
      return false;
    });
    if (found) break;
  }
  return is_in;
}

// Whether the date stands where an item's own date does, and not in the midst of its text.
bool is_own_date(pugi::xml_node element, const model::Item& item, const Shape& shape) {
  if (!item.published) return false;
  if (item.lineage.date_element != "text") return true;
  if (is_in_sentence(element)) return false;
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

/// Whether an item can be told from those before it: by its link, or by what it says.
enum class Identity { none, link, text };

double item_points(pugi::xml_node element, const model::Item& item, Identity identity,
                   bool has_date, const Shape& shape) {
  const std::string& title = item.title.value;
  const bool is_link_only = !has_date && item.summary.empty() && !shape.has_heading &&
                            shape.text.size() <= title.size() + kLongTitle;
  double points = identity == Identity::link ? 2.0 : identity == Identity::text ? 0.5 : 0.0;
  if (identity == Identity::none && !item.url.empty()) points = -2.0;
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

bool is_question(std::string_view title) {
  return title.ends_with('?') || title.ends_with("\xEF\xBC\x9F");  // As Chinese has it.
}

// Takes what an item is known by into `known`.
Identity identity_of(const model::Item& item, bool has_date, const Shape& shape,
                     std::set<std::string>& known) {
  if (!item.url.empty() && known.insert(item.url).second) return Identity::link;
  const bool is_entry = shape.has_heading && (has_date || shape.names_itself);
  return is_entry && known.insert(shape.text).second ? Identity::text : Identity::none;
}

}  // namespace

ListScore score_list(const std::vector<pugi::xml_node>& elements, const PageItems& reader) {
  ListScore score;
  std::set<std::string> known;
  double squares = 0;
  std::size_t good = 0;
  std::size_t linked = 0;
  const std::size_t looked = std::min(elements.size(), kMostScored);
  for (std::size_t i = 0; i < looked; ++i) {
    const model::Item item = reader.read(elements[i]).item;
    const Shape shape = item_shape(elements[i]);
    const bool has_date = is_own_date(elements[i], item, shape);
    const Identity identity = identity_of(item, has_date, shape, known);
    const double points = item_points(elements[i], item, identity, has_date, shape);
    squares += points * std::abs(points);
    score.text += shape.text.size();
    if (identity != Identity::none) ++score.items;
    if (identity == Identity::link) ++linked;
    if (has_date) ++score.dated;
    if (is_question(item.title.value)) ++score.questions;
    if (points >= 2.5) ++good;
  }
  score.is_dated = 2 * score.dated > looked;
  if (2 * score.items <= looked || 3 * good < 2 * looked) return score;
  if (score.items < (score.is_dated && 2 * linked > looked ? 2U : 3U)) return score;
  const double average = squares / static_cast<double>(looked);
  const auto counted = static_cast<double>(std::min(looked, kMostCounted));
  score.points = average * std::pow(counted, 0.75);
  return score;
}

}  // namespace syndic::parse
