// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>
#include <string>

#include "markup/xml/document.h"
#include "markup/xml/scope.h"

namespace syndic::markup {

/// What the words of an element with markup are.
enum class XmlWords {
  text,    ///< Characters, as XHTML's are.
  source,  ///< HTML, escaped or in CDATA, beside elements that were not escaped; but what is in
           ///< XHTML's elements is text, unless they only wrap such words.
};

/// The inside of `element` in HTML syntax (WHATWG HTML §13.3): void elements without an end
/// tag, all others with one, names of the namespace `xhtml` without their prefix, every attribute
/// quoted, and addresses below an xml:base of their own absolute. Comments are left out. `element`
/// is entered in `scope`; the document's depth is bounded.
[[nodiscard]] std::string inner_html(XmlDocument& document, XmlScope& scope, Namespace xhtml,
                                     pugi::xml_node element, XmlWords words);

}  // namespace syndic::markup
