// SPDX-License-Identifier: MIT
//
// The rules of documents by topic. Each function looks at one topic of one document.
#pragma once

#include <string_view>

#include "lint/document/report.h"
#include "lint/document/xml_feed.h"
#include "lint/lint.h"
#include "markup/charset/encoding.h"
#include "model/feed.h"

namespace syndic::lint {

/// Charsets. Returns whether the bytes are what they are declared to be.
bool lint_charset(const Document& document, const markup::DecodedText& decoded, bool is_xml,
                  Report& report);

/// The characters that neither XML nor JSON may have, and those that XML alone may not.
void lint_control_characters(const Document& document, const markup::DecodedText& decoded,
                             bool is_xml, Report& report);

/// What XML forbids though the tree's parser lets it pass: anything beside the root element, marks
/// out of their place. The XML declaration belongs at `start` of `text`, which is well-formed to
/// that parser.
void lint_well_formed(std::string_view text, std::size_t start, Report& report);

/// References, and text that was encoded twice, in all values of the tree. `is_sound`: what
/// lint_charset() returned.
void lint_values(markup::XmlDocument& document, bool is_sound, bool maybe_twice, Report& report);

/// Attributes given twice, prefixes without a namespace and misspelt namespaces.
void lint_names(const XmlFeed& feed, Report& report);

/// The elements of the channel or atom:feed.
void lint_head(const XmlFeed& feed, const Document& document, Report& report);

/// The elements of items and entries.
void lint_entries(const XmlFeed& feed, const Document& document, Report& report);

/// How much a feed of any format holds; all that is judged of a calendar, beside its charset.
void lint_size(const model::Feed& feed, const Document& document, Report& report);

/// What a feed of XML or JSON says. `xml`: its elements, for their lines; null for JSON.
void lint_feed(const model::Feed& feed, const XmlFeed* xml, const Document& document,
               Report& report);

/// One text of an item as HTML.
struct Body {
  std::string_view html;
  bool is_secure = false;  ///< The feed is served by https.
  bool has_base = false;   ///< An xml:base of its own says what relative addresses mean.
  pugi::xml_node place;
};
void lint_body(const Body& body, Report& report);

/// A JSON Feed by its letter.
void lint_json(std::string_view text, const Document& document, Report& report);

}  // namespace syndic::lint
