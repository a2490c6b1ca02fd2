// SPDX-License-Identifier: MIT
#include "parse/feed_parser.h"

#include <optional>
#include <utility>

#include "base/gzip.h"
#include "markup/charset/encoding.h"
#include "markup/xml/document.h"
#include "markup/xml/names.h"
#include "parse/double_encoded.h"
#include "parse/json/feed.h"
#include "parse/not_a_feed.h"
#include "parse/xml/context.h"
#include "parse/xml/feed.h"
#include "parse/xml/shape.h"

namespace syndic::parse {
namespace {

std::string_view first_root(pugi::xml_node document) {
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_element) return markup::local_part(node.name());
  }
  return {};
}

std::string described(const Error& damage) {
  return "the XML is ill-formed at byte " + std::to_string(damage.offset) + " (" + damage.message +
         ")";
}

bool says_nothing(const model::Feed& feed) {
  return feed.items.empty() && feed.title.empty() && feed.id.empty() && feed.home_page_url.empty();
}

// `document`: the bytes that `decoded` was made of.
Result<model::Feed> read_xml(std::string_view document, markup::DecodedText decoded,
                             const Hints& hints, const Limits& limits) {
  model::Feed feed;
  feed.encoding = std::move(decoded.encoding);
  feed.warnings = std::move(decoded.warnings);

  std::optional<markup::XmlDocument> xml;
  xml.emplace(std::move(decoded.text), limits.max_depth);
  std::optional<Error> damage = xml->damage();
  if (damage) {
    damage->offset += decoded.skipped;
    // Parsing wrote into the text. Only the ill-formed pay for decoding it again.
    xml.reset();
    xml.emplace(markup::repair_xml(markup::decode_text(document, hints.content_type).text, xml_role,
                                   limits.max_depth));
  }
  const pugi::xml_node root = find_feed_root(xml->root());
  if (!root) {
    return fail(Errc::unknown_format, describe_no_feed(document, first_root(xml->root())));
  }
  Context context(*xml, hints.base_url, hints.time_zone);
  read_xml_feed(context, root, limits, feed);
  if (xml->entities_overflowed()) {
    return fail(Errc::too_large, "the entities that the document declares grow without bound");
  }
  if (damage && says_nothing(feed)) {
    return fail(Errc::malformed, described(*damage) + " and says nothing", damage->offset);
  }
  if (damage && damage->code == Errc::malformed) {
    feed.warnings.push_back(described(*damage) + " and was repaired");
  }
  for (std::string& line : xml->faults().lines()) feed.warnings.push_back(std::move(line));
  return feed;
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
  Result<model::Feed> feed = looks_like_json(decoded.text)
                                 ? read_json_feed(decoded, hints, limits)
                                 : read_xml(document, std::move(decoded), hints, limits);
  if (const std::size_t mended = feed && maybe_twice ? mend_double_encoding(*feed) : 0) {
    feed->warnings.push_back("mended " + std::to_string(mended) +
                             (mended == 1 ? " text that was" : " texts that were") +
                             " encoded twice");
  }
  return feed;
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
