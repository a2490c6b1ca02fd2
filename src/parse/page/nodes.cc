// SPDX-License-Identifier: MIT
#include "parse/page/nodes.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/html/tags.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kLongestWords = 20'000;

// Elements within a line.
bool is_inline(std::string_view name) {
  constexpr std::array<std::string_view, 33> kNames = {
      "a",     "abbr", "acronym", "b",      "bdi", "bdo", "big",   "cite", "code", "data", "del",
      "dfn",   "em",   "font",    "i",      "ins", "kbd", "label", "mark", "q",    "s",    "samp",
      "small", "span", "strike",  "strong", "sub", "sup", "time",  "tt",   "u",    "var",  "wbr"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_unread(std::string_view name) {
  return name == "script" || name == "style" || name == "template";
}

}  // namespace

std::string text_of(pugi::xml_node element) {
  std::string text;
  const auto part = [&](pugi::xml_node node) {
    if (node.type() == pugi::node_element && !is_inline(node.name())) text.push_back(' ');
  };
  for (pugi::xml_node node = element; node;) {
    if (node.type() == pugi::node_pcdata) text.append(node.value());
    part(node);
    if (node.first_child() && !is_unread(node.name())) {
      node = node.first_child();
      continue;
    }
    while (node != element && !node.next_sibling()) {
      node = node.parent();
      part(node);
    }
    if (node == element) break;
    node = node.next_sibling();
  }
  return base::fold_spaces(text);
}

std::string words(pugi::xml_node node) {
  std::string text = text_of(node);
  if (text.size() > kLongestWords) text.resize(base::utf8_prefix(text, kLongestWords).size());
  return text;
}

std::string attribute_of(pugi::xml_node element, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const std::string_view value = base::trim(element.attribute(name).value());
    if (!value.empty()) return std::string(value);
  }
  return {};
}

std::vector<std::string_view> classes_of(pugi::xml_node element) {
  std::vector<std::string_view> classes;
  std::string_view rest = element.attribute("class").value();
  while (!(rest = base::trim(rest)).empty()) {
    const auto* end = std::find_if(rest.begin(), rest.end(), base::is_space);
    const auto length = static_cast<std::size_t>(end - rest.begin());
    classes.push_back(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return classes;
}

bool has_class(pugi::xml_node element, std::string_view name) {
  const auto classes = classes_of(element);
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

bool has_class_like(pugi::xml_node element, std::string_view word) {
  return base::lower(element.attribute("class").value()).find(word) != std::string::npos;
}

bool is_named(pugi::xml_node element, std::string_view name) { return element.name() == name; }

bool is_heading(pugi::xml_node element) {
  const std::string_view name = element.name();
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

bool is_link(pugi::xml_node element) {
  if (!is_named(element, "a")) return false;
  const std::string_view href = base::trim(element.attribute("href").value());
  return !href.empty() && href.front() != '#' &&
         !base::starts_with_ignoring_case(href, "javascript:") &&
         !base::starts_with_ignoring_case(href, "mailto:") &&
         !base::starts_with_ignoring_case(href, "tel:");
}

bool is_read_more(std::string_view text) {
  constexpr std::array<std::string_view, 15> kWords = {
      "read more", "more",       "continue reading", "watch now",  "listen now",
      "watch",     "listen",     "learn more",       "click here", "here",
      "details",   "full story", "read on",          "view",       "register"};
  std::string words;  // Without arrows, dots and quotation marks.
  for (const char c : text) {
    words.push_back(base::is_alpha(c) || base::is_digit(c) ? base::to_lower(c) : ' ');
  }
  words = base::fold_spaces(words);
  return words.empty() ? base::is_ascii(text) || text.size() <= 4
                       : std::find(kWords.begin(), kWords.end(), words) != kWords.end();
}

std::string selector_of(pugi::xml_node element) {
  std::string selector = element.name();
  const auto classes = classes_of(element);
  if (!classes.empty()) selector.append(".").append(classes.front());
  return selector;
}

}  // namespace syndic::parse
