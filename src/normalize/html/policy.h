// SPDX-License-Identifier: MIT
//
// What may be published, as tables: elements with their attributes, and attributes with the rule
// for their values. sanitize() removes whatever is in neither.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "markup/html/tags.h"

namespace syndic::normalize {

/// What becomes of an element, and how an HTML parser nests it (WHATWG HTML §13.2.6.4.7 on).
enum class Role : std::uint8_t {
  unwrap,       ///< Its tags are removed, its content stays: the default.
  drop,         ///< Removed with its content.
  player,       ///< iframe, object, embed: a link to what it shows.
  empty,        ///< No content, no end tag; within a line.
  image,        ///< The same; removed without a URL.
  source,       ///< The same; only inside of audio and video.
  rule,         ///< `hr`: empty, and ends an open p.
  span,         ///< Within a line.
  formatting,   ///< Within a line, and continued after a paragraph that ends inside of it.
  link,         ///< `a`: formatting that never nests.
  media,        ///< audio, video.
  block,        ///< Ends an open p.
  paragraph,    ///< `p`.
  heading,      ///< Ends another heading, too.
  list_item,    ///< Ends another li of its list.
  description,  ///< dt and dd: end one another.
  ruby_text,    ///< rt and rp: the same, only inside of ruby.
  table,        ///< From here on: what a table is made of.
  caption,
  column_group,
  column,
  row_group,
  row,
  cell,
};

/// Every attribute that sanitize() looks at. Those that are written are written in this order.
enum class Attribute : std::uint8_t {
  unknown,
  href,
  target,
  src,
  poster,
  alt,
  title,
  lang,
  dir,
  width,
  height,
  cite,
  datetime,
  start,
  reversed,
  type,
  value,
  colspan,
  rowspan,
  scope,
  span,
  open,
  // Read, never written:
  data,      // What an object shows.
  srcset,    // Images without src.
  data_src,  // Images that a script would load when they come into view.
  data_lazy_src,
  data_original,
  data_srcset,
  data_lazy_srcset,
  style,   // Sizes of invisible images.
  class_,  // Names of rows of share buttons.
  id,
};
inline constexpr std::size_t kAttributeCount = static_cast<std::size_t>(Attribute::id) + 1;

/// What an attribute's value must be; one with another value is left out.
enum class ValueRule : std::uint8_t {
  never,       ///< Not written.
  text,        ///< Any text.
  link,        ///< A URL that people may follow: http, https, mailto, tel.
  resource,    ///< A URL that is fetched: http, https.
  new_window,  ///< "_blank", written with the rel that it asks for; no other.
  number,      ///< Digits; "640px" is 640, "50%" is invalid.
  flag,        ///< Any value; written empty.
  language,    ///< BCP 47.
  direction,   ///< ltr, rtl, auto.
  list_type,   ///< 1, a, A, i, I.
  cell_scope,  ///< row, col, rowgroup, colgroup.
};

/// A set of attributes, one bit each.
using AttributeSet = std::uint32_t;

[[nodiscard]] constexpr AttributeSet attribute_bit(Attribute attribute) {
  return AttributeSet{1} << static_cast<unsigned>(attribute);
}

struct ElementRule {
  Role role = Role::unwrap;
  AttributeSet attributes = 0;
};

/// The tables, by element and by attribute.
extern const std::array<ElementRule, markup::kHtmlTagCount> kElementRules;
extern const std::array<ValueRule, kAttributeCount> kValueRules;

[[nodiscard]] inline ElementRule rule_of(markup::HtmlTag tag) {
  return kElementRules[static_cast<std::size_t>(tag)];
}
[[nodiscard]] inline ValueRule rule_of(Attribute attribute) {
  return kValueRules[static_cast<std::size_t>(attribute)];
}
[[nodiscard]] Attribute attribute_of(std::string_view name);
[[nodiscard]] std::string_view attribute_name(Attribute attribute);

/// ` name="`: what the attribute begins with where it is written.
[[nodiscard]] std::string_view attribute_start(Attribute attribute);

}  // namespace syndic::normalize
