// SPDX-License-Identifier: MIT
//
// XML out, over pugixml: a tree of nodes rather than strings put together, so that whatever a
// document holds, what comes out is well-formed. (Writing by hand saves a few milliseconds of a
// thousand entries, and would have to be right about every character everywhere.)
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace syndic::write {

/// Adds `<name>text</name>`. Bytes that are no UTF-8 and characters that XML forbids do not get in.
pugi::xml_node add_text(pugi::xml_node parent, const char* name, const std::string& text);

/// The same, unless `text` is empty.
void add_unless_empty(pugi::xml_node parent, const char* name, const std::string& text);

/// Adds an attribute. The same holds of its value.
void set(pugi::xml_node node, const char* name, const std::string& value);
void set(pugi::xml_node node, const char* name, std::uint64_t value);
void set_unless_empty(pugi::xml_node node, const char* name, const std::string& value);

/// Adds the processing instruction by which a browser finds the CSS of a document (the W3C's
/// "Associating Style Sheets with XML documents"), unless `href` is empty. It comes before the
/// root.
void add_stylesheet(pugi::xml_document& document, const std::string& href);

/// The document as UTF-8 with its declaration, two spaces a level, a line break at the end.
[[nodiscard]] std::string serialize(const pugi::xml_document& document);

}  // namespace syndic::write
