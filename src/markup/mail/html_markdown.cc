// SPDX-License-Identifier: MIT
#include "markup/mail/html_markdown.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/url.h"
#include "markup/html/character_references.h"
#include "markup/html/flow.h"
#include "markup/html/tokenizer.h"
#include "markup/mail/plain_markdown.h"

namespace syndic::markup {
namespace {

/// Deeper lists are written like those around them.
constexpr std::size_t kDeepestList = 8;
constexpr std::size_t kLongestHref = 8192;

/// Words that lead to one address, or to none.
struct Run {
  std::string text;  ///< Blanks are folded, and may be at its ends.
  std::string href;
};

struct HtmlLine {
  Flow gap = Flow::block;  ///< From the line before.
  std::string indent;
  std::string mark;  ///< Of a list item.
  std::vector<Run> runs;
};

std::string plain_words(const HtmlLine& line) {
  std::string words;
  for (const Run& run : line.runs) words += run.text;
  return words;
}

/// As the address of a link in Markdown, where only references would be read.
std::string link_target(std::string_view href) {
  const bool has_references = href.find(';') != base::kNotFound;
  std::string out;
  for (const char c : href) out.append(c == '&' && has_references ? "&amp;" : std::string(1, c));
  return out;
}

/// Words right before a link, whose bracket must neither lengthen an address nor make a picture of
/// an exclamation mark.
std::string words_before_link(std::string_view words) {
  std::string out = line_as_markdown(std::string(words) + "[");
  out.resize(out.size() - std::string_view("\\[").size());
  if (out.ends_with('!')) out.insert(out.size() - 1, 1, '\\');
  return out;
}

/// Blanks at the ends of `words` separate them from what is before and after.
void append_words(std::string_view words, bool is_before_link, std::string& out) {
  if (words.starts_with(' ') && !out.empty()) out.push_back(' ');
  const bool is_apart = words.ends_with(' ');
  words = base::trim(words);
  if (words.empty()) return;
  out += is_before_link && !is_apart ? words_before_link(words) : line_as_markdown(words);
  if (is_apart) out.push_back(' ');
}

/// A link that shows its own address is plain words, which become one again.
std::string line_of(const HtmlLine& line) {
  std::string out;
  std::string words;
  for (const Run& run : line.runs) {
    const std::string_view label = base::trim(run.text);
    if (run.href.empty() || label.empty() || label == run.href) {
      words += run.text;
      continue;
    }
    if (run.text.front() == ' ') words.push_back(' ');
    append_words(words, true, out);
    out += "[" + words_as_markdown(label) + "](" + link_target(run.href) + ")";
    words = run.text.back() == ' ' ? " " : "";
  }
  append_words(words, false, out);
  out.resize(out.find_last_not_of(' ') + 1);
  return out;
}

bool is_signature_mark(const HtmlLine& line) {
  const std::string words = plain_words(line);
  const std::string_view trimmed = base::trim(words);
  return line.mark.empty() && (trimmed == "--" || trimmed == "--\u00A0");
}

/// Whether the line ends a paragraph before it, so that a hard break would show as a backslash.
bool begins_list(std::string_view line) {
  const auto starts = {"- ", "+ ", "* ", "1. ", "1) "};
  return std::any_of(starts.begin(), starts.end(),
                     [&](const char* start) { return line.starts_with(start); });
}

std::string written(const std::vector<HtmlLine>& lines) {
  std::string out;
  for (const HtmlLine& line : lines) {
    if (is_signature_mark(line)) break;
    std::string words = line_of(line);
    if (words.empty()) continue;
    words.insert(0, line.mark);
    if (!out.empty()) {
      out += line.gap == Flow::block                    ? "\n\n"
             : begins_list(words) || !line.mark.empty() ? "\n"
                                                        : "\\\n";
    }
    out += line.indent + words;
  }
  return out.empty() ? out : out + "\n";
}

class HtmlLines {
 public:
  std::vector<HtmlLine> read(std::string_view html) {
    HtmlTokenizer tokens(html);
    HtmlToken token;
    while (tokens.next(token)) {
      if (token.kind == HtmlToken::Kind::text) {
        add(decoded(token.text, ReferenceContext::text));
      } else if (token.kind == HtmlToken::Kind::start_tag ||
                 token.kind == HtmlToken::Kind::end_tag) {
        take_tag(token, tokens);
      }
    }
    return std::move(lines_);
  }

 private:
  struct List {
    bool is_ordered = false;
    std::size_t items = 0;
    std::size_t width = 0;  ///< Of the mark of its current item.
  };

  void take_tag(const HtmlToken& token, HtmlTokenizer& tokens) {
    const bool starts = token.kind == HtmlToken::Kind::start_tag;
    const Flow flow = flow_of(token.tag);
    if (flow == Flow::hidden) {
      if (starts && !token.self_closing) tokens.skip_content(token.tag);
      return;
    }
    if (token.tag == HtmlTag::br) return gap(gap_ < Flow::line ? Flow::line : Flow::block);
    if (flow == Flow::cell) add(" ");
    if (flow > Flow::cell) gap(flow);
    if (token.tag == HtmlTag::ul || token.tag == HtmlTag::ol) {
      take_list(token.tag == HtmlTag::ol, starts);
    } else if (token.tag == HtmlTag::li && starts) {
      begin_item();
    } else if (token.tag == HtmlTag::a) {
      href_ = starts ? address(token) : std::string();
    } else if (token.tag == HtmlTag::img && starts) {
      add(decoded(token.attribute("alt"), ReferenceContext::attribute) + " ");
    }
  }

  void take_list(bool is_ordered, bool starts) {
    if (starts) {
      lists_.push_back({.is_ordered = is_ordered});
    } else if (!lists_.empty()) {
      lists_.pop_back();
    }
    mark_.clear();
  }

  void begin_item() {
    if (lists_.empty()) lists_.push_back({});
    List& list = lists_.back();
    mark_ = list.is_ordered ? std::to_string(++list.items) + ". " : "- ";
    list.width = mark_.size();
  }

  static std::string address(const HtmlToken& tag) {
    const std::string href = decoded(tag.attribute("href"), ReferenceContext::attribute);
    if (href.size() > kLongestHref) return {};
    const std::string encoded = base::percent_encode(
        base::trim(href), [](char c) { return base::is_url_character(c) && c != '(' && c != ')'; });
    const bool leads =
        base::is_http_url(encoded) || base::starts_with_ignoring_case(encoded, "mailto:");
    return leads ? encoded : std::string();
  }

  void gap(Flow flow) { gap_ = std::max(gap_, flow); }

  /// How far the lines of the current item are from the margin, or its mark if there is one.
  [[nodiscard]] std::string indent() const {
    const std::size_t depth = std::min(lists_.size(), kDeepestList);
    std::size_t width = 0;
    for (std::size_t i = 0; i < depth; ++i) width += lists_[i].width;
    if (!mark_.empty() && depth > 0) width -= lists_[depth - 1].width;
    return std::string(width, ' ');
  }

  void add(std::string_view text) {
    const std::string words = folded_between(text);
    if (words == " " && gap_ > Flow::cell) return;
    if (words.empty()) return;
    if (lines_.empty() || gap_ > Flow::cell) {
      lines_.push_back({gap_, indent(), std::exchange(mark_, {}), {}});
    }
    gap_ = Flow::inside;
    std::vector<Run>& runs = lines_.back().runs;
    if (runs.empty() || runs.back().href != href_) runs.push_back({{}, href_});
    const bool is_double = runs.back().text.ends_with(' ') && words.front() == ' ';
    runs.back().text.append(words, is_double ? 1 : 0, std::string::npos);
  }

  /// The text with its blanks folded, one at each end where there are some.
  static std::string folded_between(std::string_view text) {
    if (text.empty()) return {};
    std::string words = base::fold_spaces(text);
    if (words.empty()) return " ";
    if (base::is_space(text.front())) words.insert(0, 1, ' ');
    if (base::is_space(text.back())) words.push_back(' ');
    return words;
  }

  std::vector<HtmlLine> lines_;
  std::vector<List> lists_;
  std::string mark_;  ///< Of the item that begins.
  std::string href_;
  Flow gap_ = Flow::block;
};

}  // namespace

std::string html_as_markdown(std::string_view html) { return written(HtmlLines().read(html)); }

}  // namespace syndic::markup
