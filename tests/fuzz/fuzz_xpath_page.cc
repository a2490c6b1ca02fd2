// SPDX-License-Identifier: MIT
//
// Any bytes as a page without a feed, and as an expression to read it by. What is read must be
// bounded, of http and https, in UTF-8 of XML characters, and the same a second time; the tree must
// be no deeper than it is taken to be.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/url.h"
#include "base/utf8.h"
#include "markup/html/tree.h"
#include "parse/page/metadata.h"
#include "parse/page/page.h"
#include "parse/page/proposal.h"

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

void require_clean(const Result<parse::ReadPage>& read) {
  if (!read) {
    require(!read.error().message.empty());
    return;
  }
  require(!read->feed.items.empty() && read->feed.items.size() <= 1'000);
  for (const model::Item& item : read->feed.items) {
    require(item.url.empty() || base::is_http_url(item.url));
    require(item.image.empty() || base::is_http_url(item.image));
    require(base::is_xml_text(item.title.value) && base::is_xml_text(item.summary.value));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const parse::Hints hints{.base_url = kPage};
  // The first line is an expression too.
  const std::string expression(bytes.substr(0, std::min<std::size_t>(bytes.find('\n'), 60)));
  const bool is_xpath =
      !expression.empty() && parse::check_xpath(expression, parse::XPathResult::anything);
  for (const char* item : {"//*[a]", "//h2", "//div"}) {
    const auto read =
        parse::read_page(bytes, hints, {.item = item, .title = is_xpath ? expression : ""});
    require_clean(read);
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
