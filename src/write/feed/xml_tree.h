// SPDX-License-Identifier: MIT
//
// Writes XML through pugixml: a tree of nodes rather than joined strings, so that the result is
// well-formed, whatever a document holds. (Joining strings saves a few milliseconds for a thousand
// entries, and would have to escape correctly everywhere.)
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace syndic::write {

/// Adds `<name>text</name>`, without bytes that are not UTF-8 and characters that XML forbids.
pugi::xml_node add_text(pugi::xml_node parent, const char* name, const std::string& text);

/// The same, unless `text` is empty.
void add_unless_empty(pugi::xml_node parent, const char* name, const std::string& text);

/// Adds an attribute; its value is cleaned as in add_text().
void set(pugi::xml_node node, const char* name, const std::string& value);
void set(pugi::xml_node node, const char* name, std::uint64_t value);
void set_unless_empty(pugi::xml_node node, const char* name, const std::string& value);

/// Adds the processing instruction by which a browser finds the CSS of a document (the W3C's
/// "Associating Style Sheets with XML documents"), unless `href` is empty. To be called before the
/// root is added.
void add_stylesheet(pugi::xml_document& document, const std::string& href);

/// The document as UTF-8 with its declaration, two spaces a level, a line break at the end.
[[nodiscard]] std::string serialize(const pugi::xml_document& document);

}  // namespace syndic::write
