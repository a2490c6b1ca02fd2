// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>
#include <string>

#include "markup/xml/document.h"
#include "markup/xml/scope.h"

namespace syndic::markup {

/// The inside of `element` in HTML syntax (WHATWG HTML §13.3): void elements without an end
/// tag, all others with one, names of the namespace `xhtml` without their prefix, every attribute
/// quoted, and addresses below an xml:base of their own absolute. Comments are left out. `element`
/// is entered in `scope`; the document's depth is bounded.
[[nodiscard]] std::string inner_html(XmlDocument& document, XmlScope& scope, Namespace xhtml,
                                     pugi::xml_node element);

}  // namespace syndic::markup
