// SPDX-License-Identifier: MIT
#include "markup/html/tokenizer.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace syndic::markup {
namespace {

using base::is_alpha;
using base::is_space;

constexpr std::string_view kCdataStart = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";

// As many as hardly any tag has more of.
constexpr std::size_t kUsualAttributes = 8;

enum class Content { markup, raw_text, with_references, to_the_end };

Content content_of(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::script:
    case HtmlTag::style:
    case HtmlTag::xmp:
    case HtmlTag::iframe:
    case HtmlTag::noembed:
    case HtmlTag::noframes:
    case HtmlTag::noscript:
      return Content::raw_text;
    case HtmlTag::title:
    case HtmlTag::textarea:
      return Content::with_references;
    case HtmlTag::plaintext:
      return Content::to_the_end;
    default:
      return Content::markup;
  }
}

using Characters = std::array<bool, 256>;

constexpr Characters characters(std::string_view all) {
  Characters set{};
  for (const char c : all) set[static_cast<unsigned char>(c)] = true;
  return set;
}
constexpr Characters kEndName = characters(" \t\n\f\r/>");
constexpr Characters kEndAttributeName = characters(" \t\n\f\r/>=");
constexpr Characters kEndUnquoted = characters(" \t\n\f\r>");

bool is_in(const Characters& set, char c) { return set[static_cast<unsigned char>(c)]; }
bool ends_name(char c) { return is_in(kEndName, c); }

// Where the first character of `set` is in `text` from `at` on; its length: nowhere.
std::size_t find_in(std::string_view text, const Characters& set, std::size_t at) {
  while (at < text.size() && !is_in(set, text[at])) ++at;
  return at;
}

std::size_t after_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

}  // namespace

std::string_view HtmlToken::attribute(std::string_view named) const {
  for (const HtmlAttribute& each : attributes) {
    if (base::equals_ignoring_case(each.name, named)) return each.value;
  }
  return {};
}

bool HtmlTokenizer::next(HtmlToken& token) {
  if (again_) {
    token = again_token_;
    again_ = false;
    return true;
  }
  for (;;) {
    if (raw_ != HtmlTag::unknown) {
      if (read_raw_text(token)) return true;
      continue;
    }
    if (at_ >= input_.size()) return false;
    if (read_text(token) || (at_ < input_.size() && read_markup(token))) return true;
  }
}

void HtmlTokenizer::skip_content(HtmlTag tag) {
  if (foreign_.innermost()) return skip_foreign_content();
  HtmlToken token;
  for (std::size_t depth = 1; depth > 0 && next(token);) {
    if (token.tag != tag) continue;
    if (token.kind == HtmlToken::Kind::start_tag) ++depth;
    if (token.kind == HtmlToken::Kind::end_tag) --depth;
  }
}

void HtmlTokenizer::skip_foreign_content() {
  const std::size_t size = foreign_.size();
  HtmlToken token;
  while (next(token)) {
    if (foreign_.size() >= size) continue;
    const bool is_its_end = token.kind == HtmlToken::Kind::end_tag && token.foreign;
    if (!is_its_end) {
      again_token_ = token;
      again_ = true;
    }
    return;
  }
}

bool HtmlTokenizer::has_end(HtmlTag tag) const {
  const std::string_view name = html_tag_name(tag);
  for (std::size_t at = input_.find('<', at_); at != std::string_view::npos;
       at = input_.find('<', at + 1)) {
    const std::string_view found = input_.substr(at + 1);
    if (base::starts_with_ignoring_case(found, name)) return false;
    if (found.starts_with('/') && base::starts_with_ignoring_case(found.substr(1), name)) {
      return true;
    }
  }
  return false;
}

std::string_view HtmlTokenizer::take_raw_text() {
  if (raw_ == HtmlTag::unknown) return {};
  HtmlToken token;
  read_raw_text(token);
  return token.text;
}

// Whether the '<' at `at` begins a tag, comment, declaration or instruction (§13.2.5.6). At the
// very end of the input "<" and "</" are text.
bool HtmlTokenizer::markup_at(std::size_t at) const {
  if (at + 1 >= input_.size()) return false;
  const char next = input_[at + 1];
  if (next == '/') return at + 2 < input_.size();
  return is_alpha(next) || next == '!' || next == '?';
}

// §13.2.5.1, the data state.
bool HtmlTokenizer::read_text(HtmlToken& token) {
  // Many tags come right after another.
  if (input_[at_] == '<' && cdata_end_ == base::kNotFound && markup_at(at_)) return false;
  std::size_t end = input_.find('<', at_);
  while (end != base::kNotFound && !markup_at(end)) end = input_.find('<', end + 1);
  end = std::min(end, input_.size());
  if (cdata_end_ >= at_ && cdata_end_ < end) end = cdata_end_;
  if (end == at_) return false;
  token = {};
  token.text = between(at_, end);
  at_ = end;
  return true;
}

// From a '<' that is markup_at(), or from the end of a CDATA section. False if it is no token.
bool HtmlTokenizer::read_markup(HtmlToken& token) {
  if (at_ == cdata_end_) {
    token = {};
    token.kind = HtmlToken::Kind::comment;
    token.text = input_.substr(at_, kCdataEnd.size());
    at_ += kCdataEnd.size();
    cdata_end_ = base::kNotFound;
    return true;
  }
  const bool is_end_tag = input_[at_ + 1] == '/';
  const std::size_t name = at_ + (is_end_tag ? 2 : 1);
  if (!is_end_tag && !is_alpha(input_[name])) {
    read_declaration(token);
    return true;
  }
  at_ = name;
  if (is_alpha(input_[at_])) return read_tag(token, is_end_tag);
  if (input_[at_] == '>') {  // "</>" is no token.
    ++at_;
    return false;
  }
  read_bogus_comment(token);
  return true;
}

// §13.2.5.8, from the name's first letter on. A tag that the input cuts off is dropped.
bool HtmlTokenizer::read_tag(HtmlToken& token, bool is_end_tag) {
  const std::size_t end = find_in(input_, kEndName, at_);
  token = {};
  token.kind = is_end_tag ? HtmlToken::Kind::end_tag : HtmlToken::Kind::start_tag;
  token.name = between(at_, end);
  at_ = end;
  token.tag = html_tag(token.name);
  attributes_.clear();
  // Half of all tags are end tags, and most others are as bare.
  const bool is_bare = at_ < input_.size() && input_[at_] == '>';
  if (!is_bare) attributes_.reserve(kUsualAttributes);
  while (!is_bare && read_attribute(token)) {
  }
  if (at_ >= input_.size()) return false;
  ++at_;  // '>'
  if (!is_end_tag) token.attributes = attributes_;
  if (!foreign_.empty() || token.tag == HtmlTag::svg || token.tag == HtmlTag::math) {
    follow_foreign(token);
  }
  if (!is_end_tag && !token.foreign) enter_raw_text(token);
  return true;
}

void HtmlTokenizer::follow_foreign(HtmlToken& token) {
  const bool starts = token.kind == HtmlToken::Kind::start_tag;
  token.foreign = starts ? foreign_.start(token) : foreign_.end(token);
}

void HtmlTokenizer::enter_raw_text(const HtmlToken& token) {
  const Content content = content_of(token.tag);
  if (content == Content::markup || token.self_closing) return;
  raw_ = token.tag;
  has_references_ = content == Content::with_references;
}

// §13.2.5.32–39. False at the tag's '>' or the end of the input.
bool HtmlTokenizer::read_attribute(HtmlToken& token) {
  std::size_t at = after_spaces(input_, at_);
  while (at < input_.size() && input_[at] == '/') {
    ++at;
    token.self_closing = at < input_.size() && input_[at] == '>';
    at = after_spaces(input_, at);
  }
  at_ = at;
  if (at >= input_.size() || input_[at] == '>') return false;
  at = find_in(input_, kEndAttributeName, at + 1);  // Even a leading '=' belongs to the name.
  HtmlAttribute attribute{between(at_, at), {}};
  at_ = after_spaces(input_, at);
  if (at_ < input_.size() && input_[at_] == '=') attribute.value = read_value();
  if (attributes_.size() < kMaxAttributes) attributes_.push_back(attribute);
  return true;
}

// §13.2.5.35, from the '=' on.
std::string_view HtmlTokenizer::read_value() {
  at_ = after_spaces(input_, at_ + 1);
  if (at_ >= input_.size() || input_[at_] == '>') return {};
  const char quote = input_[at_];
  const std::size_t begin = at_;
  if (quote != '"' && quote != '\'') {
    at_ = find_in(input_, kEndUnquoted, at_);
    return between(begin, at_);
  }
  const std::size_t end = input_.find(quote, begin + 1);
  at_ = end == base::kNotFound ? input_.size() : end + 1;
  return end == base::kNotFound ? std::string_view() : between(begin + 1, end);
}

// §13.2.5.42: comments, doctypes, CDATA sections, and bogus comments.
void HtmlTokenizer::read_declaration(HtmlToken& token) {
  const std::string_view rest = input_.substr(at_);
  if (rest.starts_with("<!--")) return read_comment(token);
  if (rest.starts_with(kCdataStart) && foreign_.innermost()) return read_foreign_cdata(token);
  const bool inside = cdata_end_ != base::kNotFound && cdata_end_ > at_;
  if (rest.starts_with(kCdataStart) && !inside && !no_more_cdata_ends_) {
    cdata_end_ = input_.find(kCdataEnd, at_ + kCdataStart.size());
    no_more_cdata_ends_ = cdata_end_ == base::kNotFound;
  }
  if (rest.starts_with(kCdataStart)) {
    token = {};
    token.kind = HtmlToken::Kind::comment;
    token.text = kCdataStart;
    at_ += kCdataStart.size();
    return;
  }
  const bool doctype = base::starts_with_ignoring_case(rest, "<!doctype");
  at_ += rest[1] == '!' ? 2 : 1;  // The '?' of an instruction is part of its data.
  read_bogus_comment(token);
  if (doctype) token.kind = HtmlToken::Kind::doctype;
}

// §13.2.5.69–71: characters up to "]]>", or to the end of the input.
void HtmlTokenizer::read_foreign_cdata(HtmlToken& token) {
  const std::size_t begin = at_ + kCdataStart.size();
  const std::size_t end = std::min(input_.find(kCdataEnd, begin), input_.size());
  token = {};
  token.kind = HtmlToken::Kind::raw_text;
  token.text = input_.substr(begin, end - begin);
  at_ = std::min(end + kCdataEnd.size(), input_.size());
}

// §13.2.5.43–52, with "<!-->", "<!--->" and "--!>".
void HtmlTokenizer::read_comment(HtmlToken& token) {
  const std::size_t begin = at_ + 4;
  token = {};
  token.kind = HtmlToken::Kind::comment;
  const std::string_view rest = input_.substr(begin);
  if (rest.starts_with(">") || rest.starts_with("->")) {
    at_ = begin + (rest[0] == '>' ? 1 : 2);
    return;
  }
  for (std::size_t dashes = rest.find("--"); dashes != base::kNotFound;
       dashes = rest.find("--", dashes + 1)) {
    const std::string_view after = rest.substr(dashes + 2);
    if (!after.starts_with(">") && !after.starts_with("!>")) continue;
    token.text = rest.substr(0, dashes);
    at_ = begin + dashes + (after[0] == '>' ? 3 : 4);
    return;
  }
  token.text = rest;
  at_ = input_.size();
}

// §13.2.5.41: up to the next '>'.
void HtmlTokenizer::read_bogus_comment(HtmlToken& token) {
  const std::size_t end = std::min(input_.find('>', at_), input_.size());
  token = {};
  token.kind = HtmlToken::Kind::comment;
  token.text = input_.substr(at_, end - at_);
  at_ = std::min(end + 1, input_.size());
}

// §13.2.5.2–4. False if the element is empty; its end tag is read as any other.
bool HtmlTokenizer::read_raw_text(HtmlToken& token) {
  const std::size_t end = raw_text_end();
  token = {};
  token.kind = has_references_ ? HtmlToken::Kind::text : HtmlToken::Kind::raw_text;
  token.text = input_.substr(at_, end - at_);
  at_ = end;
  raw_ = HtmlTag::unknown;
  return !token.text.empty();
}

// Whether the '<' at `at` begins the end tag of the raw text element (§13.2.5.11).
bool HtmlTokenizer::ends_raw_text(std::size_t at) const {
  const std::string_view name = html_tag_name(raw_);
  const std::size_t end = at + 2 + name.size();
  return end < input_.size() && input_[at + 1] == '/' && ends_name(input_[end]) &&
         base::equals_ignoring_case(input_.substr(at + 2, name.size()), name);
}

std::size_t HtmlTokenizer::raw_text_end() const {
  if (raw_ == HtmlTag::plaintext) return input_.size();
  if (raw_ == HtmlTag::script) return script_end();
  std::size_t at = input_.find('<', at_);
  while (at != base::kNotFound && !ends_raw_text(at)) at = input_.find('<', at + 1);
  return std::min(at, input_.size());
}

// §13.2.5.4 and 18–31: inside "<!--" a "<script" hides the next "</script" from view.
std::size_t HtmlTokenizer::script_end() const {
  constexpr std::string_view kScript = "script";
  bool escaped = false;
  bool doubly = false;
  for (std::size_t at = at_; at < input_.size(); ++at) {
    const char c = input_[at];
    if (c == '-' && escaped && input_.substr(at, 3) == "-->") {
      escaped = doubly = false;
    } else if (c == '<' && !escaped && input_.substr(at, 4) == "<!--") {
      escaped = true;
      at += 1;  // So that "<!-->" ends what it begins.
    } else if (c == '<' && ends_raw_text(at)) {
      if (!doubly) return at;
      doubly = false;
    } else if (c == '<' && escaped && at + 1 + kScript.size() < input_.size() &&
               base::equals_ignoring_case(input_.substr(at + 1, kScript.size()), kScript) &&
               ends_name(input_[at + 1 + kScript.size()])) {
      doubly = true;
    }
  }
  return input_.size();
}

}  // namespace syndic::markup
