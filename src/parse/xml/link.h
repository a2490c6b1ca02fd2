// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "parse/xml/context.h"

namespace syndic::parse {

/// atom:link (RFC 4287 §4.2.7), in Atom or in RSS.
struct AtomLink {
  std::string rel;   ///< Lower case, IANA's prefix cut; "alternate" if none is given.
  std::string href;  ///< Resolved; empty if the element has none.
  std::string type;
  std::string title;
  std::optional<std::uint64_t> length;

  [[nodiscard]] bool is_html() const;      ///< Its type is a page's.
  [[nodiscard]] bool is_feed() const;      ///< Its type is that of RSS, Atom or JSON Feed.
  [[nodiscard]] bool is_calendar() const;  ///< Its type is that of iCalendar.
};

/// Reads the attributes. The address may also be in "url", "uri", "rdf:resource" or the text.
[[nodiscard]] AtomLink read_link(XmlContext& context, pugi::xml_node element);

}  // namespace syndic::parse
