// SPDX-License-Identifier: MIT
//
// What the three formats' rules have in common.
#pragma once

#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

#include "tests/write/validator/feed_validator.h"

namespace syndic::test {

/// Gathers what is wrong.
class Judge {
 public:
  void expect(bool holds, std::string_view rule, std::string_view found) {
    if (!holds) findings_.push_back(std::string(rule) + ": " + std::string(found.substr(0, 200)));
  }
  /// Adds the element's name to what was found, and the item's id.
  void expect(bool holds, std::string_view rule, pugi::xml_node at) {
    if (!holds) expect(false, rule, "<" + std::string(at.name()) + "> " + at.text().get());
  }
  [[nodiscard]] Findings take() { return std::move(findings_); }

 private:
  Findings findings_;
};

/// RFC 3986 §4.3 with a host, http or https, of ASCII characters that may stand in a URL alone.
[[nodiscard]] bool is_full_url(std::string_view url);
/// RFC 3986 §3: a scheme, and only characters that may stand in an IRI.
[[nodiscard]] bool is_full_iri(std::string_view iri);
/// "Sat, 22 Jan 2022 10:00:00 +0000", the weekday right: RFC 822 with RFC 1123's years.
[[nodiscard]] bool is_rfc822_date(const std::string& date);
[[nodiscard]] bool is_rfc3339_date(const std::string& date);
/// RFC 2045 §5.1: type "/" subtype.
[[nodiscard]] bool is_mime_type(const std::string& type);
[[nodiscard]] bool is_language(const std::string& tag);
[[nodiscard]] bool is_mail_address(const std::string& mail);
[[nodiscard]] bool is_whole_number(const std::string& number);
[[nodiscard]] bool is_positive_number(const std::string& number);
/// Whether it holds the end tag of an HTML element, or a reference to a character of HTML: what
/// readers would take for markup (W3C: ContainsHTML).
[[nodiscard]] bool holds_html(const std::string& text);

/// The HTML of an item: no relative reference, nothing that runs (W3C: ContainsRelRef,
/// SecurityRisk).
void judge_html(Judge& judge, const std::string& html);

/// The elements of extension namespaces in an item or entry, in either format: Media RSS, GeoRSS,
/// RFC 4685, Podcasting 2.0.
void judge_extensions(Judge& judge, pugi::xml_node item);

/// The document's tree, where the bytes are UTF-8 of XML 1.0 characters and well-formed, and every
/// prefix is declared as the validation service knows it.
[[nodiscard]] bool read_xml(Judge& judge, const std::string& bytes, pugi::xml_document& tree);

/// Each child of the names is there at most once.
void expect_once(Judge& judge, pugi::xml_node parent, std::initializer_list<const char*> names);

}  // namespace syndic::test
