// SPDX-License-Identifier: MIT
//
// Any bytes as a web page and as a robots.txt. What a page offers must be bounded, of
// http and https, in UTF-8 of XML characters, on one line, and the same a second time.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/url.h"
#include "base/utf8.h"
#include "discover/page.h"
#include "discover/robots.h"

namespace {

using namespace syndic;

constexpr std::string_view kPage = "https://union.example/news/";

void require(bool holds) {
  if (!holds) std::abort();
}

void require_clean(std::string_view text) {
  require(base::is_xml_text(text) && text.find_first_of("\t\r\n") == std::string_view::npos);
}

void require_clean(const std::vector<discover::FeedLink>& links) {
  for (const discover::FeedLink& link : links) {
    require(base::is_http_url(link.url));
    require_clean(link.url);
    require_clean(link.media_type);
    require_clean(link.title);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const parse::Hints hints{.base_url = size % 3 == 0 ? "" : kPage};
  const auto feeds = discover::read_page_feeds(bytes, hints);
  const auto again = discover::read_page_feeds(bytes, hints);
  require(feeds.declared == again.declared && feeds.linked == again.linked &&
          feeds.usual == again.usual);
  require(feeds.declared.size() <= discover::kMostDeclaredFeeds);
  require(feeds.linked.size() <= discover::kMostLinkedFeeds);
  require(feeds.usual.size() <= 20);
  require_clean(feeds.declared);
  require_clean(feeds.linked);
  const auto robots = discover::Robots::read(bytes, "syndic");
  require(robots.allow("https://union.example/robots.txt"));
  (void)robots.allow(kPage);
  return 0;
}
