// SPDX-License-Identifier: MIT
//
// Any bytes as a page without a feed, as an expression to read it by, as an item's own page and as
// a sitemap. What is read must be
// bounded, of http and https, in UTF-8 of XML characters, and the same a second time; the tree must
// be no deeper than it is taken to be.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/url.h"
#include "base/utf8.h"
#include "markup/html/tree.h"
#include "parse/article/metadata.h"
#include "parse/article/own_page.h"
#include "parse/lists/sitemap.h"
#include "parse/page/page.h"
#include "parse/proposal/proposal.h"

namespace {

using namespace syndic;

constexpr std::string_view kPage = "https://union.example/news/";
constexpr int kDeepest = 600;

void require(bool holds) {
  if (!holds) std::abort();
}

int depth_of(pugi::xml_node top) {
  int deepest = 0;
  int depth = 0;
  for (pugi::xml_node node = top; node;) {
    deepest = std::max(deepest, depth);
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node) node = node.next_sibling();
  }
  return deepest;
}

void require_clean(const model::Item& item) {
  require(item.url.empty() || base::is_http_url(item.url));
  require(item.image.empty() || base::is_http_url(item.image));
  for (const std::string* text :
       {&item.title.value, &item.summary.value, &item.content.value, &item.id}) {
    require(base::is_xml_text(*text));
  }
  for (const model::Person& author : item.authors) require(base::is_xml_text(author.name));
  for (const model::Category& tag : item.categories) require(base::is_xml_text(tag.term));
  for (const model::Enclosure& file : item.enclosures) require(base::is_http_url(file.url));
}

void require_clean(const Result<parse::ReadPage>& read) {
  if (!read) {
    require(!read.error().message.empty());
    return;
  }
  require(!read->feed.items.empty() && read->feed.items.size() <= 1'000);
  for (const model::Item& item : read->feed.items) require_clean(item);
}

void require_sitemap(const parse::Sitemap& sitemap) {
  require(sitemap.feed.items.empty() != sitemap.sitemaps.empty());
  require(sitemap.feed.items.size() <= parse::kMostSitemapItems);
  for (const model::Item& item : sitemap.feed.items) require_clean(item);
  for (const std::string& url : sitemap.sitemaps) require(base::is_http_url(url));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const parse::Hints hints{.base_url = kPage};
  // The first line is an expression too.
  const std::string expression(bytes.substr(0, std::min<std::size_t>(bytes.find('\n'), 60)));
  const bool is_xpath =
      !expression.empty() && parse::check_xpath(expression, parse::XPathResult::anything);
  const std::string rule = is_xpath ? expression : std::string();
  for (const char* item : {"//*[a]", "//h2", "//div", ""}) {
    require_clean(parse::read_page(bytes, hints,
                                   {.item = item,
                                    .title = rule,
                                    .author = rule,
                                    .tags = rule,
                                    .id = rule,
                                    .enclosure = rule}));
  }
  if (const auto sitemap = parse::read_sitemap(bytes, hints)) require_sitemap(*sitemap);
  if (const auto page = parse::read_item_page(bytes, hints)) {
    require(base::is_xml_text(page->content) && page->content.size() <= 1'100'000);
    require(page->image.empty() || base::is_http_url(page->image));
  }
  if (const auto rules = parse::propose_rules(bytes, hints)) {
    const auto read = parse::read_page(bytes, hints, *rules);
    require(read.has_value());
    require_clean(read);
  }
  (void)parse::read_page_metadata(bytes, hints);
  if (const auto tree = markup::read_html_tree(base::to_xml_text(bytes))) {
    require(depth_of(tree->root()) <= kDeepest);
  }
  return 0;
}
