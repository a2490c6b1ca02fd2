// SPDX-License-Identifier: MIT
//
// The elements that are open while ill-formed XML is repaired, and which of them must end if an
// end tag is missing, crossed or misspelt.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "markup/html/tags.h"
#include "markup/xml/faults.h"
#include "markup/xml/repair.h"

namespace syndic::markup {

/// Writes the end tags of what it closes to `out`. At most `max_depth` elements are open; what is
/// nested deeper is counted only. Names are borrowed. Each step takes time bounded by `max_depth`.
class OpenXmlElements {
 public:
  OpenXmlElements(int max_depth, std::string& out, XmlFaults& faults)
      : max_depth_(max_depth > 0 ? static_cast<std::size_t>(max_depth) : 1),
        out_(out),
        faults_(faults) {}

  /// What matters here of a start tag.
  struct Start {
    std::string_view name;
    XmlRole role = XmlRole::none;
    HtmlTag html = HtmlTag::unknown;
    bool has_attributes = false;
  };

  [[nodiscard]] bool empty() const { return open_.empty(); }
  [[nodiscard]] std::size_t depth() const { return open_.size(); }
  [[nodiscard]] std::string_view top() const { return open_.back().name; }
  [[nodiscard]] std::string_view root() const { return open_.front().name; }
  [[nodiscard]] bool is_full() const { return open_.size() >= max_depth_; }

  /// Whether HTML may be here: in a field, or outside of any element with a role.
  [[nodiscard]] bool expects_html() const;

  /// Whether the innermost field is a body.
  [[nodiscard]] bool is_in_body() const;

  [[nodiscard]] bool is_in_record() const { return last_with(XmlRole::record) > 0; }

  /// Closes what cannot stay open where `start` begins.
  void make_way_for(const Start& start);

  /// Notes that the top element holds an element; push() that one if it has content of its own.
  void note_child();
  void note_text();
  void push(const Start& start);

  /// An element that is_full() leaves no room for.
  void count_too_deep() { ++too_deep_; }

  /// Takes an end tag.
  void close(std::string_view name, XmlRole role);

  /// Closes all.
  void finish();

 private:
  struct Element {
    std::string_view name;
    XmlRole role;
    HtmlTag html;
    bool has_text;
    bool has_child;
    std::size_t field;  ///< The place, from one, of the innermost element with a role, or zero.
  };

  [[nodiscard]] const Element* field() const;
  [[nodiscard]] std::size_t unfinished_field(const Start& start) const;
  [[nodiscard]] std::size_t place_of_start(const Start& start) const;
  [[nodiscard]] std::size_t place_of(std::string_view name) const;
  [[nodiscard]] std::size_t last_with(XmlRole role) const;
  void end_missing(std::size_t depth);
  void pop();

  std::size_t max_depth_;
  std::string& out_;
  XmlFaults& faults_;
  std::vector<Element> open_;
  std::size_t too_deep_ = 0;
};

}  // namespace syndic::markup
