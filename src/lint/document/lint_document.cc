// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "lint/document/checks.h"
#include "lint/document/places.h"
#include "lint/lint.h"
#include "markup/xml/names.h"
#include "markup/xml/nodes.h"
#include "parse/feed_parser.h"
#include "parse/xml/shape.h"

namespace syndic::lint {
namespace {

// Whether a feed or a comment begins in `text`.
bool holds_beginning(std::string_view text) {
  return text.find("xmlns") != base::kNotFound || text.find("<rss") != base::kNotFound ||
         text.find("<!--") != base::kNotFound;
}

// Where the document begins. What is before an XML declaration, blanks too, makes it none (XML 1.0
// §2.8): messages of a program, mostly. They become blanks, so as not to be found again as faults
// of other kinds.
std::size_t lint_declaration(std::string& text, Report& report) {
  const std::size_t start = text.find("<?xml");
  if (start == 0 || start == base::kNotFound) return 0;
  constexpr std::size_t kMark = 5;  // "<?xml-stylesheet" is none.
  if (start + kMark == text.size() || !base::is_space(text[start + kMark])) return 0;
  const std::string_view before = std::string_view(text).substr(0, start);
  if (holds_beginning(before)) return 0;
  report.add_at(start, "xml-declaration-late", base::trim(before));
  std::replace_if(
      text.begin(), text.begin() + static_cast<std::ptrdiff_t>(start),
      [](char c) { return c != '\n'; }, ' ');
  return start;
}

// Where the last mark of `text` begins: a tag, or a comment or CDATA that does not end.
std::size_t last_mark(std::string_view text) {
  std::size_t last = text.rfind('<');
  for (const auto& [start, end] : {std::pair("<![CDATA[", "]]>"), std::pair("<!--", "-->")}) {
    const std::size_t ended = text.rfind(end);
    const std::size_t open = text.find(start, ended == base::kNotFound ? 0 : ended);
    last = std::min(last, open);
  }
  return last == base::kNotFound ? 0 : last;
}

std::string_view place_of_cut(const model::Feed& feed) {
  if (feed.ends_in_item) return "it ends inside of an item";
  return feed.items.empty() ? "it ends before its first item" : "it ends after an item";
}

// The item that the document breaks off in comes with the whole of it: there is nothing to judge.
void drop_half_item(const markup::XmlDocument& xml) {
  for (pugi::xml_node node = xml.root().last_child(); node; node = node.last_child()) {
    const std::string_view name = markup::local_part(node.name());
    const bool is_item =
        base::equals_ignoring_case(name, "item") || base::equals_ignoring_case(name, "entry");
    if (is_item && xml.is_cut(node)) {
      node.parent().remove_child(node);
      return;
    }
  }
}

// The tree of the text, repaired as parse/ repairs it where it is ill-formed. One of too many nodes
// is read up to a place of no meaning, so that an end tag that is missing there is none of its
// faults.
void open_xml(std::string text, const parse::Limits& limits, const model::Feed& feed,
              Report& report, std::optional<markup::XmlDocument>& xml) {
  const std::size_t start = lint_declaration(text, report);
  const std::size_t length = markup::length_of_nodes(text, limits.max_nodes);
  const bool is_too_long = length < text.size();
  text.resize(length);
  const std::string again = text;
  xml.emplace(std::move(text), limits.max_depth);
  const auto damage = xml->damage();
  if (!damage) {
    lint_well_formed(again, start, report);
    return;
  }
  if (feed.is_cut) report.add_at(length, "document-cut", place_of_cut(feed));
  const bool is_at_end = (feed.is_cut && damage->offset >= last_mark(again)) ||
                         (is_too_long && damage->offset + 1 >= length);
  if (!is_at_end) report.add_at(damage->offset, "xml-malformed", damage->message);
  xml.emplace(markup::repair_xml(again, parse::xml_role, limits.max_depth));
  report.set_places(places_of(again, xml->root()));
  if (feed.ends_in_item) drop_half_item(*xml);
}

void lint_xml(markup::DecodedText decoded, bool is_sound, const model::Feed& feed,
              const Document& document, Report& report) {
  const parse::Limits limits;
  report.set_text(decoded.text);
  std::optional<markup::XmlDocument> xml;
  open_xml(std::move(decoded.text), limits, feed, report, xml);
  lint_values(*xml, is_sound, decoded.maybe_twice, report);
  const XmlFeed elements = read_elements(*xml, feed.format, limits.max_items);
  lint_names(elements, report);
  // Before the first item it may break off in any of these.
  const bool is_head_whole = !feed.is_cut || !elements.items.empty();
  if (is_head_whole) lint_head(elements, document, report);
  lint_entries(elements, document, report);
  lint_feed(feed, &elements, document, report);
}

}  // namespace

std::vector<Finding> lint_document(const Document& document) {
  Findings findings;
  Report report(findings);
  auto feed = parse::parse_feed(
      document.bytes,
      {.base_url = document.url, .content_type = document.content_type, .fetched = document.now});
  if (!feed) {
    report.add("no-feed", feed.error().message);
    return findings.take();
  }
  if (feed->last_is_half) feed->items.pop_back();
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
  } else if (is_calendar) {
    lint_size(*feed, document, report);
  } else {
    lint_xml(std::move(decoded), is_sound, *feed, document, report);
  }
  return findings.take();
}

}  // namespace syndic::lint
