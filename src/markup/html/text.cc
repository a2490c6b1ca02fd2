// SPDX-License-Identifier: MIT
#include "markup/html/text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/html/character_references.h"
#include "markup/html/flow.h"
#include "markup/html/tokenizer.h"

namespace syndic::markup {
namespace {

// Whether a character of `text` shows: one that is neither a blank, of whatever width, nor
// ignorable as a zero-width space is.
bool shows(std::string_view text) {
  while (!text.empty()) {
    const base::Decoded next = base::decode_utf8(text);
    const auto c = static_cast<UChar32>(next.character);
    if (!u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
      return true;
    }
    text.remove_prefix(next.length);
  }
  return false;
}

// Words and the gaps between them, which are written only once a word follows.
class TextBuilder {
 public:
  enum class Layout { line, lines };

  explicit TextBuilder(Layout layout) : layout_(layout) {}

  void gap(Flow flow) { gap_ = std::max(gap_, flow); }

  // One ends a line, two a paragraph.
  void line_break() { gap(gap_ < Flow::line ? Flow::line : Flow::block); }

  void add(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = end_of_words(text);
      if (end > 0) {
        append(text.substr(0, end));
      } else {
        gap(Flow::cell);
      }
      text.remove_prefix(std::max<std::size_t>(end, 1));
    }
  }

  // Adds text that keeps its blanks and lines, except in Layout::line.
  void add_preformatted(std::string_view text) {
    if (layout_ == Layout::line) return add(text);
    if (gap_ > Flow::cell) text.remove_prefix(text.starts_with('\n') ? 1 : 0);
    if (!text.empty()) append(text);
  }

  [[nodiscard]] bool has_visible() const { return has_visible_; }

  [[nodiscard]] std::string take() && {
    end_lines();
    return std::move(out_);
  }

 private:
  // The words at the start of `text` as far as single spaces part them, which stay.
  static std::size_t end_of_words(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()) {
      const bool goes_on = text[end] == ' ' && end > 0 && end + 1 < text.size();
      if (base::is_space(text[end]) && (!goes_on || base::is_space(text[end + 1]))) break;
      ++end;
    }
    return end;
  }

  void append(std::string_view word) {
    if (gap_ >= Flow::line) end_lines();
    if (!out_.empty()) out_.append(written(gap_));
    gap_ = Flow::inside;
    out_.append(word);
    has_visible_ = has_visible_ || shows(word);
  }

  // Blanks at the end of a preformatted text are not part of it.
  void end_lines() {
    while (!out_.empty() && base::is_space(out_.back())) out_.pop_back();
  }

  [[nodiscard]] std::string_view written(Flow gap) const {
    if (gap == Flow::inside) return "";
    if (gap == Flow::cell || layout_ == Layout::line) return " ";
    return gap == Flow::line ? "\n" : "\n\n";
  }

  Layout layout_;
  Flow gap_ = Flow::inside;
  bool has_visible_ = false;
  std::string out_;
};

class TextReader {
 public:
  TextReader(std::string_view html, TextBuilder::Layout layout, LeadingPictures leading)
      : tokens_(html), words_(layout), leading_(leading) {}

  std::string read() && {
    HtmlToken token;
    while (tokens_.next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::text:
          take_text(token.text);
          break;
        case HtmlToken::Kind::start_tag:
        case HtmlToken::Kind::end_tag:
          take_tag(token);
          break;
        default:
          break;
      }
    }
    take_quotation_mark(false);
    return std::move(words_).take();
  }

 private:
  void take_text(std::string_view raw) {
    scratch_.clear();
    append_decoded(raw, ReferenceContext::text, scratch_);
    if (in_pre_) {
      words_.add_preformatted(scratch_);
    } else {
      words_.add(scratch_);
    }
  }

  static bool is_player(HtmlTag tag) {
    return tag == HtmlTag::audio || tag == HtmlTag::iframe || tag == HtmlTag::video;
  }

  // A player without an end tag would hold all the rest.
  void skip(HtmlTag tag) {
    is_player(tag) && !tokens_.has_end(tag) ? tokens_.read_as_markup() : tokens_.skip_content(tag);
  }

  void take_picture(std::string_view alt) {
    const bool is_skipped = leading_ == LeadingPictures::skipped && !words_.has_visible();
    if (is_skipped) return;
    words_.add(alt);
    words_.gap(Flow::cell);
  }

  void take_tag(const HtmlToken& token) {
    const bool starts = token.kind == HtmlToken::Kind::start_tag;
    const Flow flow = flow_of(token.tag);
    if (flow == Flow::hidden) {
      if (is_player(token.tag)) words_.gap(Flow::cell);
      if (starts && !token.self_closing) skip(token.tag);
      return;
    }
    if (token.tag == HtmlTag::br) return words_.line_break();
    if (flow != Flow::inside) words_.gap(flow);
    switch (token.tag) {
      case HtmlTag::pre:
        in_pre_ = starts;
        break;
      case HtmlTag::img:
      case HtmlTag::image:
        if (starts) take_picture(decoded(token.attribute("alt"), ReferenceContext::attribute));
        break;
      case HtmlTag::q:
        take_quotation_mark(starts);
        break;
      default:
        break;
    }
  }

  // WHATWG HTML §15.3.7: the marks are no part of the text. Those of English.
  void take_quotation_mark(bool opens) {
    if (opens == in_quotation_) return;  // One in another, or one that was never open.
    in_quotation_ = opens;
    words_.add(opens ? "\u201C" : "\u201D");
  }

  HtmlTokenizer tokens_;
  TextBuilder words_;
  LeadingPictures leading_;
  std::string scratch_;
  bool in_pre_ = false;
  bool in_quotation_ = false;
};

std::string text_of(std::string_view html, TextBuilder::Layout layout, LeadingPictures leading) {
  std::string text = TextReader(html, layout, leading).read();
  if (leading == LeadingPictures::read || shows(text)) return text;
  return TextReader(html, layout, LeadingPictures::read).read();
}

}  // namespace

std::string html_to_line(std::string_view html, LeadingPictures leading) {
  return text_of(html, TextBuilder::Layout::line, leading);
}

std::string html_to_text(std::string_view html, LeadingPictures leading) {
  return text_of(html, TextBuilder::Layout::lines, leading);
}

}  // namespace syndic::markup
