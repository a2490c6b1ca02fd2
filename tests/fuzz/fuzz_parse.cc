// SPDX-License-Identifier: MIT
//
// Any bytes through the parser. The first byte chooses the Content-Type. What is accepted must be
// UTF-8 of XML characters throughout, within the limits, and the same a second time.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"

namespace {

using namespace syndic;

constexpr std::array<std::string_view, 8> kContentTypes = {
    "",
    "application/rss+xml",
    "application/atom+xml; charset=utf-8",
    "text/xml; charset=iso-8859-1",
    "text/html; charset=\"shift_jis\"",
    "application/xml; charset=utf-16",
    "text/xml; charset=gb18030",
    "text/xml; charset=nobody",
};

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view document(reinterpret_cast<const char*>(data) + 1, size - 1);
  const parse::Hints hints{.base_url = (data[0] & 8) != 0 ? "https://base.example/feed" : "",
                           .content_type = kContentTypes.at(data[0] % kContentTypes.size()),
                           .time_zone = (data[0] & 16) != 0 ? "America/New_York" : ""};
  const parse::Limits limits{.max_items = 100};
  const auto feed = parse::parse_feed(document, hints, limits);
  const auto again = parse::parse_feed(document, hints, limits);
  require(feed.has_value() == again.has_value());
  if (!feed) {
    require(!feed.error().message.empty() && base::is_xml_text(feed.error().message));
    return 0;
  }
  const std::string dump = test::dump(*feed);
  require(dump == test::dump(*again));
  require(base::is_xml_text(dump));
  require(feed->items.size() <= limits.max_items);
  return 0;
}
