// SPDX-License-Identifier: MIT
#include "markup/xml/document.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "base/byte_vector.h"

namespace syndic::markup {
namespace {

// References stay raw for XmlReferences; the first character data of an element lies in its node.
constexpr unsigned kFlags = pugi::parse_cdata | pugi::parse_eol | pugi::parse_wconv_attribute |
                            pugi::parse_embed_pcdata | pugi::parse_doctype;

// Where "xh" is in `text` from `at` on, two letters that are rare beside each other; the length of
// `text`: nowhere.
std::size_t find_xh(std::string_view text, std::size_t at) {
  constexpr std::size_t kBlock = 2 * base::kVector;
  const auto is_xh = [&](std::size_t i) {
    return base::load_vector(text.data() + i) == static_cast<signed char>('x') &&
           base::load_vector(text.data() + i + 1) == static_cast<signed char>('h');
  };
  while (at + kBlock < text.size() &&
         std::experimental::none_of(is_xh(at) || is_xh(at + base::kVector))) {
    at += kBlock;
  }
  return std::min(text.find("xh", at), text.size());
}

// Whether the document may hold XHTML: type="xhtml", or its namespace.
bool mentions_xhtml(std::string_view text) {
  constexpr std::string_view kName = "xhtml";
  for (std::size_t at = find_xh(text, 0); at < text.size(); at = find_xh(text, at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.size() <= kName.size() || !rest.starts_with(kName)) continue;
    const char after = rest[kName.size()];
    if (after == '"' || after == '\'') return true;
  }
  return false;
}

// Blanks between two elements are words only in XHTML ("<b>a</b> <i>b</i>"); nodes for them
// elsewhere would double the tree.
unsigned flags_for(std::string_view text) {
  return mentions_xhtml(text) ? kFlags | pugi::parse_ws_pcdata : kFlags;
}

// Stops at the first element that is too deep. pugixml's own walk needs no recursion (a hostile
// document nests as deep as it is long), and two calls for a node instead of six.
class DepthGauge : public pugi::xml_tree_walker {
 public:
  explicit DepthGauge(int max_depth) : max_depth_(max_depth) {}

  bool for_each(pugi::xml_node& node) override {
    return depth() < max_depth_ || node.type() != pugi::node_element;
  }

 private:
  int max_depth_;
};

bool nests_deeper_than(pugi::xml_node root, int max_depth) {
  DepthGauge gauge(max_depth);
  return !root.traverse(gauge);
}

// pugixml passes over words outside of the root; all else there begins with "<" and ends with ">".
bool has_words_around(std::string_view text) {
  text = base::trim(text);
  return !text.empty() && (text.front() != '<' || text.back() != '>');
}

void append_without(std::string_view mark, std::string_view text, std::string& out) {
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
    out.append(text.substr(0, at));
    text.remove_prefix(at + mark.size());
  }
  out.append(text);
}

std::optional<std::string_view> without_references(std::string_view raw) {
  if (raw.find('&') != std::string_view::npos) return std::nullopt;
  return raw;
}

void trim_in_place(std::string& text) {
  if (text.empty() || (!base::is_space(text.front()) && !base::is_space(text.back()))) return;
  const std::string_view inner = base::trim(text);
  const auto begin = static_cast<std::size_t>(inner.data() - text.data());
  text.erase(begin + inner.size());
  text.erase(0, begin);
}

}  // namespace

XmlDocument::XmlDocument(std::string text, int max_depth) : text_(std::move(text)) {
  const bool has_words = has_words_around(text_);
  parse();
  if (!damage_ && has_words) faults_.note(XmlFault::outside_text);
  if (nests_deeper_than(tree_.root(), max_depth)) {
    tree_.reset();
    damage_ = Error{Errc::too_large,
                    "elements nest deeper than " + std::to_string(max_depth) + " levels", 0};
    return;
  }
  for (const pugi::xml_node node : tree_.children()) {
    if (node.type() == pugi::node_doctype) references_.declare(node.value());
  }
}

XmlDocument::XmlDocument(RepairedXml repaired)
    : text_(std::move(repaired.text)),
      doctype_(std::move(repaired.doctype)),
      open_at_end_(repaired.open_at_end),
      faults_(std::move(repaired.faults)) {
  parse();
  if (!doctype_.empty()) references_.declare(doctype_);
}

void XmlDocument::parse() {
  // With the NUL after the text, which pugixml would else put in place of the last character.
  const pugi::xml_parse_result result = tree_.load_buffer_inplace(
      text_.data(), text_.size() + 1, flags_for(text_), pugi::encoding_utf8);
  if (result) return;
  damage_ = Error{Errc::malformed, result.description(), static_cast<std::size_t>(result.offset)};
}

void XmlDocument::forget_references() {
  for (const XmlFault fault :
       {XmlFault::bare_ampersand, XmlFault::unknown_entity, XmlFault::html_entity}) {
    faults_.forget(fault);
  }
}

bool XmlDocument::is_cut(pugi::xml_node element) const {
  if (open_at_end_ == 0) return false;
  int depth = 0;
  for (pugi::xml_node node = element; node && node != tree_; node = node.parent()) {
    if (node.next_sibling()) return false;
    ++depth;
  }
  return depth <= open_at_end_;
}

void XmlDocument::append_value(pugi::xml_node node, std::string& out) {
  constexpr std::string_view kStart = "<![CDATA[";
  constexpr std::string_view kEnd = "]]>";
  const std::string_view raw = node.value();
  if (node.type() == pugi::node_cdata) {
    // CDATA in CDATA ends with the inner one's mark; the outer one's is then found among words.
    const pugi::xml_node next = node.next_sibling();
    const bool is_nested = next.type() == pugi::node_pcdata &&
                           std::string_view(next.value()).find(kEnd) != std::string_view::npos;
    if (is_nested) {
      append_without(kStart, raw, out);
    } else {
      out.append(raw);
    }
    return;
  }
  const bool follows_cdata =
      node.type() == pugi::node_pcdata && node.previous_sibling().type() == pugi::node_cdata;
  if (follows_cdata && raw.find(kEnd) != std::string_view::npos) {
    std::string without;
    append_without(kEnd, raw, without);
    references_.append_decoded(without, out);
  } else {
    references_.append_decoded(raw, out);
  }
}

std::optional<std::string_view> XmlDocument::plain_text(pugi::xml_node element) {
  const std::string_view first = base::trim(element.value());
  const pugi::xml_node child = element.first_child();
  const pugi::xml_node_type type = child.type();
  if (type == pugi::node_null) return without_references(first);
  if (type != pugi::node_cdata || !first.empty() || child.next_sibling()) return std::nullopt;
  return base::trim(child.value());
}

std::string XmlDocument::text(pugi::xml_node element) {
  // Nearly always one piece: trimmed while still raw, no memory is taken for blanks.
  std::string out;
  const std::string_view first = element.value();
  const pugi::xml_node child = element.first_child();
  const pugi::xml_node_type type = child.type();
  if (type == pugi::node_null) {
    references_.append_decoded(base::trim(first), out);
    return out;
  }
  if (type == pugi::node_cdata && !child.next_sibling() && base::trim(first).empty()) {
    out = base::trim(child.value());
    return out;
  }
  references_.append_decoded(first, out);
  for (pugi::xml_node node = child; node; node = node.next_sibling()) {
    if (node.type() != pugi::node_element) append_value(node, out);
  }
  trim_in_place(out);
  return out;
}

std::string XmlDocument::deep_text(pugi::xml_node element) {
  std::string out;
  pugi::xml_node node = element;
  while (node) {
    append_value(node, out);
    if (const pugi::xml_node child = node.first_child()) {
      node = child;
      continue;
    }
    while (node != element && !node.next_sibling()) node = node.parent();
    if (node == element) break;
    node = node.next_sibling();
  }
  trim_in_place(out);
  return out;
}

std::string_view XmlDocument::attribute(pugi::xml_node element, std::string_view name,
                                        std::string& room) {
  for (pugi::xml_attribute attribute = element.first_attribute(); attribute;
       attribute = attribute.next_attribute()) {
    if (base::equals_ignoring_case(attribute.name(), name)) return value(attribute, room);
  }
  return {};
}

std::string_view XmlDocument::value(pugi::xml_attribute attribute, std::string& room) {
  const std::string_view raw = base::trim(attribute.value());
  if (const auto plain = without_references(raw)) return *plain;
  room.clear();
  references_.append_decoded(raw, room);
  return base::trim(room);
}

}  // namespace syndic::markup
