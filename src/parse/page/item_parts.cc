// SPDX-License-Identifier: MIT
#include "parse/page/item_parts.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "markup/html/tree.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostParts = 20;
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestId = 2'000;

/// Visits the elements of an item that `is_wanted`, but those inside one of them, up to kMostParts.
template <class IsWanted>
std::vector<pugi::xml_node> parts_in(const ItemScope& scope, IsWanted is_wanted) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node each : scope) {
    find_below(each, [&](pugi::xml_node node) {
      if (!is_wanted(node)) return false;
      for (pugi::xml_node above = node.parent(); above; above = above.parent()) {
        if (!found.empty() && above == found.back()) return false;
      }
      found.push_back(node);
      return found.size() == kMostParts;
    });
  }
  return found;
}

bool has_relation(pugi::xml_node node, std::string_view relation) {
  return base::equals_ignoring_case(base::trim(node.attribute("rel").value()), relation);
}

// "Ann Lee" of "By Ann Lee |".
std::string name_in(std::string_view text) {
  constexpr std::string_view kMarks = " \t\n|,;:\xC2\xB7";
  for (const std::string_view before : {"by ", "by: ", "author: ", "posted by ", "written by "}) {
    if (base::starts_with_ignoring_case(text, before)) text.remove_prefix(before.size());
  }
  while (!text.empty() && kMarks.find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return base::fold_spaces(text);
}

std::vector<std::string> texts_of(const std::vector<pugi::xml_node>& nodes) {
  std::vector<std::string> texts;
  texts.reserve(nodes.size());
  for (const pugi::xml_node node : nodes) texts.push_back(words(node));
  return texts;
}

bool is_media(pugi::xml_node node) {
  return (is_named(node, "audio") || is_named(node, "video")) &&
         (node.attribute("src") || node.find_child([](pugi::xml_node child) {
           return is_named(child, "source") && child.attribute("src");
         }));
}

// The file of an audio or video element: its own, else that of its first source.
model::Enclosure media_of(pugi::xml_node node) {
  const pugi::xml_node source =
      node.attribute("src") ? node : node.find_child([](pugi::xml_node child) {
        return is_named(child, "source") && child.attribute("src");
      });
  return {.url = attribute_of(source, {"src"}),
          .media_type = attribute_of(source, {"type"}),
          .title = {},
          .length = {},
          .duration_seconds = {}};
}

}  // namespace

std::vector<model::Person> authors_of(const PageQuery& rule, pugi::xml_node element,
                                      const ItemScope& scope) {
  std::vector<std::string> texts;
  if (rule.is_given()) {
    texts = rule.values(element, {}, kMostParts);
  } else {
    auto marked = parts_in(scope, [](pugi::xml_node node) {
      return has_class(node, "p-author") || has_relation(node, "author");
    });
    if (marked.empty()) {
      marked = parts_in(scope, [](pugi::xml_node node) {
        return has_class_like(node, "byline") || has_class_like(node, "author");
      });
      if (marked.size() > 1) marked.resize(1);
    }
    texts = texts_of(marked);
  }
  std::vector<model::Person> authors;
  for (const std::string& text : texts) {
    std::string name = name_in(text);
    if (name.empty() || name.size() > kLongestName) continue;
    const auto is_same = [&](const model::Person& known) { return known.name == name; };
    if (std::ranges::any_of(authors, is_same)) continue;
    authors.push_back({.name = std::move(name), .email = {}, .url = {}});
  }
  return authors;
}

std::vector<model::Category> tags_of(const PageQuery& rule, pugi::xml_node element,
                                     const ItemScope& scope) {
  const auto texts = rule.is_given()
                         ? rule.values(element, {"content"}, kMostParts)
                         : texts_of(parts_in(scope, [](pugi::xml_node node) {
                             return has_class(node, "p-category") || has_relation(node, "tag") ||
                                    has_relation(node, "category tag");
                           }));
  std::vector<model::Category> tags;
  for (std::string_view rest : texts) {
    while (!rest.empty() && tags.size() < kMostParts) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      std::string tag = base::fold_spaces(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
      const auto is_same = [&](const model::Category& known) { return known.term == tag; };
      if (tag.empty() || tag.size() > kLongestName || std::ranges::any_of(tags, is_same)) continue;
      tags.push_back({.term = std::move(tag), .scheme = {}, .label = {}});
    }
  }
  return tags;
}

std::vector<model::Enclosure> enclosures_of(const PageQuery& rule, pugi::xml_node element,
                                            const ItemScope& scope, const Absolute& absolute) {
  std::vector<model::Enclosure> files;
  const auto add = [&](model::Enclosure file) {
    file.url = absolute(file.url);
    const auto is_same = [&](const model::Enclosure& known) { return known.url == file.url; };
    if (!file.url.empty() && std::ranges::none_of(files, is_same)) files.push_back(std::move(file));
  };
  if (rule.is_given()) {
    for (std::string& url : rule.values(element, {"src", "href", "content"}, kMostParts)) {
      add({.url = std::move(url),
           .media_type = {},
           .title = {},
           .length = {},
           .duration_seconds = {}});
    }
  } else {
    for (const pugi::xml_node node : parts_in(scope, is_media)) add(media_of(node));
  }
  return files;
}

std::string content_of(const ItemScope& scope) {
  for (const std::string_view name : {"e-content", "entry-content"}) {
    for (const pugi::xml_node each : scope) {
      const auto found =
          find_below(each, [&](pugi::xml_node node) { return has_class(node, name); });
      if (found) return markup::inner_html(found);
    }
  }
  return {};
}

std::string id_of(const PageQuery& rule, pugi::xml_node element, const ItemScope& scope) {
  std::string id;
  if (rule.is_given()) {
    id = rule.value(element, {});
  } else {
    const auto marked =
        parts_in(scope, [](pugi::xml_node node) { return has_class(node, "u-uid"); });
    if (!marked.empty()) {
      id = attribute_of(marked.front(), {"href", "value", "content"});
      if (id.empty()) id = words(marked.front());
    }
  }
  return id.size() > kLongestId ? std::string() : id;
}

}  // namespace syndic::parse
