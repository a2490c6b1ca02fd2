// SPDX-License-Identifier: MIT
//
// JSON of any kind through the parser. The first byte chooses what stands before the rest, so that
// it is read as JSON, and the hints. What is accepted must be UTF-8 of XML characters throughout,
// within the limits, and the same a second time.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"

namespace {

using namespace syndic;

constexpr std::size_t kMostOfAKind = 1'000;

constexpr std::array<std::string_view, 4> kBeginnings = {
    "",
    "{",
    R"({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [)",
    R"({"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"title": ")",
};

void require(bool holds) {
  if (!holds) std::abort();
}

void require_bounded(const model::Feed& feed, const parse::Limits& limits) {
  require(feed.items.size() <= limits.max_items);
  require(feed.authors.size() <= kMostOfAKind && feed.hubs.size() <= kMostOfAKind);
  for (const model::Item& item : feed.items) {
    require(item.authors.size() <= kMostOfAKind);
    require(item.categories.size() <= kMostOfAKind);
    require(item.enclosures.size() <= kMostOfAKind);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string document(kBeginnings.at(data[0] % kBeginnings.size()));
  document.append(reinterpret_cast<const char*>(data) + 1, size - 1);
  const parse::Hints hints{.base_url = (data[0] & 8) != 0 ? "https://base.example/feed" : "",
                           .content_type = (data[0] & 16) != 0 ? "text/json; charset=latin1" : "",
                           .time_zone = (data[0] & 32) != 0 ? "America/New_York" : ""};
  const parse::Limits limits{.max_items = 20, .max_depth = (data[0] & 64) != 0 ? 100 : 5};
  const auto feed = parse::parse_feed(document, hints, limits);
  const auto again = parse::parse_feed(document, hints, limits);
  require(feed.has_value() == again.has_value());
  if (!feed) {
    require(!feed.error().message.empty() && base::is_xml_text(feed.error().message));
    require(feed.error().offset <= 3 * document.size());  // As UTF-8.
    return 0;
  }
  const std::string dump = test::dump(*feed);
  require(dump == test::dump(*again));
  require(base::is_xml_text(dump));
  require_bounded(*feed, limits);
  return 0;
}
