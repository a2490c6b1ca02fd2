// SPDX-License-Identifier: MIT
#include "normalize/html/output_elements.h"

#include <algorithm>

#include "base/ascii.h"
#include "normalize/html/boilerplate.h"

namespace syndic::normalize {

using markup::HtmlTag;

namespace {

// "<name>" or "</name>". Ready-made, so that a tag without attributes is one append.
struct TagText {
  std::array<char, markup::kLongestHtmlTagName + 3> text{};
  std::size_t size = 0;
};
using TagTexts = std::array<TagText, markup::kHtmlTagCount>;

TagTexts make_tags(std::string_view before) {
  TagTexts tags{};
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const std::string text =
        std::string(before).append(markup::html_tag_name(static_cast<HtmlTag>(i))).append(">");
    tags[i].size = text.copy(tags[i].text.data(), tags[i].text.size());
  }
  return tags;
}

const TagTexts kStartTags = make_tags("<");
const TagTexts kEndTags = make_tags("</");

std::string_view text_of(const TagTexts& tags, HtmlTag tag) {
  const TagText& text = tags[static_cast<std::size_t>(tag)];
  return {text.text.data(), text.size};
}

}  // namespace

std::string_view start_tag(HtmlTag tag) { return text_of(kStartTags, tag); }

bool is_table_part(HtmlTag tag) { return rule_of(tag).role >= Role::table; }

bool is_inline(HtmlTag tag) {
  switch (rule_of(tag).role) {
    case Role::span:
    case Role::formatting:
    case Role::link:
    case Role::media:
    case Role::ruby_text:
      return true;
    default:
      return false;
  }
}

bool OutputElements::in_table_structure() const {
  switch (rule_of(top()).role) {
    case Role::table:
    case Role::column_group:
    case Role::row_group:
    case Role::row:
      return true;
    default:
      return false;
  }
}

void OutputElements::push(HtmlTag tag, std::size_t begin) {
  stack_[size_++] = {tag, false, false, begin, out_.size() - begin};
  ++counts_[static_cast<std::size_t>(tag)];
}

void OutputElements::write(HtmlTag tag) {
  const std::size_t begin = out_.size();
  out_.append(start_tag(tag));
  push(tag, begin);
}

std::optional<std::size_t> OutputElements::find(HtmlTag tag) const {
  if (count(tag) == 0) return std::nullopt;
  for (std::size_t i = size_; i-- > 0;) {
    if (stack_[i].tag == tag) return i;
    if (is_table_part(stack_[i].tag)) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::size_t> OutputElements::innermost_table() const {
  if (count(HtmlTag::table) == 0) return std::nullopt;
  std::size_t i = size_ - 1;
  while (stack_[i].tag != HtmlTag::table) --i;
  return i;
}

bool OutputElements::top_is_blank() const {
  if (size_ == 0) return false;
  const Element& top = stack_[size_ - 1];
  return base::trim(std::string_view(out_).substr(top.begin + top.length)).empty();
}

void OutputElements::take_back_top() {
  const Element& element = stack_[--size_];
  --counts_[static_cast<std::size_t>(element.tag)];
  cut_output(element.begin);
  share_at_ = element.begin;
  took_back_ = true;
}

void OutputElements::cut_output(std::size_t size) {
  out_.resize(size);
  share_at_ = std::min(share_at_, size);
}

// Elements that may be removed without a gap in the text around them.
bool OutputElements::is_share_row(const Element& element) const {
  switch (element.tag) {
    case HtmlTag::aside:
    case HtmlTag::center:
    case HtmlTag::div:
    case HtmlTag::footer:
    case HtmlTag::li:
    case HtmlTag::nav:
    case HtmlTag::ol:
    case HtmlTag::p:
    case HtmlTag::section:
    case HtmlTag::ul:
      return normalize::is_share_row(std::string_view(out_).substr(element.begin + element.length));
    default:
      return false;
  }
}

void OutputElements::pop() {
  const Element& element = stack_[size_ - 1];
  const bool holds_share_link = share_at_ >= element.begin + element.length;
  if ((element.dropped_at_end && !at_end_) || (holds_share_link && is_share_row(element))) {
    return take_back_top();
  }
  --size_;
  --counts_[static_cast<std::size_t>(element.tag)];
  out_.append(text_of(kEndTags, element.tag));
}

void OutputElements::close_all() {
  at_end_ = true;
  close_from(0);
}

void OutputElements::close_from(std::size_t index) {
  while (size_ > index) pop();
  while (size_ > 0 && stack_[size_ - 1].ended) pop();
}

// Drops elements that are still empty.
void OutputElements::drop_empty_from(std::size_t index) {
  while (size_ > index && top_is_empty()) {
    const Element& element = stack_[--size_];
    --counts_[static_cast<std::size_t>(element.tag)];
    cut_output(element.begin);
  }
}

void OutputElements::close_paragraph(std::size_t index) {
  std::string start_tags;  // Copied: what they were copied from may be dropped.
  std::array<Element, kMaxDepth> going_on{};
  std::size_t count = 0;
  for (std::size_t i = index + 1; i < size_; ++i) {
    const Role role = rule_of(stack_[i].tag).role;
    if ((role != Role::formatting && role != Role::link) || stack_[i].ended) continue;
    going_on[count++] = stack_[i];
    start_tags.append(out_, stack_[i].begin, stack_[i].length);
  }
  drop_empty_from(index);
  close_from(index);
  for (std::size_t i = 0, from = 0; i < count; ++i) {
    const std::size_t begin = out_.size();
    out_.append(start_tags, from, going_on[i].length);
    from += going_on[i].length;
    push(going_on[i].tag, begin);
  }
}

void OutputElements::end_span(HtmlTag tag) {
  if (count(tag) == 0) return;
  bool block_inside = false;
  for (std::size_t i = size_; i-- > 0;) {
    if (is_table_part(stack_[i].tag)) return;
    if (stack_[i].tag == tag && !stack_[i].ended) {
      if (block_inside) {
        stack_[i].ended = true;
      } else {
        close_from(i);
      }
      return;
    }
    block_inside = block_inside || !is_inline(stack_[i].tag);
  }
}

}  // namespace syndic::normalize
