// SPDX-License-Identifier: MIT
#include "tests/normalize/html_judge.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>
#include <set>
#include <string_view>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/html/tags.h"
#include "markup/html/tokenizer.h"

namespace syndic::test {
namespace {

const std::set<std::string_view> kElements = {
    "a",       "abbr",  "acronym",  "address",    "article",    "aside",   "audio",  "b",
    "bdi",     "bdo",   "big",      "br",         "blockquote", "caption", "center", "cite",
    "code",    "col",   "colgroup", "dd",         "del",        "details", "dfn",    "div",
    "dl",      "dt",    "em",       "figcaption", "figure",     "footer",  "h1",     "h2",
    "h3",      "h4",    "h5",       "h6",         "header",     "hgroup",  "hr",     "i",
    "img",     "ins",   "kbd",      "li",         "main",       "mark",    "nav",    "ol",
    "p",       "pre",   "q",        "rp",         "rt",         "ruby",    "s",      "samp",
    "section", "small", "source",   "span",       "strike",     "strong",  "sub",    "summary",
    "sup",     "table", "tbody",    "td",         "tfoot",      "th",      "thead",  "time",
    "tr",      "tt",    "u",        "ul",         "var",        "video",   "wbr"};
const std::set<std::string_view> kVoid = {"br", "col", "hr", "img", "source", "wbr"};
const std::set<std::string_view> kAttributes = {
    "href",  "target",  "rel",     "src",   "poster",   "alt",   "title",    "lang",
    "dir",   "width",   "height",  "cite",  "datetime", "start", "reversed", "type",
    "value", "colspan", "rowspan", "scope", "span",     "open",  "controls"};
const std::set<std::string_view> kUrls = {"href", "src", "poster", "cite"};

constexpr std::string_view kSafeRel = "noopener noreferrer";

bool opens_safely(const GumboElement& element) {
  const auto* const target = gumbo_get_attribute(&element.attributes, "target");
  const auto* const rel = gumbo_get_attribute(&element.attributes, "rel");
  return (target == nullptr) == (rel == nullptr);
}

// Calls `visit(root)` with the root of the tree of `html` as what `context` holds; as a document
// for GUMBO_TAG_LAST.
template <class Visit>
void with_tree(const std::string& html, GumboTag context, Visit visit) {
  GumboOptions options = kGumboDefaultOptions;
  options.fragment_context = context;
  options.max_errors = 0;
  const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
  visit(output->root->v.element);
}

class Judge {
 public:
  std::string judge(const std::string& html) {
    judge_parts(html);
    if (written_ != html) faults_ += "another tree: " + written_ + "\n";
    return faults_;
  }

  std::string judge_parts(const std::string& html) {
    with_tree(html, GUMBO_TAG_DIV, [&](const GumboElement& root) { children(root.children); });
    return faults_;
  }

 private:
  void node(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
        if (pre_just_opened_ && node.v.text.text[0] == '\n') written_ += '\n';
        pre_just_opened_ = false;
        escaped(node.v.text.text, false);
        return;
      case GUMBO_NODE_ELEMENT:
        element(node.v.element);
        return;
      default:
        faults_ += "a node that is neither element nor text\n";
    }
  }

  void element(const GumboElement& element) {
    const std::string name = gumbo_normalized_tagname(element.tag);
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML || kElements.count(name) == 0) {
      faults_ += "element: " + name + "\n";
    }
    if (!opens_safely(element)) faults_ += "target without rel, or rel without target\n";
    written_ += "<" + name;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      attribute(*static_cast<const GumboAttribute*>(element.attributes.data[i]));
    }
    written_ += ">";
    pre_just_opened_ = name == "pre";
    if (kVoid.count(name) > 0) return;
    children(element.children);
    written_ += "</" + name + ">";
    pre_just_opened_ = false;
  }

  void attribute(const GumboAttribute& attribute) {
    const std::string_view name = attribute.name;
    const std::string_view value = attribute.value;
    if (kAttributes.count(name) == 0) faults_ += "attribute: " + std::string(name) + "\n";
    if ((name == "target" && value != "_blank") || (name == "rel" && value != kSafeRel)) {
      faults_ += std::string(name) + ": " + std::string(value) + "\n";
    }
    if (kUrls.count(name) > 0 && !is_harmless(name, value)) {
      faults_ += "URL: " + std::string(value) + "\n";
    }
    written_.append(" ").append(name).append("=\"");
    escaped(value, true);
    written_ += '"';
  }

  static bool is_harmless(std::string_view name, std::string_view url) {
    for (const char c : url) {
      if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F)
        return false;
    }
    const std::string_view scheme = url.substr(0, url.find(':'));
    const auto is = [&](std::string_view known) {
      return scheme.size() == known.size() &&
             std::equal(scheme.begin(), scheme.end(), known.begin(),
                        [](char a, char b) { return (a | 0x20) == b; });
    };
    return is("http") || is("https") ||
           (name == "href" && (is("mailto") || is("tel") || is("ftp")));
  }

  void children(const GumboVector& all) {
    for (unsigned i = 0; i < all.length; ++i) node(*static_cast<const GumboNode*>(all.data[i]));
  }

  void escaped(std::string_view text, bool in_attribute) {
    for (const char c : text) {
      switch (c) {
        case '&':
          written_ += "&amp;";
          break;
        case '<':
          written_ += "&lt;";
          break;
        case '>':
          written_ += "&gt;";
          break;
        case '"':
          written_ += in_attribute ? "&quot;" : "\"";
          break;
        default:
          written_ += c;
      }
    }
  }

  std::string written_;
  std::string faults_;
  bool pre_just_opened_ = false;
};

// How many of each byte that is no blank. U+FFFD counts for nothing: the parsers differ in where
// they put it for numbers beyond Unicode.
class Bytes {
 public:
  void add(std::string_view text) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (text.substr(i).starts_with(kReplacement)) {
        i += kReplacement.size() - 1;
      } else if (!base::is_space(c)) {
        ++counts_[static_cast<unsigned char>(c)];
      }
    }
  }
  void add(const Bytes& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  }
  void forget_ascii() { std::fill_n(counts_.begin(), 0x80, 0); }

  // The bytes of which there are more here than in `other`.
  [[nodiscard]] std::string beyond(const Bytes& other) const {
    std::string more;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > other.counts_[i]) more.push_back(static_cast<char>(i));
    }
    return more;
  }

 private:
  std::array<std::size_t, 256> counts_{};
};

// The text of a tree without that of scripts and styles; `with_titles`, which name frames.
void add_text(const GumboNode& node, bool with_titles, Bytes& bytes) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
      node.type == GUMBO_NODE_CDATA) {
    bytes.add(node.v.text.text);
    return;
  }
  if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return;
  const GumboElement& element = node.v.element;
  const bool unread = element.tag == GUMBO_TAG_SCRIPT || element.tag == GUMBO_TAG_STYLE;
  if (unread && element.tag_namespace == GUMBO_NAMESPACE_HTML) return;
  const auto* const title = gumbo_get_attribute(&element.attributes, "title");
  if (with_titles && title != nullptr) bytes.add(title->value);
  for (unsigned i = 0; i < element.children.length; ++i) {
    add_text(*static_cast<const GumboNode*>(element.children.data[i]), with_titles, bytes);
  }
}

// As a document: in a fragment this parser lets no tag break out of SVG. The line break rules a
// frameset out.
Bytes text_of(const std::string& html, bool with_titles) {
  Bytes bytes;
  with_tree("<!doctype html><body><br>" + html, GUMBO_TAG_LAST, [&](const GumboElement& root) {
    for (unsigned i = 0; i < root.children.length; ++i) {
      add_text(*static_cast<const GumboNode*>(root.children.data[i]), with_titles, bytes);
    }
  });
  return bytes;
}

// An element without content written as XML would have it, which we mean to read as empty, or, near
// SVG and MathML, an end tag of a name unknown to HTML that ends none of theirs: this parser takes
// all unknown names for one.
bool is_read_otherwise(const markup::HtmlToken& token, bool foreign_near) {
  const bool unknown = token.tag == markup::HtmlTag::unknown;
  if (token.foreign) return false;
  if (token.kind == markup::HtmlToken::Kind::end_tag) return foreign_near && unknown;
  return token.self_closing && !unknown && !markup::is_void(token.tag);
}

bool holds_what_is_read_otherwise(std::string_view html, bool foreign_near) {
  markup::HtmlTokenizer tokens(html);
  markup::HtmlToken token;
  while (tokens.next(token)) {
    if (is_read_otherwise(token, foreign_near)) return true;
  }
  return false;
}

bool holds_any(std::string_view lower, std::initializer_list<std::string_view> tags) {
  return std::any_of(tags.begin(), tags.end(),
                     [&](std::string_view tag) { return lower.find(tag) != lower.npos; });
}

// "&#" with more digits than this parser's numbers hold: it swallows what follows.
bool holds_huge_number(std::string_view html) {
  constexpr std::size_t kMostDigits = 7;
  for (std::size_t at = html.find("&#"); at != html.npos; at = html.find("&#", at + 1)) {
    std::size_t begin = at + 2;
    if (begin < html.size() && base::to_lower(html[begin]) == 'x') ++begin;
    const std::size_t end =
        std::min(html.find_first_not_of("0123456789abcdefABCDEF", begin), html.size());
    if (end - begin > kMostDigits) return true;
  }
  return false;
}

// The parser reads <noscript> as if scripts were off; <noembed> it reads as browsers with scripts
// read <noscript>. What the new name has not of the old one is added to `bytes`.
std::string with_noscript_as_raw_text(std::string html, Bytes& bytes) {
  constexpr std::string_view kOld = "noscript";
  const std::string lower = base::lower(html);
  for (std::size_t at = lower.rfind(kOld); at != std::string::npos;
       at = at == 0 ? std::string::npos : lower.rfind(kOld, at - 1)) {
    bytes.add(html.substr(at, kOld.size()));
    html.replace(at, kOld.size(), "noembed");
  }
  return html;
}

// Frames that nobody closed are read as if their start tags were alone; the parser, as browsers do,
// takes the rest of the text for what is in them.
std::string without_unclosed_frames(std::string html) {
  constexpr std::string_view kFrame = "<iframe";
  const std::string lower = base::lower(html);
  const std::size_t end_tag = lower.rfind("</iframe");
  const std::size_t closed = end_tag == std::string::npos ? 0 : end_tag;
  for (std::size_t at = lower.rfind(kFrame); at != std::string::npos && at >= closed;
       at = at == 0 ? std::string::npos : lower.rfind(kFrame, at - 1)) {
    html.replace(at, kFrame.size(), "<i-frame");
  }
  return html;
}

void add_shapes(const GumboElement& element, std::set<std::string>& shapes) {
  std::string name = gumbo_normalized_tagname(element.tag);
  if (element.tag == GUMBO_TAG_UNKNOWN) {
    GumboStringPiece tag = element.original_tag;
    gumbo_tag_from_original_text(&tag);
    name.assign(tag.data, tag.length);
  }
  shapes.insert(name);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* const attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    const std::string_view value = attribute->value;
    shapes.insert(name + "." + attribute->name);
    if (kUrls.count(attribute->name) == 0) continue;
    const std::size_t colon = value.find(':');
    const bool is_relative = colon == value.npos || value.find_first_of("/?#") < colon;
    if (is_relative || value.starts_with("https:") || value.starts_with("http:") ||
        value.starts_with("mailto:"))
      continue;
    shapes.insert("link " + std::string(value));
  }
  for (unsigned i = 0; i < element.children.length; ++i) {
    const auto* const node = static_cast<const GumboNode*>(element.children.data[i]);
    const bool is_element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    if (is_element) add_shapes(node->v.element, shapes);
  }
}

}  // namespace

std::set<std::string> shapes_of(const std::string& page) {
  std::set<std::string> shapes;
  with_tree(page, GUMBO_TAG_LAST, [&](const GumboElement& root) { add_shapes(root, shapes); });
  return shapes;
}

std::string faults_of(const std::string& html) { return Judge().judge(html); }

std::string active_in(const std::string& html) { return Judge().judge_parts(html); }

std::string made_up_text(const std::string& input, const std::string& output) {
  const std::string lower = base::lower(input);
  const bool foreign = holds_any(lower, {"<svg", "<math"});
  // Newer than this parser: in SVG and MathML </p> and </br> break out.
  if (foreign && holds_any(lower, {"</p", "</br"})) return {};
  if (holds_any(lower, {"<![cdata["}) || holds_huge_number(input)) return {};
  if (holds_what_is_read_otherwise(input, foreign)) return {};
  Bytes added;
  Bytes given = text_of(with_noscript_as_raw_text(without_unclosed_frames(input), added), true);
  given.add(added);
  Bytes written = text_of(output, false);
  if (holds_any(lower, {"<iframe", "<object", "<embed", "<video", "<audio"}))
    written.forget_ascii();
  return written.beyond(given);
}

bool judge_can_read(std::string_view text) {
  while (!text.empty()) {
    const base::Decoded next = base::decode_utf8(text);
    const char32_t c = next.character;
    if ((c >= 0x7F && c <= 0x9F) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE ||
        c == 0xFEFF) {
      return false;
    }
    text.remove_prefix(next.length);
  }
  return true;
}

}  // namespace syndic::test
