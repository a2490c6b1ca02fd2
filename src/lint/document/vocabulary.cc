// SPDX-License-Identifier: MIT
#include "lint/document/vocabulary.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace syndic::lint {
namespace {

// RSS 2.0, "Required channel elements", "Optional channel elements" and "Elements of <item>".
constexpr auto kOfChannels = std::to_array<std::string_view>(
    {"title", "link", "description", "language", "copyright", "managingEditor", "webMaster",
     "pubDate", "lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image", "rating",
     "textInput", "skipHours", "skipDays"});
constexpr auto kOfItems =
    std::to_array<std::string_view>({"title", "link", "description", "author", "category",
                                     "comments", "enclosure", "guid", "pubDate", "source"});

// RFC 4287 §4.1.1 and §4.1.2.
constexpr auto kOfFeeds =
    std::to_array<std::string_view>({"author", "category", "contributor", "generator", "icon", "id",
                                     "link", "logo", "rights", "subtitle", "title", "updated"});
constexpr auto kOfEntries = std::to_array<std::string_view>(
    {"author", "category", "content", "contributor", "id", "link", "published", "rights", "source",
     "summary", "title", "updated"});

// Empty where no standard says it: the old formats' own words are another rule's.
std::span<const std::string_view> words_of(model::Format format, bool is_head) {
  switch (format) {
    case model::Format::rss091:
    case model::Format::rss092:
    case model::Format::rss20:
      if (is_head) return kOfChannels;
      return kOfItems;
    case model::Format::atom10:
      if (is_head) return kOfFeeds;
      return kOfEntries;
    default:
      return {};
  }
}

}  // namespace

void judge_vocabulary(const FieldList& element, const XmlFeed& feed, Report& report) {
  const auto words = words_of(feed.format, element.node == feed.head.node);
  if (words.empty()) return;
  for (const Field& field : element.fields) {
    if (field.space == feed.own() && std::ranges::find(words, field.name) == words.end()) {
      report.add(field.node, "element-unknown", field.name);
    }
  }
}

}  // namespace syndic::lint
