// SPDX-License-Identifier: MIT
#include "markup/html_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/character_references.h"
#include "markup/html_tokenizer.h"

namespace syndic::markup {
namespace {

// How an element shows in a line of text.
enum class Flow {
  inside,  // As a part of the words around it.
  apart,   // With a blank before and after.
  hidden,  // Not at all, nor what it holds.
};

Flow flow_of(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::iframe:
    case HtmlTag::noembed:
    case HtmlTag::noframes:
    case HtmlTag::noscript:
    case HtmlTag::plaintext:
    case HtmlTag::script:
    case HtmlTag::select:
    case HtmlTag::style:
    case HtmlTag::template_:
    case HtmlTag::textarea:
    case HtmlTag::title:
    case HtmlTag::xmp:
      return Flow::hidden;
    case HtmlTag::td:
    case HtmlTag::th:
    case HtmlTag::address:
    case HtmlTag::article:
    case HtmlTag::aside:
    case HtmlTag::br:
    case HtmlTag::caption:
    case HtmlTag::center:
    case HtmlTag::dd:
    case HtmlTag::details:
    case HtmlTag::div:
    case HtmlTag::dt:
    case HtmlTag::fieldset:
    case HtmlTag::figcaption:
    case HtmlTag::footer:
    case HtmlTag::form:
    case HtmlTag::header:
    case HtmlTag::legend:
    case HtmlTag::li:
    case HtmlTag::main:
    case HtmlTag::nav:
    case HtmlTag::option:
    case HtmlTag::section:
    case HtmlTag::summary:
    case HtmlTag::tr:
    case HtmlTag::blockquote:
    case HtmlTag::dl:
    case HtmlTag::figure:
    case HtmlTag::h1:
    case HtmlTag::h2:
    case HtmlTag::h3:
    case HtmlTag::h4:
    case HtmlTag::h5:
    case HtmlTag::h6:
    case HtmlTag::hr:
    case HtmlTag::ol:
    case HtmlTag::p:
    case HtmlTag::pre:
    case HtmlTag::table:
    case HtmlTag::ul:
      return Flow::apart;
    default:
      return Flow::inside;
  }
}

std::string_view attribute(const HtmlToken& token, std::string_view name) {
  for (const HtmlAttribute& each : token.attributes) {
    if (base::equals_ignoring_case(each.name, name)) return each.value;
  }
  return {};
}

// Words and the gaps between them, which are written only once a word follows.
class LineWriter {
 public:
  void gap() { gap_ = true; }

  void words(std::string_view text) {
    while (!text.empty()) {
      std::size_t end = 0;
      while (end < text.size() && !base::is_space(text[end])) ++end;
      if (end > 0) {
        if (gap_ && !out_.empty()) out_.push_back(' ');
        gap_ = false;
        out_.append(text.substr(0, end));
      } else {
        gap_ = true;
        ++end;
      }
      text.remove_prefix(end);
    }
  }

  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  bool gap_ = false;
  std::string out_;
};

void write_tag(HtmlTokenizer& tokens, const HtmlToken& token, LineWriter& writer) {
  const bool starts = token.kind == HtmlToken::Kind::start_tag;
  const HtmlTag tag = token.tag;
  const Flow flow = flow_of(tag);
  if (flow == Flow::hidden) {
    if (starts && !token.self_closing) tokens.skip_content(tag);
    return;
  }
  if (flow == Flow::apart) writer.gap();
  if ((tag == HtmlTag::img || tag == HtmlTag::image) && starts) {
    writer.words(decoded(attribute(token, "alt"), ReferenceContext::attribute));
  }
}

// Characters that change the one before them: no cut may part the two.
bool joins_previous(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0x1F3FB && c <= 0x1F3FF);
}

bool ends_clause(char c) {
  return base::is_space(c) || c == ',' || c == ';' || c == ':' || c == '-' || c == '.';
}

}  // namespace

std::string html_to_line(std::string_view html) {
  HtmlTokenizer tokens(html);
  HtmlToken token;
  LineWriter writer;
  std::string scratch;
  while (tokens.next(token)) {
    switch (token.kind) {
      case HtmlToken::Kind::text:
        scratch.clear();
        append_decoded(token.text, ReferenceContext::text, scratch);
        writer.words(scratch);
        break;
      case HtmlToken::Kind::start_tag:
      case HtmlToken::Kind::end_tag:
        write_tag(tokens, token, writer);
        break;
      default:
        break;
    }
  }
  return std::move(writer).take();
}

std::string excerpt(std::string_view text, std::size_t max_characters) {
  constexpr std::string_view kEllipsis = "…";
  std::size_t last_gap = 0;  // Where the last whole word that leaves room for "…" ends.
  std::size_t last_fit = 0;  // Where the last whole character that does ends.
  bool joined = false;       // The character before was a joiner: what follows belongs to it.
  std::size_t count = 0;
  std::size_t at = 0;
  for (; at < text.size() && count < max_characters; ++count) {
    const base::Decoded next = base::decode_utf8(text.substr(at));
    if (!joined && !joins_previous(next.character)) last_fit = at;
    if (base::is_space(text[at])) last_gap = at;
    joined = next.character == 0x200D;
    at += next.length;
  }
  if (at == text.size()) return std::string(text);
  std::string_view kept = text.substr(0, last_gap > 0 ? last_gap : last_fit);
  while (!kept.empty() && ends_clause(kept.back())) kept.remove_suffix(1);
  return std::string(kept).append(kEllipsis);
}

}  // namespace syndic::markup
