// SPDX-License-Identifier: MIT
#include "markup/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <vector>

namespace syndic::markup {
namespace {

struct Free {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
  void operator()(char* text) const { std::free(text); }
};

// The document's nodes of these types.
std::vector<cmark_node*> nodes_of(cmark_node& document,
                                  std::initializer_list<cmark_node_type> types) {
  std::vector<cmark_node*> found;
  const std::unique_ptr<cmark_iter, Free> nodes(cmark_iter_new(&document));
  for (auto event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(nodes.get())) {
    cmark_node* node = cmark_iter_get_node(nodes.get());
    const bool is_wanted = std::ranges::find(types, cmark_node_get_type(node)) != types.end();
    if (event == CMARK_EVENT_ENTER && is_wanted) found.push_back(node);
  }
  return found;
}

void readdress_all(cmark_node& document, const Readdress& readdress) {
  for (cmark_node* node : nodes_of(document, {CMARK_NODE_LINK, CMARK_NODE_IMAGE})) {
    const char* url = cmark_node_get_url(node);
    if (url == nullptr || *url == '\0') continue;
    cmark_node_set_url(node, readdress(url).c_str());
  }
}

// Passes HTML on as it is: the safe mode, which keeps dangerous addresses out, would drop it, and
// with it the words in it.
void keep_html(cmark_node& document) {
  for (cmark_node* node : nodes_of(document, {CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE})) {
    const bool is_block = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
    const char* html = cmark_node_get_literal(node);
    cmark_node* kept =
        cmark_node_new(is_block ? CMARK_NODE_CUSTOM_BLOCK : CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_on_enter(kept, html == nullptr ? "" : html);
    if (cmark_node_replace(node, kept) != 0) {
      cmark_node_free(node);
    } else {
      cmark_node_free(kept);
    }
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
  keep_html(*document);
  const std::unique_ptr<char, Free> html(cmark_render_html(
      document.get(), CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser.get())));
  return html.get();
}

}  // namespace syndic::markup
