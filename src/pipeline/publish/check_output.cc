// SPDX-License-Identifier: MIT
#include "pipeline/publish/check_output.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/url.h"
#include "parse/feed_parser.h"
#include "pipeline/status/shown.h"
#include "write/facts.h"

namespace syndic::pipeline {
namespace {

model::Format read_as(write::Format format) {
  switch (format) {
    case write::Format::rss:
      return model::Format::rss20;
    case write::Format::atom:
      return model::Format::atom10;
    case write::Format::json:
      break;
  }
  return model::Format::jsonfeed11;
}

parse::Limits limits_for(std::string_view bytes) {
  // Every entry takes more than ten bytes.
  return {.max_bytes = bytes.size() + 1, .max_items = bytes.size() / 10 + 1};
}

// RFC 4287 §4.1.1 and §4.1.2 · RSS 2.0, required channel elements · JSON Feed 1.1, required.
std::optional<std::string> what_lacks(const model::Feed& feed, write::Format format) {
  if (format == write::Format::atom && !base::is_absolute_iri(feed.id)) {
    return "its id is no IRI";
  }
  if (format == write::Format::atom && !feed.updated) return "it does not say when it changed";
  for (const model::Item& item : feed.items) {
    if (item.id.empty()) return "an item has no id";
    if (format == write::Format::atom && (item.title.empty() || !item.updated)) {
      return "the item " + shown(item.id) + " has no title or no date";
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_in(std::string_view bytes, write::Format format,
                                    const write::Document& document) {
  const auto feed = parse::parse_feed(bytes, {.is_ours = true}, limits_for(bytes));
  if (!feed) return "it cannot be read: " + feed.error().message;
  if (!feed->warnings.empty()) return "it had to be repaired: " + shown(feed->warnings.front());
  if (feed->format != read_as(format)) return "it reads as another format";
  if (auto lack = what_lacks(*feed, format)) return lack;
  if (feed->items.size() != document.entries.size()) {
    return "it reads as " + std::to_string(feed->items.size()) + " items, not " +
           std::to_string(document.entries.size());
  }
  for (std::size_t i = 0; i < feed->items.size(); ++i) {
    const std::string id = write::entry_id(document.entries[i].item);
    const bool counts = format != write::Format::atom || base::is_absolute_iri(id);
    if (counts && feed->items[i].id != id) {
      return "the item " + shown(id) + " reads as " + shown(feed->items[i].id);
    }
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> published_ids(std::string_view bytes) {
  auto feed = parse::parse_feed(bytes, {}, limits_for(bytes));
  if (!feed) return std::nullopt;
  std::vector<std::string> ids;
  for (model::Item& item : feed->items) ids.push_back(std::move(item.id));
  return ids;
}

}  // namespace syndic::pipeline
