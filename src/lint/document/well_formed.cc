// SPDX-License-Identifier: MIT
//
// The marks of an XML document in a row. Nesting and names are the tree's parser's.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "lint/document/checks.h"
#include "markup/xml/names.h"

namespace syndic::lint {
namespace {

// XML 1.0 §2.8, of what is between "<?xml" and "?>": a version, then an encoding and whether it
// stands alone, each in quotes.
bool is_declaration(std::string_view inside) {
  constexpr auto kNames = std::to_array<std::string_view>({"version", "encoding", "standalone"});
  const auto* next = kNames.begin();
  while (!base::trim(inside).empty()) {
    if (!base::is_space(inside.front())) return false;
    inside = base::trim(inside);
    const std::size_t equals = std::min(inside.find('='), inside.size());
    const auto* const name = std::find(next, kNames.end(), base::trim(inside.substr(0, equals)));
    if (name == kNames.end() || (next == kNames.begin() && name != next)) return false;
    next = name + 1;
    inside = base::trim(inside.substr(std::min(equals + 1, inside.size())));
    if (!inside.starts_with('"') && !inside.starts_with('\'')) return false;
    const std::size_t end = inside.find(inside.front(), 1);
    if (end == base::kNotFound || end == 1) return false;
    if (!std::ranges::all_of(inside.substr(1, end - 1), markup::is_name_part)) return false;
    inside.remove_prefix(end + 1);
  }
  return next != kNames.begin();
}

class MarkReader {
 public:
  MarkReader(std::string_view text, std::size_t start, Report& report)
      : text_(text), start_(start), at_(start), report_(report) {}

  void read() {
    while (at_ < text_.size()) {
      const std::size_t mark = std::min(text_.find('<', at_), text_.size());
      judge_words(text_.substr(at_, mark - at_));
      at_ = mark;
      if (at_ < text_.size()) read_mark(text_.substr(at_));
    }
  }

 private:
  void fault(std::string_view what) { report_.add_at(at_, "xml-malformed", what); }

  // The place after the next `mark`, at least `skipped` from here.
  [[nodiscard]] std::size_t after(std::string_view mark, std::size_t skipped) const {
    const std::size_t found = text_.find(mark, at_ + skipped);
    return found == base::kNotFound ? text_.size() : found + mark.size();
  }

  void judge_words(std::string_view words) {
    if (depth_ == 0) {
      const std::string_view left = base::trim(words);
      if (left.empty()) return;
      at_ += static_cast<std::size_t>(left.data() - words.data());
      fault("text outside of the root element");
    } else if (const std::size_t end = words.find("]]>"); end != base::kNotFound) {
      at_ += end;
      fault("]]> outside of CDATA");
    }
  }

  void read_mark(std::string_view rest) {
    constexpr std::string_view kCdata = "<![CDATA[";
    if (rest.starts_with("<!--")) {
      read_comment();
    } else if (rest.starts_with(kCdata)) {
      if (depth_ == 0) fault("CDATA outside of the root element");
      at_ = after("]]>", kCdata.size());
    } else if (rest.starts_with("<?")) {
      read_instruction();
    } else if (rest.starts_with("<!")) {
      if (!rest.starts_with("<!DOCTYPE")) fault("a mark that XML does not have");
      if (has_doctype_ || has_root_) fault("a document type that is not at the beginning");
      has_doctype_ = true;
      at_ = end_of_doctype();
    } else if (rest.starts_with("</")) {
      if (depth_ > 0) --depth_;
      at_ = after(">", 1);
    } else {
      read_start_tag();
    }
  }

  // XML 1.0 §2.5.
  void read_comment() {
    constexpr std::size_t kMark = 4;
    const std::size_t end = after("-->", kMark);
    const std::string_view rest = text_.substr(at_, end - at_);
    const std::size_t dashes = rest.find("--", std::min(kMark, rest.size()));
    if (dashes != base::kNotFound && dashes + 3 != rest.size()) fault("-- inside of a comment");
    at_ = end;
  }

  // XML 1.0 §2.6: "xml" in any case is kept for the declaration.
  void read_instruction() {
    const std::size_t end = after("?>", 2);
    const std::string_view inside = text_.substr(at_ + 2, end - at_ - std::min(end - at_, 4UL));
    std::size_t length = 0;
    while (length < inside.size() && markup::is_name_part(inside[length])) ++length;
    const std::string_view target = inside.substr(0, length);
    const bool is_named = length > 0 && markup::is_name_start(target.front()) &&
                          (length == inside.size() || base::is_space(inside[length]));
    if (!is_named) {
      fault("a processing instruction without a name");
    } else if (base::equals_ignoring_case(target, "xml")) {
      if (at_ != start_ && !has_root_) {
        report_.add_at(at_, "xml-declaration-late", {});
      } else if (at_ != start_) {
        fault("an XML declaration in the middle");
      } else if (target != "xml" || !is_declaration(inside.substr(length))) {
        fault("the XML declaration is not as it has to be");
      }
    }
    at_ = end;
  }

  // In quotes and between the brackets ">" is no end.
  [[nodiscard]] std::size_t end_of_doctype() const {
    std::size_t brackets = 0;
    for (std::size_t at = at_ + 2; at < text_.size(); ++at) {
      const char c = text_[at];
      if (text_.substr(at).starts_with("<!--")) {
        at = std::min(text_.find("-->", at + 4), text_.size());
      } else if (c == '"' || c == '\'') {
        at = std::min(text_.find(c, at + 1), text_.size());
      } else if (c == '<' || c == '[') {
        ++brackets;
      } else if ((c == '>' || c == ']') && brackets > 0) {
        --brackets;
      } else if (c == '>') {
        return at + 1;
      }
    }
    return text_.size();
  }

  void read_start_tag() {
    if (depth_ == 0 && has_root_) fault("a second root element");
    has_root_ = true;
    names_.clear();
    std::size_t at = at_ + 1;
    while (at < text_.size() && markup::is_name_part(text_[at])) ++at;
    std::size_t begin = at;
    while (at < text_.size() && text_[at] != '>') {
      const char c = text_[at];
      const bool is_quote = c == '"' || c == '\'';
      const std::size_t end = is_quote ? std::min(text_.find(c, at + 1), text_.size()) : at;
      if (text_.substr(at, end - at).find('<') != base::kNotFound) fault("< in an attribute");
      if (is_quote) judge_attribute(text_.substr(begin, at - begin));
      at = end + 1;
      if (is_quote) begin = at;
    }
    if (at < text_.size() && text_[at - 1] != '/') ++depth_;
    at_ = std::min(at + 1, text_.size());
  }

  // XML 1.0 §3.1, of ` name=` before a value. A tag of thousands of attributes is compared in its
  // first ones alone.
  void judge_attribute(std::string_view before) {
    constexpr std::size_t kMany = 100;
    if (before.empty() || !base::is_space(before.front())) fault("no blank before an attribute");
    const std::string_view name = base::trim(before.substr(0, before.find('=')));
    if (std::ranges::find(names_, name) != names_.end()) {
      fault("an attribute is given twice: " + std::string(name));
    } else if (names_.size() < kMany) {
      names_.push_back(name);
    }
  }

  std::string_view text_;
  std::size_t start_;
  std::size_t at_;
  std::size_t depth_ = 0;
  bool has_doctype_ = false;
  bool has_root_ = false;
  std::vector<std::string_view> names_;  // Of the attributes of one tag.
  Report& report_;
};

}  // namespace

void lint_well_formed(std::string_view text, std::size_t start, Report& report) {
  MarkReader(text, start, report).read();
}

}  // namespace syndic::lint
