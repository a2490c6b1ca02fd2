// SPDX-License-Identifier: MIT
#include "normalize/html/shorten.h"

#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/escape.h"
#include "markup/html/character_references.h"
#include "markup/html/tags.h"
#include "normalize/html/attributes.h"
#include "normalize/html/output_elements.h"
#include "text/excerpt.h"

namespace syndic::normalize {
namespace {

using markup::HtmlTag;
using markup::ReferenceContext;

constexpr std::string_view kReadWhole = "Read the whole item";

std::string link_to_whole(std::string_view url) {
  if (url.empty()) return {};
  std::string link = "<p><a";
  append_attribute(Attribute::href, url, link);
  return link.append(">").append(kReadWhole).append("</a></p>");
}

std::string line_to_whole(std::string_view url) {
  return url.empty() ? std::string()
                     : std::string("\n\n").append(kReadWhole).append(": ").append(url);
}

// The name of the tag at `at`.
HtmlTag tag_at(std::string_view html, std::size_t at) {
  const std::size_t begin = at + (html[at + 1] == '/' ? 2 : 1);
  return markup::html_tag(html.substr(begin, html.find_first_of(" >", begin) - begin));
}

// The end tags of the elements that are open at the end of sanitised HTML, of which a part of the
// last text may be missing.
std::string missing_end_tags(std::string_view html) {
  std::vector<HtmlTag> open;
  for (std::size_t at = html.find('<'); at < html.size(); at = html.find('<', at + 1)) {
    const HtmlTag tag = tag_at(html, at);
    if (html[at + 1] == '/') {
      open.pop_back();
    } else if (!markup::is_void(tag)) {
      open.push_back(tag);
    }
  }
  std::string tags;
  for (; !open.empty(); open.pop_back()) {
    tags.append("</").append(markup::html_tag_name(open.back())).append(">");
  }
  return tags;
}

// Reads sanitised HTML, in which each "<" begins a tag and each ">" ends one, as far as there is
// room for it and the end tags of what is open.
class Shortener {
 public:
  Shortener(std::string_view html, std::size_t room) : html_(html), room_(room) {}

  std::string run() {
    while (at_ < html_.size() && (html_[at_] == '<' ? take_tag() : take_text())) {
    }
    std::string out(html_.substr(0, block_end_));
    if (2 * block_end_ < room_) out.assign(html_, 0, end_).append(words_);
    return out.append(missing_end_tags(out));
  }

 private:
  // Returns whether the tag fits.
  bool take_tag() {
    const std::size_t end = html_.find('>', at_) + 1;
    const HtmlTag tag = tag_at(html_, at_);
    const bool is_end = html_[at_ + 1] == '/';
    const bool is_start = !is_end && !markup::is_void(tag);
    if (is_end) end_tags_ -= end - at_;
    if (is_start) end_tags_ += markup::html_tag_name(tag).size() + 3;
    if (end + end_tags_ > room_) return false;
    at_ = end;
    if (is_end && !is_inline(tag)) block_end_ = at_;
    if (!is_start) end_ = at_;
    return true;
  }

  // Returns whether the text fits; else keeps its first words.
  bool take_text() {
    const std::string_view text = html_.substr(at_, html_.find('<', at_) - at_);
    const bool fits = at_ + text.size() + end_tags_ <= room_;
    if (!fits) words_ = first_words(text, room_ - end_tags_ - at_);
    if (fits ? !base::trim(text).empty() : !words_.empty()) end_ = at_ + (fits ? text.size() : 0);
    at_ += text.size();
    return fits;
  }

  static std::string first_words(std::string_view text, std::size_t room) {
    std::string_view shown = base::utf8_prefix(text, room);
    const std::size_t reference = shown.rfind('&');
    if (reference != base::kNotFound && shown.find(';', reference) == base::kNotFound) {
      shown = shown.substr(0, reference);
    }
    const std::size_t length = markup::decoded(shown, ReferenceContext::text).size();
    std::string words;
    markup::append_escaped_text(
        text::beginning(markup::decoded(text, ReferenceContext::text), length), words);
    return words;
  }

  std::string_view html_;
  std::size_t room_;
  std::size_t at_ = 0;
  std::size_t end_tags_ = 0;   // The length of those of all open elements.
  std::size_t block_end_ = 0;  // Of the last block that fits.
  std::size_t end_ = 0;        // Of the last text or element that fits.
  std::string words_;          // Of the text after that.
};

std::string shorten_plain(std::string_view plain, std::size_t max_bytes,
                          std::string_view whole_url) {
  std::string line = line_to_whole(whole_url);
  if (2 * line.size() > max_bytes) line.clear();
  return text::beginning(plain, max_bytes - line.size()).append(line);
}

}  // namespace

std::string shorten_html(std::string_view html, std::size_t max_bytes, std::string_view whole_url) {
  if (html.size() <= max_bytes) return std::string(html);
  std::string link = link_to_whole(whole_url);
  if (2 * link.size() > max_bytes) link.clear();
  const std::string beginning = Shortener(html, max_bytes - link.size()).run();
  return std::string(base::trim(beginning)).append(link);
}

bool shorten(model::Text& text, std::size_t max_bytes, std::string_view whole_url) {
  if (text.value.size() <= max_bytes) return false;
  text.value = text.type == model::TextType::html ? shorten_html(text.value, max_bytes, whole_url)
                                                  : shorten_plain(text.value, max_bytes, whole_url);
  return true;
}

}  // namespace syndic::normalize
