// SPDX-License-Identifier: MIT
#include "markup/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace syndic::markup {
namespace {

struct Free {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
  void operator()(char* text) const { std::free(text); }
};

using Document = std::unique_ptr<cmark_node, Free>;

// Calls `visit(event, node)` where each node begins and, if it may hold others, where it ends.
template <typename Visit>
void walk(cmark_node& document, Visit visit) {
  const std::unique_ptr<cmark_iter, Free> nodes(cmark_iter_new(&document));
  for (auto event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(nodes.get())) {
    visit(event, *cmark_iter_get_node(nodes.get()));
  }
}

// The document's nodes of these types.
std::vector<cmark_node*> nodes_of(cmark_node& document,
                                  std::initializer_list<cmark_node_type> types) {
  std::vector<cmark_node*> found;
  walk(document, [&](cmark_event_type event, cmark_node& node) {
    const bool is_wanted = std::ranges::find(types, cmark_node_get_type(&node)) != types.end();
    if (event == CMARK_EVENT_ENTER && is_wanted) found.push_back(&node);
  });
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

// A parser with these extensions. cmark's register of them is filled once in a process and only
// read then; it belongs to no thread.
std::unique_ptr<cmark_parser, Free> new_parser(std::initializer_list<const char*> extensions) {
  [[maybe_unused]] static const bool is_registered =
      (cmark_gfm_core_extensions_ensure_registered(), true);
  std::unique_ptr<cmark_parser, Free> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : extensions) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) {
      cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
  }
  return parser;
}

Document document_of(cmark_parser& parser, std::string_view markdown) {
  cmark_parser_feed(&parser, markdown.data(), markdown.size());
  return Document(cmark_parser_finish(&parser));
}

// The number of a list's item, "2."; empty if it has none.
std::string number_of(cmark_node& item) {
  cmark_node* list = cmark_node_parent(&item);
  if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) return {};
  int number = cmark_node_get_list_start(list);
  for (auto* at = cmark_node_previous(&item); at != nullptr; at = cmark_node_previous(at)) ++number;
  return std::to_string(number) + ".";
}

// Makes blocks of the nodes that it is shown.
class BlockReader {
 public:
  using Kind = MarkdownBlock::Kind;

  void operator()(cmark_event_type event, cmark_node& node) {
    const std::string_view type = cmark_node_get_type_string(&node);
    if (event == CMARK_EVENT_ENTER) {
      begin(type, node);
    } else if (type == "link") {
      add_address(cmark_node_get_url(&node));
    }
  }

  std::vector<MarkdownBlock> take() { return std::move(blocks_); }

 private:
  // The types of tables are known by their names alone.
  void begin(std::string_view type, cmark_node& node) {
    if (type == "heading") {
      add(Kind::heading).level = static_cast<std::size_t>(cmark_node_get_heading_level(&node));
    } else if (type == "paragraph") {
      add_prose(node);
    } else if (type == "html_block") {
      add(Kind::paragraph);
    } else if (type == "code_block") {
      add(Kind::code);
    } else if (type == "table") {
      add(Kind::table);
    } else if (type == "table_header" || type == "table_row") {
      blocks_.back().rows.emplace_back();
    } else if (type == "table_cell") {
      blocks_.back().rows.back().emplace_back();
    } else if (type == "softbreak" || type == "linebreak") {
      text() += ' ';
    }
    if (const char* literal = cmark_node_get_literal(&node)) text() += literal;
  }

  MarkdownBlock& add(Kind kind) {
    blocks_.emplace_back().kind = kind;
    return blocks_.back();
  }

  void add_prose(cmark_node& node) {
    cmark_node* parent = cmark_node_parent(&node);
    const bool begins_item =
        cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_previous(&node) == nullptr;
    MarkdownBlock& block = add(begins_item ? Kind::item : Kind::paragraph);
    if (begins_item) block.number = number_of(*parent);
  }

  void add_address(const char* url) {
    if (url != nullptr && *url != '\0' && *url != '#') text().append(" (").append(url).append(")");
  }

  // What is being read: the last block's text or cell.
  std::string& text() {
    MarkdownBlock& block = blocks_.back();
    return block.kind == Kind::table ? block.rows.back().back() : block.text;
  }

  std::vector<MarkdownBlock> blocks_;
};

}  // namespace

std::string markdown_to_html(std::string_view markdown, const Readdress& readdress) {
  const auto parser = new_parser({"table", "strikethrough", "autolink"});
  const Document document = document_of(*parser, markdown);
  readdress_all(*document, readdress);
  keep_html(*document);
  const std::unique_ptr<char, Free> html(cmark_render_html(
      document.get(), CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser.get())));
  return html.get();
}

std::vector<MarkdownBlock> read_markdown(std::string_view markdown) {
  BlockReader blocks;
  walk(*document_of(*new_parser({"table"}), markdown), std::ref(blocks));
  return blocks.take();
}

}  // namespace syndic::markup
