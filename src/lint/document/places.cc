// SPDX-License-Identifier: MIT
#include "lint/document/places.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "markup/xml/names.h"

namespace syndic::lint {
namespace {

template <class Value>
using ByName = std::unordered_map<std::string_view, std::vector<Value>>;

// The place after `end`, which is looked for from `at` on.
std::size_t place_after(std::string_view text, std::size_t at, std::string_view end) {
  const std::size_t found = text.find(end, at);
  return found == base::kNotFound ? text.size() : found + end.size();
}

// Start tags outside of comments and CDATA.
ByName<std::size_t> start_tags(std::string_view text) {
  ByName<std::size_t> tags;
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = place_after(text, at, "-->");
    } else if (rest.starts_with("<![CDATA[")) {
      at = place_after(text, at, "]]>");
    } else {
      std::size_t end = at + 1;
      while (end < text.size() && markup::is_name_part(text[end])) ++end;
      if (end > at + 1) tags[text.substr(at + 1, end - at - 1)].push_back(at);
      at = end;
    }
  }
  return tags;
}

class Elements : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    if (node.type() == pugi::node_element) by_name_[node.name()].push_back(node.hash_value());
    return true;
  }

  [[nodiscard]] const ByName<std::size_t>& by_name() const { return by_name_; }

 private:
  ByName<std::size_t> by_name_;
};

}  // namespace

std::unordered_map<std::size_t, std::size_t> places_of(std::string_view text, pugi::xml_node root) {
  Elements elements;
  root.traverse(elements);
  const auto tags = start_tags(text);
  std::unordered_map<std::size_t, std::size_t> places;
  for (const auto& [name, hashes] : elements.by_name()) {
    const auto found = tags.find(name);
    if (found == tags.end() || found->second.size() != hashes.size()) continue;
    for (std::size_t i = 0; i < hashes.size(); ++i) places[hashes[i]] = found->second[i];
  }
  return places;
}

}  // namespace syndic::lint
