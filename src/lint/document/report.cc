// SPDX-License-Identifier: MIT
#include "lint/document/report.h"

#include <algorithm>

namespace syndic::lint {

std::size_t Report::line_at(std::size_t offset) const {
  if (offset > text_.size()) return 0;
  const auto end = text_.begin() + static_cast<std::ptrdiff_t>(offset);
  return 1 + static_cast<std::size_t>(std::count(text_.begin(), end, '\n'));
}

std::ptrdiff_t Report::offset_of(pugi::xml_node node) const {
  if (!node || !places_) return node ? node.offset_debug() : -1;
  const pugi::xml_node element = node.type() == pugi::node_element ? node : node.parent();
  const auto place = places_->find(element.hash_value());
  return place == places_->end() ? -1 : static_cast<std::ptrdiff_t>(place->second);
}

void Report::add_nowhere(std::string_view id, std::string_view example, std::size_t count) {
  std::string words = subject_;
  if (!words.empty() && !example.empty()) words += ": ";
  findings_.add(id, words.append(example), 0, count);
}

void Report::add_at(std::size_t offset, std::string_view id, std::string_view example,
                    std::size_t count) {
  const std::size_t line = findings_.has(id) ? 0 : line_at(offset);
  findings_.add(id, example, line, count);
}

void Report::add(pugi::xml_node node, std::string_view id, std::string_view example,
                 std::size_t count) {
  const std::ptrdiff_t offset = offset_of(node);
  if (offset < 0) {
    add_nowhere(id, example, count);
  } else {
    add_at(static_cast<std::size_t>(offset), id, example, count);
  }
}

}  // namespace syndic::lint
