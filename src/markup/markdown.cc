// SPDX-License-Identifier: MIT
#include "markup/markdown.h"

#include <cmark-gfm.h>

#include <cstdlib>
#include <memory>

namespace syndic::markup {
namespace {

struct Free {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
  void operator()(char* text) const { std::free(text); }
};

void readdress_all(cmark_node& document, const Readdress& readdress) {
  const std::unique_ptr<cmark_iter, Free> nodes(cmark_iter_new(&document));
  for (auto event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(nodes.get())) {
    cmark_node* node = cmark_iter_get_node(nodes.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (event != CMARK_EVENT_ENTER || (type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE))
      continue;
    const char* url = cmark_node_get_url(node);
    if (url == nullptr || *url == '\0') continue;
    cmark_node_set_url(node, readdress(url).c_str());
  }
}

}  // namespace

std::string markdown_to_html(std::string_view markdown, const Readdress& readdress) {
  const std::unique_ptr<cmark_node, Free> document(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT));
  readdress_all(*document, readdress);
  const std::unique_ptr<char, Free> html(
      cmark_render_html(document.get(), CMARK_OPT_DEFAULT, nullptr));
  return html.get();
}

}  // namespace syndic::markup
