// SPDX-License-Identifier: MIT
//
// From ill-formed XML to well-formed: what a careful person would have written. For documents that
// an XML parser refused; well-formed ones need none of this.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "markup/xml/faults.h"

namespace syndic::markup {

/// What an element is for: it decides where an element without an end tag must end.
enum class XmlRole : std::uint8_t {
  none,
  container,   ///< Holds all records; ends where another of its name begins (rss, channel, feed).
  record,      ///< Ends where another begins, with all that is open in it.
  group,       ///< Holds fields of its own (author, source).
  box,         ///< A group that an outer leaf ends (image).
  leaf,        ///< A field that only holds text: any other field ends it.
  outer_leaf,  ///< A leaf that is never in a box (language).
  body,        ///< A field that may hold stray HTML.
};

/// The role of the element of that qualified name, in any case. Pure.
using XmlShape = XmlRole (*)(std::string_view qualified_name);

struct RepairedXml {
  std::string text;     ///< Well-formed but for references, which stay raw; without comments,
                        ///< processing instructions and DOCTYPE. Empty: there is no element.
  std::string doctype;  ///< The document's own DOCTYPE, from its name on; empty: none.
  XmlFaults faults;     ///< What was repaired.
  int open_at_end = 0;  ///< How many elements, from the root down the last branch, were still
                        ///< open at the end of the text. The root counts as open if its end
                        ///< tag breaks off.
};

/// Repairs `text` (any bytes; UTF-8 of XML characters stays such) in one pass, in linear time.
/// Elements nest at most `max_depth` levels: the tags of deeper ones are dropped, their text stays.
/// The result is at most four times as long as `text`, and repairing it again changes nothing.
[[nodiscard]] RepairedXml repair_xml(std::string_view text, XmlShape shape, int max_depth);

}  // namespace syndic::markup
