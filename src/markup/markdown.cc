// SPDX-License-Identifier: MIT
#include "markup/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstdlib>
#include <memory>

namespace syndic::markup {
namespace {

struct Free {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
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

// A parser with the extensions. cmark's register of them is filled once in a process and only read
// then; it belongs to no thread.
std::unique_ptr<cmark_parser, Free> new_parser() {
  [[maybe_unused]] static const bool is_registered =
      (cmark_gfm_core_extensions_ensure_registered(), true);
  std::unique_ptr<cmark_parser, Free> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "strikethrough", "autolink"}) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) {
      cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
  }
  return parser;
}

}  // namespace

std::string markdown_to_html(std::string_view markdown, const Readdress& readdress) {
  const auto parser = new_parser();
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const std::unique_ptr<cmark_node, Free> document(cmark_parser_finish(parser.get()));
  readdress_all(*document, readdress);
  const std::unique_ptr<char, Free> html(cmark_render_html(
      document.get(), CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser.get())));
  return html.get();
}

}  // namespace syndic::markup
