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

// The text without the elements that are left out.
template <class IsLeftOut>
std::string text_without(pugi::xml_node element, IsLeftOut is_left_out) {
  std::string text;
  const auto part = [&](pugi::xml_node node) {
    if (node.type() == pugi::node_element && !is_inline(node.name())) text.push_back(' ');
  };
  for (pugi::xml_node node = element; node;) {
    if (node.type() == pugi::node_pcdata) text.append(node.value());
    part(node);
    if (node.first_child() && !is_unread(node.name()) && !is_left_out(node)) {
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

}  // namespace

std::string text_of(pugi::xml_node element) {
  return text_without(element, [](pugi::xml_node) { return false; });
}

std::string prose_of(pugi::xml_node element) {
  return text_without(
      element, [](pugi::xml_node node) { return is_link(node) && is_read_more(text_of(node)); });
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
  constexpr std::array<std::string_view, 24> kInvitations = {
      "read more",        "more",
      "continue reading", "watch now",
      "listen now",       "watch",
      "listen",           "learn more",
      "click here",       "here",
      "details",          "full story",
      "read on",          "view",
      "register",         "read article",
      "see more",         "view details",
      "leer m\xC3\xA1s",  "weiterlesen",
      "mehr erfahren",    "lire la suite",
      "leia mais",        "\xE9\x98\x85\xE8\xAF\xBB\xE6\x9B\xB4\xE5\xA4\x9A"};
  std::string invitation;  // Without arrows, dots and quotation marks.
  for (const char c : text) {
    const bool is_letter =
        base::is_alpha(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    invitation.push_back(is_letter ? base::to_lower(c) : ' ');
  }
  invitation = base::fold_spaces(invitation);
  for (const std::string_view arrow :
       {"\xC2\xBB", "\xE2\x86\x92", "\xE2\x80\xA6", "\xE2\x80\xBA"}) {
    if (invitation.ends_with(arrow)) invitation.resize(invitation.size() - arrow.size());
  }
  invitation = base::fold_spaces(invitation);
  if (invitation.empty()) return base::is_ascii(text) || text.size() <= 4;
  return invitation.starts_with("continue reading ") ||
         invitation.starts_with("read more about ") ||
         std::ranges::find(kInvitations, invitation) != kInvitations.end();
}

}  // namespace syndic::parse
