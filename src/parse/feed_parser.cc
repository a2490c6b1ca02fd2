// SPDX-License-Identifier: MIT
#include "parse/feed_parser.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/gzip.h"
#include "markup/calendar/read_calendar.h"
#include "markup/charset/encoding.h"
#include "markup/xml/nodes.h"
#include "parse/calendar/feed.h"
#include "parse/double_encoded.h"
#include "parse/json/feed.h"
#include "parse/xml/feed.h"

namespace syndic::parse {
namespace {

enum class Syntax { json, calendar, xml };

// A text that is none of them is read as XML: it has no root element, and the error says what it
// is.
Syntax syntax_of(std::string_view text) {
  text = base::trim(text);
  if (markup::is_calendar(text)) return Syntax::calendar;
  return text.starts_with('{') || text.starts_with('[') ? Syntax::json : Syntax::xml;
}

// The text is held decoded, unfolded, by event and by item. Occurrences are more than is written.
std::size_t memory_of_calendar(std::string_view document, const Limits& limits) {
  constexpr std::size_t kShortestEvent = std::string_view("BEGIN:VEVENT\nEND:VEVENT\n").size();
  const std::size_t entries =
      std::min(markup::kMostCalendarEntries, document.size() / kShortestEvent) +
      markup::kMostOccurrences;
  return 5 * document.size() + 2 * markup::kMostBytesOfOccurrences +
         std::min(entries, limits.max_items) * sizeof(model::Item);
}

}  // namespace

Result<model::Feed> parse_feed(std::string_view document, const Hints& hints,
                               const Limits& limits) {
  if (document.size() > limits.max_bytes) {
    return fail(Errc::too_large, "the document is larger than " + std::to_string(limits.max_bytes) +
                                     " bytes; raise the limit or ask for a smaller feed");
  }
  markup::DecodedText decoded = markup::decode_text(document, hints.content_type);
  const bool maybe_twice = decoded.maybe_twice;
  Result<model::Feed> feed = model::Feed();
  switch (syntax_of(decoded.text)) {
    case Syntax::json:
      feed = read_json_feed(decoded, hints, limits);
      break;
    case Syntax::calendar:
      feed = read_calendar_feed(document, std::move(decoded), hints, limits);
      break;
    case Syntax::xml:
      feed = read_xml_feed(document, std::move(decoded), hints, limits);
      break;
  }
  if (feed && maybe_twice && !hints.is_ours) mend_double_encoding(*feed);
  return feed;
}

std::size_t memory_to_parse(std::string_view document, const Limits& limits) {
  if (markup::is_calendar(document)) return memory_of_calendar(document, limits);
  constexpr std::size_t kShortestItem = std::string_view("<item/>").size();
  const auto tags = static_cast<std::size_t>(std::ranges::count(document, '<'));
  const std::size_t items = std::min(limits.max_items, document.size() / kShortestItem);
  const std::size_t texts = 3 * document.size();  // As UTF-8, and as the items' own, which grow.
  return texts + std::min(tags, limits.max_nodes) * markup::kBytesOfXmlNode +
         items * sizeof(model::Item);
}

Result<model::Feed> read_feed(std::string& body, const Hints& hints, const Limits& limits) {
  if (base::is_gzip(body) || base::is_zlib(body)) {
    auto inflated = base::gunzip(body, limits.max_bytes);
    if (!inflated) return fail(std::move(inflated.error()));
    body = *std::move(inflated);
  }
  return parse_feed(body, hints, limits);
}

}  // namespace syndic::parse
