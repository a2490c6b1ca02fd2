// SPDX-License-Identifier: MIT
#include "markup/xml/repair.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "markup/html/tags.h"
#include "markup/xml/names.h"
#include "markup/xml/open_elements.h"
#include "markup/xml/repair_tag.h"

namespace syndic::markup {
namespace {

constexpr auto kNowhere = std::string_view::npos;

constexpr std::string_view kCdataStart = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";
constexpr int kMostRoots = 16;

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), base::is_space);
}

// Looks for one mark again and again, each time from a later place: no byte is searched twice.
class Marks {
 public:
  Marks(std::string_view text, std::string_view mark) : text_(text), mark_(mark) {}

  std::size_t next(std::size_t from) {
    if (!searched_ || (place_ != kNowhere && place_ < from)) place_ = text_.find(mark_, from);
    searched_ = true;
    return place_;
  }

 private:
  std::string_view text_;
  std::string_view mark_;
  std::size_t place_ = 0;
  bool searched_ = false;
};

// The end of the part of a reference that the text breaks off in: "fish &am".
std::size_t without_cut_reference(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  const std::size_t window = text.size() - std::min(text.size(), kLongest);
  const std::size_t at = text.rfind('&');
  if (at == kNowhere || at < window) return text.size();
  const bool is_part =
      std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, text.end(),
                  [](char c) { return base::is_alpha(c) || base::is_digit(c) || c == '#'; });
  return is_part ? at : text.size();
}

// The length of "<![CDATA[" in any case, perhaps without its first bracket or with blanks around
// its name; 0 if `text`, which begins with "<!", begins differently.
std::size_t cdata_start_length(std::string_view text) {
  constexpr std::string_view kName = "CDATA";
  std::size_t at = 2;
  const auto skip_blanks = [&] {
    while (at < text.size() && base::is_space(text[at])) ++at;
  };
  if (at < text.size() && text[at] == '[') ++at;
  skip_blanks();
  if (!base::starts_with_ignoring_case(text.substr(at), kName)) return 0;
  at += kName.size();
  skip_blanks();
  return at < text.size() && text[at] == '[' ? at + 1 : 0;
}

class XmlRepair {
 public:
  XmlRepair(std::string_view text, XmlShape shape, int max_depth)
      : text_(text),
        shape_(shape),
        scanner_(text),
        open_(max_depth, result_.text, result_.faults),
        cdata_ends_(text, kCdataEnd),
        comment_ends_(text, "-->"),
        instruction_ends_(text, "?>") {
    result_.text.reserve(text.size() + text.size() / 16);
  }

  RepairedXml run() {
    while (at_ < text_.size()) {
      const std::size_t markup = text_.find('<', at_);
      if (markup == kNowhere) {
        take_last_words();
        break;
      }
      take_words(text_.substr(at_, markup - at_));
      at_ = markup;
      take_markup();
    }
    finish();
    return std::move(result_);
  }

 private:
  void note(XmlFault fault, std::string_view example = {}) { result_.faults.note(fault, example); }

  // The rest of the text belongs to what it breaks off in.
  void cut() { at_ = text_.size(); }

  void take_words(std::string_view words) {
    if (words.empty()) return;
    if (!open_.empty()) {
      result_.text.append(words);
      if (!is_blank(words)) open_.note_text();
    } else if (!is_blank(words)) {
      note(XmlFault::outside_text);
    }
  }

  void take_last_words() {
    std::string_view words = text_.substr(at_);
    if (!open_.empty()) words = words.substr(0, without_cut_reference(words));
    take_words(words);
    cut();
  }

  // A "<" that begins no markup.
  void take_less_than() {
    ++at_;
    if (open_.empty()) return;
    note(XmlFault::bare_less_than);
    result_.text.append("&lt;");
    open_.note_text();
  }

  // At "<".
  void take_markup() {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (next == '/') {
      take_end_tag();
    } else if (next == '!') {
      take_declaration();
    } else if (next == '?') {
      take_instruction();
    } else if (is_name_start(next)) {
      take_start_tag();
    } else {
      take_less_than();
    }
  }

  void take_start_tag() {
    const XmlRole role = shape_(scanner_.name(at_));
    if (role == XmlRole::none && !scanner_.name_is_whole(at_)) return take_less_than();
    const XmlTag& tag = scanner_.scan(at_);
    if (tag.end == XmlTag::End::cut) return cut();
    if (tag.end == XmlTag::End::broken) {
      if (role == XmlRole::none && !tag.has_value) return take_less_than();
      note(XmlFault::broken_tag, tag.name);
    }
    if (tag.repairs > 0) result_.faults.note(XmlFault::attribute, tag.name, tag.repairs);
    at_ = tag.next;
    // <rss xmlns:dc=http://purl.org/dc/elements/1.1/> and <a href=http://lake.example/> have
    // content.
    const HtmlTag html = html_tag(tag.name);
    const bool has_content = role == XmlRole::container || role == XmlRole::record ||
                             (role == XmlRole::none && html != HtmlTag::unknown && !is_void(html));
    if (tag.slash_is_doubtful && has_content) scanner_.give_slash_to_value();
    begin_element(tag, role);
  }

  void begin_element(const XmlTag& tag, XmlRole role) {
    const OpenXmlElements::Start start{tag.name, role, html_tag(tag.name), !tag.attributes.empty()};
    bool is_empty = tag.end == XmlTag::End::self_closing;
    // <item/> within an item that continues after it is not an item.
    const bool is_nothing =
        is_empty && role == XmlRole::record && !start.has_attributes && open_.is_in_record();
    if (!is_nothing) open_.make_way_for(start);
    const bool is_html = role == XmlRole::none
                             ? open_.expects_html() || start.html == HtmlTag::br ||
                                   start.html == HtmlTag::hr || start.html == HtmlTag::img
                             : open_.is_in_body() && start.has_attributes;
    if (!is_empty && is_html && is_void(start.html)) {
      note(XmlFault::missing_end_tag, tag.name);
      is_empty = true;
    }
    if (open_.is_full()) {
      note(XmlFault::too_deep, tag.name);
      if (!is_empty) open_.count_too_deep();
      return;
    }
    open_.note_child();
    append_tag(tag, is_empty, result_.text);
    if (!is_empty) open_.push(start);
    has_element_ = true;
  }

  void take_end_tag() {
    std::size_t begin = at_ + 2;
    while (begin < text_.size() && base::is_space(text_[begin])) ++begin;
    std::size_t end = begin;
    while (end < text_.size() && is_name_part(text_[end])) ++end;
    const std::string_view name = text_.substr(begin, end - begin);
    const std::size_t stop = base::find_any<'<', '>'>(text_, end);
    if (stop == kNowhere) return cut_in_end_tag(name);
    const bool is_broken = text_[stop] == '<';
    if (name.empty() && (is_broken || stop != begin)) return take_less_than();
    if (is_broken) note(XmlFault::broken_tag, name);
    at_ = is_broken ? stop : stop + 1;
    open_.close(name, shape_(name));
  }

  // What the end tag would have closed was reached whole.
  void cut_in_end_tag(std::string_view name) {
    cut();
    if (open_.empty()) return;
    ends_in_end_tag_ = true;
    if (base::starts_with_ignoring_case(open_.top(), name)) {
      open_.close(open_.top(), shape_(open_.top()));
    } else {
      open_.close(name, shape_(name));
    }
  }

  void take_instruction() {
    const std::size_t end = instruction_ends_.next(at_);
    const bool is_declaration = base::starts_with_ignoring_case(text_.substr(at_), "<?xml ");
    // Another instruction before the mark: that is its own.
    const bool is_own =
        end != kNowhere && !is_declaration && find_between("<?", at_ + 2, end) == kNowhere;
    if (is_own) {
      at_ = end + 2;
      return;
    }
    const std::size_t stop = base::find_any<'<', '>'>(text_, at_ + 1);
    if (stop == kNowhere) return cut();
    const bool is_closed = text_[stop] == '>' && text_[stop - 1] == '?';
    if (!is_closed) note(XmlFault::unclosed_instruction);
    at_ = text_[stop] == '>' ? stop + 1 : stop;
  }

  // At "<!".
  void take_declaration() {
    const std::string_view rest = text_.substr(at_);
    const char kind = rest.size() > 2 ? rest[2] : '\0';
    if (rest.starts_with("<!--")) {
      take_comment();
    } else if (const std::size_t length = cdata_start_length(rest); length > 0) {
      take_cdata(length);
    } else if (base::starts_with_ignoring_case(rest, "<!DOCTYPE")) {
      take_doctype();
    } else if (base::is_alpha(kind) || kind == '[' || kind == '-' || rest.size() == 2) {
      const std::size_t close = rest.find('>');
      if (close == kNowhere) return cut();
      note(XmlFault::declaration);
      at_ += close + 1;
    } else {
      take_less_than();
    }
  }

  // A comment that is not closed ends at once if the document continues after it.
  void take_comment() {
    const std::size_t end = comment_ends_.next(at_ + 4);
    if (end != kNowhere) {
      at_ = end + 3;
      return;
    }
    note(XmlFault::unclosed_comment);
    if (root_ends_later()) {
      at_ += 4;
    } else {
      cut();
    }
  }

  // Whether the root's end tag is still to come; before any root, whether any end tag is.
  bool root_ends_later() {
    if (root_end_ > at_) return true;
    // Each search may reach the end of the text; no honest document has so many roots.
    if (++root_searches_ > kMostRoots) return true;
    root_end_ = text_.find("</" + std::string(open_.empty() ? "" : open_.root()), at_);
    if (root_end_ != kNowhere) return true;
    root_end_ = 0;
    return false;
  }

  void take_cdata(std::size_t start_length) {
    const std::size_t begin = at_ + start_length;
    const std::size_t end = cdata_ends_.next(begin);
    const std::size_t limit = std::min(end, text_.size());
    const std::size_t element_end =
        open_.empty() ? kNowhere : find_end_tag(open_.top(), begin, limit);
    const bool swallows =
        element_end != kNowhere &&
        (end == kNowhere || find_between(kCdataStart, element_end, end) != kNowhere);
    if (swallows) {
      note(XmlFault::unclosed_cdata, open_.top());
      append_cdata(text_.substr(begin, element_end - begin));
      at_ = element_end;
    } else if (end != kNowhere) {
      append_cdata(text_.substr(begin, end - begin));
      at_ = end + kCdataEnd.size();
    } else {
      note(XmlFault::unclosed_cdata, open_.empty() ? std::string_view() : open_.top());
      std::string_view rest = text_.substr(begin);
      for (int marks = 0; marks < 2 && rest.ends_with(']'); ++marks) rest.remove_suffix(1);
      append_cdata(rest);
      cut();
    }
  }

  void append_cdata(std::string_view content) {
    if (open_.empty()) return take_words(content);
    result_.text.append(kCdataStart).append(content).append(kCdataEnd);
    if (!is_blank(content)) open_.note_text();
  }

  [[nodiscard]] std::size_t find_between(std::string_view mark, std::size_t from,
                                         std::size_t to) const {
    const std::size_t found = text_.substr(from, to - from).find(mark);
    return found == kNowhere ? kNowhere : from + found;
  }

  // "</name", in any case, with the whole name.
  [[nodiscard]] std::size_t find_end_tag(std::string_view name, std::size_t from,
                                         std::size_t to) const {
    while (true) {
      const std::size_t at = find_between("</", from, to);
      if (at == kNowhere) return kNowhere;
      from = at + 2;
      const std::size_t after = from + name.size();
      if (base::starts_with_ignoring_case(text_.substr(from), name) &&
          (after >= text_.size() || !is_name_part(text_[after]))) {
        return at;
      }
    }
  }

  void take_doctype() {
    constexpr std::size_t kName = 9;  // <!DOCTYPE
    const std::size_t begin = at_ + kName;
    const std::size_t stop = base::find_any<'[', '>'>(text_, begin);
    if (stop == kNowhere) return cut();
    std::size_t end = stop;
    if (text_[stop] == '[' && subset_may_end_) end = subset_end(stop);
    const bool counts = end != kNowhere && text_[end] == '>' && !has_element_;
    if (end == kNowhere || text_[end] != '>') end = text_.find('>', begin);
    if (end == kNowhere) return cut();
    if (counts && result_.doctype.empty()) {
      result_.doctype = base::trim(text_.substr(begin, end - begin));
    } else {
      note(XmlFault::declaration);
    }
    at_ = end + 1;
  }

  // The ">" after the "]" that ends an internal subset; "]]>" ends CDATA.
  std::size_t subset_end(std::size_t from) {
    for (std::size_t at = text_.find(']', from); at != kNowhere; at = text_.find(']', at + 1)) {
      std::size_t close = at + 1;
      while (close < text_.size() && base::is_space(text_[close])) ++close;
      if (close < text_.size() && text_[close] == '>' && text_[at - 1] != ']') return close;
    }
    subset_may_end_ = false;
    return kNowhere;
  }

  void finish() {
    const std::size_t open = std::max<std::size_t>(open_.depth(), ends_in_end_tag_ ? 1 : 0);
    result_.open_at_end = static_cast<int>(open);
    if (open > 0) result_.faults.note(XmlFault::cut, {}, open);
    if (!open_.empty()) open_.finish();
    if (!has_element_) result_.text.clear();
  }

  std::string_view text_;
  XmlShape shape_;
  RepairedXml result_;
  std::size_t at_ = 0;
  XmlTagScanner scanner_;
  OpenXmlElements open_;
  Marks cdata_ends_;
  Marks comment_ends_;
  Marks instruction_ends_;
  std::size_t root_end_ = 0;
  int root_searches_ = 0;
  bool subset_may_end_ = true;
  bool has_element_ = false;
  bool ends_in_end_tag_ = false;
};

}  // namespace

RepairedXml repair_xml(std::string_view text, XmlShape shape, int max_depth) {
  if (text.find('\0') == kNowhere) return XmlRepair(text, shape, max_depth).run();
  // pugixml takes a NUL for the end.
  std::string without(text);
  without.erase(std::remove(without.begin(), without.end(), '\0'), without.end());
  return XmlRepair(without, shape, max_depth).run();
}

}  // namespace syndic::markup
