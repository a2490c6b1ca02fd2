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
  std::string rel;   ///< Lower case, IANA's prefix cut; "alternate" where none is given.
  std::string href;  ///< Resolved; empty where the element has none.
  std::string type;
  std::string title;
  std::optional<std::uint64_t> length;

  [[nodiscard]] bool is_html() const;  ///< Says that it leads to a page.
  [[nodiscard]] bool is_feed() const;  ///< Says that it leads to RSS, Atom or JSON Feed.
};

/// Reads the attributes; where feeds put the address into "url", "uri" or "rdf:resource" or into
/// the text, that.
[[nodiscard]] AtomLink read_link(XmlContext& context, pugi::xml_node element);

}  // namespace syndic::parse
