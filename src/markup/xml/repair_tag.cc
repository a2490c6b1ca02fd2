// SPDX-License-Identifier: MIT
#include "markup/xml/repair_tag.h"

#include <algorithm>

#include "base/ascii.h"
#include "markup/xml/names.h"

namespace syndic::markup {
namespace {

using base::is_space;

bool is_quote(char c) { return c == '"' || c == '\''; }

bool is_name(std::string_view name) {
  return !name.empty() && is_name_start(name.front()) &&
         std::all_of(name.begin(), name.end(), is_name_part);
}

bool ends_attribute_name(char c) {
  return is_space(c) || c == '=' || c == '>' || c == '<' || c == '/' || is_quote(c);
}

// In double quotes, or in single ones if the value holds double ones. If it holds both, the single
// ones are removed.
void append_value(std::string_view value, std::string& out) {
  const char quote = value.find('"') == std::string_view::npos ? '"' : '\'';
  out.push_back(quote);
  for (std::size_t at = 0; at < value.size();) {
    std::size_t end = at;
    while (end < value.size() && value[end] != '<' && value[end] != quote) ++end;
    out.append(value.substr(at, end - at));
    if (end < value.size() && value[end] == '<') out.append("&lt;");
    at = end + 1;
  }
  out.push_back(quote);
}

}  // namespace

std::string_view XmlTagScanner::name(std::size_t at) const {
  std::size_t end = at + 1;
  while (end < text_.size() && is_name_part(text_[end])) ++end;
  return text_.substr(at + 1, end - at - 1);
}

bool XmlTagScanner::name_is_whole(std::size_t at) const {
  const std::string_view found = name(at);
  const std::size_t end = at + 1 + found.size();
  return !found.ends_with(':') &&
         (end == text_.size() || (ends_attribute_name(text_[end]) && text_[end] != '='));
}

const XmlTag& XmlTagScanner::scan(std::size_t at) {
  tag_.name = name(at);
  at_ = at + 1 + tag_.name.size();
  tag_.attributes.clear();
  tag_.repairs = 0;
  tag_.has_value = false;
  tag_.slash_is_doubtful = false;
  tag_.end = XmlTag::End::cut;
  for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
    const char c = text_[at_];
    if (c == '>') {
      tag_.end = XmlTag::End::open;
      ++at_;
      break;
    }
    if (c == '<') {
      tag_.end = XmlTag::End::broken;
      break;
    }
    if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>') {
      tag_.end = XmlTag::End::self_closing;
      tag_.slash_is_doubtful = ends_unquoted_value(at_);
      at_ += 2;
      break;
    }
    if (ends_attribute_name(c)) {
      skip_junk();
    } else {
      scan_attribute();
    }
  }
  tag_.next = at_;
  return tag_;
}

bool XmlTagScanner::ends_unquoted_value(std::size_t at) const {
  if (tag_.attributes.empty()) return false;
  const std::string_view value = tag_.attributes.back().value;
  return !value.empty() && value.data() + value.size() == text_.data() + at;
}

void XmlTagScanner::give_slash_to_value() {
  tag_.end = XmlTag::End::open;
  std::string_view& value = tag_.attributes.back().value;
  value = {value.data(), value.size() + 1};
}

void XmlTagScanner::skip_blanks() {
  while (at_ < text_.size() && is_space(text_[at_])) ++at_;
}

void XmlTagScanner::skip_junk() {
  while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '>' && text_[at_] != '<' &&
         ends_attribute_name(text_[at_])) {
    const bool closes = text_[at_] == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>';
    if (closes) break;
    ++at_;
  }
  ++tag_.repairs;
}

void XmlTagScanner::scan_attribute() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && !ends_attribute_name(text_[at_])) ++at_;
  const std::string_view name = text_.substr(begin, at_ - begin);
  skip_blanks();
  std::string_view value;
  const bool given = at_ < text_.size() && text_[at_] == '=';
  if (given) {
    tag_.has_value = true;
    ++at_;
    skip_blanks();
    value = scan_value();
  } else {
    ++tag_.repairs;
  }
  if (!is_name(name)) {
    ++tag_.repairs;
    return;
  }
  tag_.attributes.push_back({name, value});
}

std::string_view XmlTagScanner::scan_value() {
  if (at_ < text_.size() && is_quote(text_[at_])) return scan_quoted();
  ++tag_.repairs;
  return scan_unquoted();
}

std::string_view XmlTagScanner::scan_quoted() {
  const char quote = text_[at_++];
  const std::size_t close = text_.find(quote, at_);
  if (close != std::string_view::npos) {
    const std::string_view value = text_.substr(at_, close - at_);
    const bool is_suspect =
        value.ends_with('=') || value.find_first_of("<>") != std::string_view::npos;
    if (!is_suspect || goes_on_properly(close + 1)) {
      at_ = close + 1;
      const bool delimited =
          at_ == text_.size() || is_space(text_[at_]) || text_[at_] == '>' || text_[at_] == '/';
      if (!delimited || value.find('<') != std::string_view::npos) ++tag_.repairs;
      return value;
    }
  }
  ++tag_.repairs;
  return scan_unquoted();
}

// An address may end in "/", but "/>" ends the tag.
std::string_view XmlTagScanner::scan_unquoted() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '>' && text_[at_] != '<') {
    ++at_;
  }
  if (at_ < text_.size() && text_[at_] == '>' && at_ > begin && text_[at_ - 1] == '/') --at_;
  return text_.substr(begin, at_ - begin);
}

// Whether what follows a closing quote is what follows one in a tag: its end, or an attribute.
// Otherwise the quote most likely opens another value, and this one's is missing.
bool XmlTagScanner::goes_on_properly(std::size_t at) const {
  const bool apart = at < text_.size() && is_space(text_[at]);
  while (at < text_.size() && is_space(text_[at])) ++at;
  if (at == text_.size() || text_[at] == '>') return true;
  if (text_[at] == '/') return at + 1 < text_.size() && text_[at + 1] == '>';
  if (!is_name_start(text_[at])) return false;
  while (at < text_.size() && is_name_part(text_[at])) ++at;
  const std::size_t name_end = at;
  while (at < text_.size() && is_space(text_[at])) ++at;
  if (at < text_.size() && text_[at] == '=') return true;
  return apart && (at > name_end || at == text_.size() || text_[at] == '>' || text_[at] == '/');
}

void append_tag(const XmlTag& tag, bool self_closing, std::string& out) {
  out.append("<").append(tag.name);
  for (const XmlTag::Attribute& attribute : tag.attributes) {
    out.append(" ").append(attribute.name).append("=");
    append_value(attribute.value, out);
  }
  out.append(self_closing ? "/>" : ">");
}

}  // namespace syndic::markup
