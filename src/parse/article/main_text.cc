// SPDX-License-Identifier: MIT
#include "parse/article/main_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/ascii.h"
#include "markup/html/tree.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kShortestText = 60;  // Bytes of an article, and of a paragraph that counts.
constexpr std::size_t kMostParagraphs = 5'000;

// The classes by which common systems mark an article's text, the surest first.
constexpr std::array<std::string_view, 14> kTextClasses = {
    "e-content",          "entry-content", "post-content",     "article-body",
    "article-content",    "article__body", "field--name-body", "blog-item-content",
    "blog-post__content", "blog-content",  "fspostbody",       "ui-article-body",
    "news-content",       "story-body"};

bool is_body(pugi::xml_node node) {
  return base::trim(node.attribute("itemprop").value()) == "articleBody";
}

pugi::xml_node marked_text(pugi::xml_node page) {
  const pugi::xml_node top = page.first_child();
  if (const auto body = find_below(top, is_body)) return body;
  for (const std::string_view name : kTextClasses) {
    const auto found = find_below(top, [&](pugi::xml_node node) {
      const auto classes = classes_of(node);
      return std::ranges::any_of(
          classes, [&](std::string_view each) { return base::equals_ignoring_case(each, name); });
    });
    if (found && words(found).size() >= kShortestText) return found;
  }
  return {};
}

// The article of a page that has one; a page of several is a list.
pugi::xml_node only_article(pugi::xml_node page) {
  pugi::xml_node only;
  std::size_t count = 0;
  find_below(page.first_child(), [&](pugi::xml_node node) {
    if (!is_named(node, "article")) return false;
    if (count++ == 0) only = node;
    return count > 1;
  });
  return count == 1 ? only : pugi::xml_node();
}

bool is_frame(pugi::xml_node node) {
  for (const char* name : {"nav", "aside", "footer", "form", "header", "button", "noscript"}) {
    if (is_named(node, name)) return true;
  }
  return false;
}

struct Weighed {
  pugi::xml_node node;
  std::size_t weight = 0;
};

// The parent of most of the page's text in paragraphs.
pugi::xml_node densest(pugi::xml_node page) {
  std::vector<Weighed> weighed;  // In the page's order, so that the first of equals is chosen.
  std::map<pugi::xml_node, std::size_t> place_of;
  const auto add = [&](pugi::xml_node node, std::size_t weight) {
    const auto [place, is_new] = place_of.emplace(node, weighed.size());
    if (is_new) weighed.push_back({node, 0});
    weighed[place->second].weight += weight;
  };
  std::size_t looked = 0;
  for (pugi::xml_node node = page.first_child(); node && looked < kMostParagraphs;) {
    if (is_named(node, "p")) {
      ++looked;
      const std::size_t length = words(node).size();
      if (length >= kShortestText) {
        add(node.parent(), length);
        add(node.parent().parent(), length / 2);
      }
    }
    if (node.first_child() && !is_frame(node) && !is_named(node, "p")) {
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling()) node = node.parent();
    node = node.next_sibling();
  }
  Weighed best;
  for (const Weighed& each : weighed) {
    if (each.weight > best.weight && each.node.type() == pugi::node_element) best = each;
  }
  return best.node;
}

// Whether it belongs to the site and not to the article.
bool is_surplus(pugi::xml_node node, std::string_view title) {
  constexpr std::array<std::string_view, 14> kWords = {
      "share",      "social",  "related",  "comment",   "breadcrumb", "newsletter", "subscribe",
      "pagination", "sidebar", "tag-list", "post-tags", "byline",     "post-nav",   "cookie"};
  if (is_frame(node) || is_named(node, "script") || is_named(node, "style")) return true;
  if (is_heading(node) && text_of(node) == title) return true;
  const std::string name = base::lower(node.attribute("class").value());
  return !name.empty() && std::ranges::any_of(kWords, [&](std::string_view word) {
    return name.find(word) != std::string::npos;
  });
}

void remove_surplus(pugi::xml_node text, std::string_view title) {
  std::vector<pugi::xml_node> surplus;
  for (pugi::xml_node node = text.first_child(); node;) {
    const bool is_out = node.type() == pugi::node_element && is_surplus(node, title);
    if (is_out) surplus.push_back(node);
    if (node.first_child() && !is_out) {
      node = node.first_child();
      continue;
    }
    while (node != text && !node.next_sibling()) node = node.parent();
    node = node == text ? pugi::xml_node() : node.next_sibling();
  }
  for (const pugi::xml_node node : surplus) node.parent().remove_child(node);
}

}  // namespace

std::string take_main_text(pugi::xml_node page, std::string_view title) {
  pugi::xml_node text = marked_text(page);
  if (!text) text = only_article(page);
  if (!text) text = densest(page);
  if (!text) return {};
  remove_surplus(text, title);
  return words(text).size() < kShortestText ? std::string() : markup::inner_html(text);
}

}  // namespace syndic::parse
