// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "lint/checks.h"
#include "lint/lint.h"
#include "markup/xml/nodes.h"
#include "parse/feed_parser.h"
#include "parse/xml/shape.h"

namespace syndic::lint {
namespace {

// Where the document begins. What is before an XML declaration, blanks too, makes it none (XML 1.0
// §2.8).
std::size_t lint_declaration(std::string_view text, Report& report) {
  const std::size_t start = text.find('<');
  if (start == 0 || start == base::kNotFound) return 0;
  if (!text.substr(start).starts_with("<?xml")) return 0;
  report.add_at(start, "xml-declaration-late", base::trim(text.substr(0, start)));
  return start;
}

// The tree of the text, repaired as parse/ repairs it where it is ill-formed: then nodes have no
// places in the text any more. One of too many nodes is read up to a place of no meaning, so that
// an end tag that is missing there is none of its faults.
void open_xml(std::string text, const parse::Limits& limits, Report& report,
              std::optional<markup::XmlDocument>& xml) {
  const std::size_t start = lint_declaration(text, report);
  const std::size_t length = markup::length_of_nodes(text, limits.max_nodes);
  const bool is_cut = length < text.size();
  text.resize(length);
  const std::string again = text;
  xml.emplace(std::move(text), limits.max_depth);
  const auto damage = xml->damage();
  if (!damage) {
    lint_well_formed(again, start, report);
    return;
  }
  if (!is_cut || damage->offset + 1 < length) {
    report.add_at(damage->offset, "xml-malformed", damage->message);
  }
  report.lose_places();
  xml.emplace(markup::repair_xml(again, parse::xml_role, limits.max_depth));
}

void lint_xml(markup::DecodedText decoded, bool is_sound, const model::Feed& feed,
              const Document& document, Report& report) {
  const parse::Limits limits;
  report.set_text(decoded.text);
  std::optional<markup::XmlDocument> xml;
  open_xml(std::move(decoded.text), limits, report, xml);
  lint_values(*xml, is_sound, decoded.maybe_twice, report);
  const XmlFeed elements = read_elements(*xml, feed.format, limits.max_items);
  lint_names(elements, report);
  lint_head(elements, document, report);
  lint_entries(elements, document, report);
  lint_feed(feed, &elements, document, report);
}

}  // namespace

std::vector<Finding> lint_document(const Document& document) {
  Findings findings;
  Report report(findings);
  const auto feed = parse::parse_feed(
      document.bytes,
      {.base_url = document.url, .content_type = document.content_type, .fetched = document.now});
  if (!feed) {
    report.add("no-feed", feed.error().message);
    return findings.take();
  }
  markup::DecodedText decoded = markup::decode_text(document.bytes, document.content_type);
  const std::string_view text = base::trim(decoded.text);
  const bool is_json = text.starts_with('{') || text.starts_with('[');
  const bool is_calendar = feed->format == model::Format::icalendar20;
  const bool is_sound = lint_charset(document, decoded, !is_json && !is_calendar, report);
  if (!is_calendar) lint_control_characters(document, decoded, !is_json, report);
  if (is_json) {
    report.set_text(decoded.text);
    lint_json(decoded.text, document, report);
    lint_feed(*feed, nullptr, document, report);
  } else if (!is_calendar) {
    lint_xml(std::move(decoded), is_sound, *feed, document, report);
  }
  return findings.take();
}

}  // namespace syndic::lint
