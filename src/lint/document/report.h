// SPDX-License-Identifier: MIT
//
// What the rules of documents write their findings to.
#pragma once

#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "lint/findings.h"

namespace syndic::lint {

/// Findings of one document, whose lines are counted only for first examples.
class Report {
 public:
  explicit Report(Findings& findings) : findings_(findings) {}

  /// The decoded text that offsets are of. It is a copy: parsers write into theirs.
  void set_text(std::string text) { text_ = std::move(text); }

  /// Nodes say no places from here on, as their document is not the text: these are the places of
  /// elements, by hash_value().
  void set_places(std::unordered_map<std::size_t, std::size_t> places) {
    places_ = std::move(places);
  }

  /// What the faults are of that have no place, as "item 7": their examples begin with it.
  void speak_of(std::string subject) { subject_ = std::move(subject); }

  /// Counts a fault that has no place.
  void add(std::string_view id, std::string_view example = {}) { add_nowhere(id, example, 1); }

  /// Counts `count` faults at `offset` of the text.
  void add_at(std::size_t offset, std::string_view id, std::string_view example,
              std::size_t count = 1);

  /// Counts a fault on a line that the caller counted.
  void add_on_line(std::size_t line, std::string_view id, std::string_view example) {
    findings_.add(id, example, line);
  }

  /// Counts `count` faults of a node of the tree; a null one has no place.
  void add(pugi::xml_node node, std::string_view id, std::string_view example,
           std::size_t count = 1);

 private:
  void add_nowhere(std::string_view id, std::string_view example, std::size_t count);
  // Of a node in the text; negative if it is not known.
  [[nodiscard]] std::ptrdiff_t offset_of(pugi::xml_node node) const;
  [[nodiscard]] std::size_t line_at(std::size_t offset) const;

  Findings& findings_;
  std::string text_;
  std::string subject_;
  std::optional<std::unordered_map<std::size_t, std::size_t>> places_;
};

}  // namespace syndic::lint
