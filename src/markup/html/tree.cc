// SPDX-License-Identifier: MIT
#include "markup/html/tree.h"

#include <gumbo.h>

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/escape.h"
#include "markup/html/nesting.h"
#include "markup/html/tags.h"

namespace syndic::markup {
namespace {

// Of gumbo's tree, with what the allocator adds to each block.
constexpr std::size_t kMostMemory = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kHeapHeader = 16;

// An element with an attribute and a text, as gumbo allocates them.
constexpr std::size_t kBytesOfElement = 1024;

// All of gumbo's allocations, in a list: so they are bounded, and can be freed without gumbo's own
// walk through the tree, which is recursive.
class GumboMemory {
 public:
  GumboMemory() = default;
  GumboMemory(const GumboMemory&) = delete;
  GumboMemory& operator=(const GumboMemory&) = delete;
  ~GumboMemory() {
    while (first_ != nullptr) std::free(std::exchange(first_, first_->next));
  }

  /// The tree, valid as long as this; null if it takes too much memory. gumbo does not check its
  /// allocations, so a failed one leaves it by longjmp(), past no frame with a destructor.
  const GumboOutput* parse(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = release;
    options.userdata = this;
    options.max_errors = 0;
    return parse_or_leave(options, html);
  }

 private:
  struct alignas(std::max_align_t) Block {
    Block* previous;
    Block* next;
    std::size_t size;
  };

  const GumboOutput* parse_or_leave(const GumboOptions& options, std::string_view html) {
    if (setjmp(on_failure_) != 0) return nullptr;
    return gumbo_parse_with_options(&options, html.data(), html.size());
  }

  static void* allocate(void* self, std::size_t size) {
    auto& memory = *static_cast<GumboMemory*>(self);
    auto* block = size > kMostMemory || whole(size) > kMostMemory - memory.used_
                      ? nullptr
                      : static_cast<Block*>(std::malloc(sizeof(Block) + size));
    if (block == nullptr) std::longjmp(memory.on_failure_, 1);
    memory.used_ += whole(size);
    *block = {nullptr, memory.first_, size};
    if (memory.first_ != nullptr) memory.first_->previous = block;
    memory.first_ = block;
    return block + 1;
  }

  static void release(void* self, void* bytes) {
    if (bytes == nullptr) return;
    auto& memory = *static_cast<GumboMemory*>(self);
    auto* block = static_cast<Block*>(bytes) - 1;
    memory.used_ -= whole(block->size);
    if (block->next != nullptr) block->next->previous = block->previous;
    (block->previous != nullptr ? block->previous->next : memory.first_) = block->next;
    std::free(block);
  }

  static std::size_t whole(std::size_t size) { return kHeapHeader + sizeof(Block) + size; }

  Block* first_ = nullptr;
  std::size_t used_ = 0;  // whole() of all blocks.
  std::jmp_buf on_failure_{};
};

// A name that XPath can select: no colons, which would be namespaces.
std::string xml_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool starts = base::is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    const bool goes_on = base::is_digit(c) || c == '-' || c == '.';
    if (starts || (goes_on && !out.empty())) out.push_back(base::to_lower(c));
  }
  return out;
}

std::string name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  std::string found = name.data == nullptr ? std::string() : xml_name({name.data, name.length});
  return found.empty() ? "unknown" : found;
}

bool holds_linked_data(const GumboElement& script) {
  const GumboAttribute* type = gumbo_get_attribute(&script.attributes, "type");
  return type != nullptr &&
         base::starts_with_ignoring_case(base::trim(type->value), "application/ld+json");
}

// Writes the tree as XML. pugixml compares the places of two nodes fast only in what it parsed
// itself, and XPath asks for that at every turn.
class XmlTreeWriter {
 public:
  /// `expected`: about how many bytes come. A string that grows has its bytes twice.
  explicit XmlTreeWriter(std::size_t expected) { xml_.reserve(expected); }

  /// False if there are too many nodes.
  bool write(const GumboNode& root) {
    open(root);
    while (!path_.empty()) {
      auto& [node, next] = path_.back();
      const GumboVector& children = node->v.element.children;
      if (next == children.length) {
        xml_.append("</").append(names_.back()).append(">");
        names_.pop_back();
        path_.pop_back();
      } else if (!add(*static_cast<const GumboNode*>(children.data[next++]))) {
        return false;
      }
    }
    return true;
  }
  [[nodiscard]] std::string take_xml() { return std::move(xml_); }

 private:
  bool add(const GumboNode& node) {
    if (++nodes_ > kMostHtmlNodes) return false;
    switch (node.type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        open(node);
        break;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        if (!is_silent(path_.back().first->v.element)) text(node.v.text.text);
        break;
      default:
        break;
    }
    return true;
  }

  static bool is_silent(const GumboElement& element) {
    return element.tag == GUMBO_TAG_STYLE ||
           (element.tag == GUMBO_TAG_SCRIPT && !holds_linked_data(element));
  }

  void text(std::string_view value) {
    if (base::is_xml_text(value)) {
      append_escaped_text(value, xml_);
    } else {
      append_escaped_text(base::to_xml_text(value), xml_);
    }
  }

  void open(const GumboNode& node) {
    const GumboElement& element = node.v.element;
    names_.push_back(name_of(element));
    xml_.append("<").append(names_.back());
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
      const std::string name = xml_name(attribute.name);
      if (name.empty()) continue;
      ++nodes_;
      xml_.append(" ").append(name).append("=\"");
      append_escaped_attribute(base::to_xml_text(attribute.value), xml_);
      xml_.append("\"");
    }
    xml_.append(">");
    path_.emplace_back(&node, 0);
  }

  std::string xml_;
  std::vector<std::pair<const GumboNode*, unsigned>> path_;  // With the next child of each.
  std::vector<std::string> names_;
  std::size_t nodes_ = 0;
};

std::string xml_of(std::string_view html) {
  GumboMemory memory;
  const GumboOutput* output = memory.parse(html);
  XmlTreeWriter writer(html.size() + html.size() / 8);
  if (output == nullptr || !writer.write(*output->root)) return {};
  return writer.take_xml();
}

constexpr std::size_t kLongestInnerHtml = std::size_t{1024} * 1024;

bool is_named(pugi::xml_node node, std::string_view name) { return node.name() == name; }

// About what the node itself adds.
std::size_t size_of(pugi::xml_node node) {
  std::size_t size = std::string_view(node.name()).size() + std::string_view(node.value()).size();
  for (const pugi::xml_attribute each : node.attributes()) {
    size += std::string_view(each.name()).size() + std::string_view(each.value()).size();
  }
  return size;
}

void append_start(pugi::xml_node node, std::string& html) {
  if (node.type() != pugi::node_element) return append_escaped_text(node.value(), html);
  html.append("<").append(node.name());
  for (const pugi::xml_attribute each : node.attributes()) {
    html.append(" ").append(each.name()).append("=\"");
    append_escaped_attribute(each.value(), html);
    html.append("\"");
  }
  html.append(">");
}

void append_end(pugi::xml_node node, bool is_left_out, std::string& html) {
  if (node.type() != pugi::node_element || is_left_out || is_void(html_tag(node.name()))) return;
  html.append("</").append(node.name()).append(">");
}

}  // namespace

std::size_t memory_of_html_tree(std::string_view html) {
  if (html.size() > kLongestHtmlPage) return 0;
  const auto tags = static_cast<std::size_t>(std::ranges::count(html, '<'));
  return 2 * html.size() + std::min(tags * kBytesOfElement, kMostMemory);
}

Result<HtmlTree> read_html_tree(std::string_view html) {
  if (html.size() > kLongestHtmlPage) {
    return fail(Errc::too_large, "the page is larger than 16 MiB; ask for a smaller one");
  }
  if (nests_too_much(html)) {
    return fail(Errc::too_large,
                "the page nests its elements deeper, or gives one more attributes, than any page "
                "that is read");
  }
  HtmlTree tree;
  std::string& xml = *tree.text_ = xml_of(html);
  if (xml.empty()) return fail(Errc::too_large, "the page has more elements than can be read");
  const auto parsed = tree.document_->load_buffer_inplace(
      xml.data(), xml.size(), pugi::parse_escapes | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!parsed) return fail(Errc::malformed, "the page's tree cannot be read");
  return tree;
}

std::string inner_html(pugi::xml_node element) {
  std::string html;
  for (pugi::xml_node node = element.first_child(); node;) {
    const bool is_left_out = is_named(node, "script") || is_named(node, "style");
    if (html.size() + size_of(node) > kLongestInnerHtml) break;
    if (!is_left_out) append_start(node, html);
    if (node.first_child() && !is_left_out) {
      node = node.first_child();
      continue;
    }
    append_end(node, is_left_out, html);
    while (!node.next_sibling() && node.parent() != element) {
      node = node.parent();
      append_end(node, false, html);
    }
    node = node.next_sibling();
  }
  return html;
}

}  // namespace syndic::markup
