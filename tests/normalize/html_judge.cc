// SPDX-License-Identifier: MIT
#include "tests/normalize/html_judge.h"

#include <gumbo.h>

#include <memory>
#include <set>
#include <string_view>

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
    "href",  "src",     "poster",  "alt",      "title", "lang",     "dir",
    "width", "height",  "cite",    "datetime", "start", "reversed", "type",
    "value", "colspan", "rowspan", "scope",    "span",  "open",     "controls"};
const std::set<std::string_view> kUrls = {"href", "src", "poster", "cite"};

class Judge {
 public:
  std::string judge(const std::string& html) {
    GumboOptions options = kGumboDefaultOptions;
    options.fragment_context = GUMBO_TAG_DIV;
    options.max_errors = 0;
    const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
    const std::unique_ptr<GumboOutput, decltype(destroy)> output(
        gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
    children(output->root->v.element.children);
    if (written_ != html) faults_ += "another tree: " + written_ + "\n";
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
    return is("http") || is("https") || (name == "href" && (is("mailto") || is("tel")));
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

}  // namespace

std::string faults_of(const std::string& html) { return Judge().judge(html); }

}  // namespace syndic::test
