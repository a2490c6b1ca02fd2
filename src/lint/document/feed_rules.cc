// SPDX-License-Identifier: MIT
//
// The rules that no format makes: what items say, compared with each other.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_set>

#include "base/ascii.h"
#include "base/time_format.h"
#include "base/url.h"
#include "lint/document/checks.h"
#include "lint/document/cut_text.h"
#include "markup/html/character_references.h"
#include "markup/html/tags.h"
#include "parse/xml/values.h"

namespace syndic::lint {
namespace {

constexpr std::size_t kManyItems = 100;
constexpr std::size_t kManyBytes = std::size_t{1024} * 1024;
constexpr int kStaleDays = 365;

bool holds_references(std::string_view text) {
  return markup::holds_named_reference(text) || markup::holds_numeric_reference(text);
}

// RSS does not say whether a title is HTML, and one that speaks of tags can be read one way only
// if it is (RSS Advisory Board's profile, "title"): its references to "<" and ">" are right then.
bool speaks_of_tags(std::string_view title) {
  return title.find("&lt;") != base::kNotFound || title.find("&#60;") != base::kNotFound ||
         base::lower(title).find("&#x3c;") != std::string::npos;
}

// `title` without the references that stand for marks of HTML.
std::string without_marks(std::string_view title) {
  constexpr auto kMarks =
      std::to_array<std::string_view>({"&lt;", "&gt;", "&amp;", "&quot;", "&#60;", "&#62;", "&#38;",
                                       "&#x3c;", "&#x3C;", "&#x3e;", "&#x3E;", "&#x26;"});
  std::string rest;
  while (!title.empty()) {
    const auto* const mark =
        std::ranges::find_if(kMarks, [&](std::string_view one) { return title.starts_with(one); });
    rest.push_back(mark == kMarks.end() ? title.front() : ' ');
    title.remove_prefix(mark == kMarks.end() ? 1 : mark->size());
  }
  return rest;
}

// Whether a text of RSS shows its tags: it was escaped once more than HTML is, so that it has no
// element, and begins and ends with a tag.
bool shows_tags(const model::Text& text) {
  const std::string_view value = base::trim(text.value);
  const bool is_escaped = text.type != model::TextType::plain && value.starts_with("&lt;") &&
                          value.ends_with("&gt;") && value.find('<') == base::kNotFound;
  return is_escaped &&
         markup::holds_whole_markup(markup::decoded(value, markup::ReferenceContext::text));
}

bool is_date(const Field& field) {
  switch (parse::tag(field.space, field.name)) {
    case parse::tag(parse::Ns::rss, "pubDate"):
    case parse::tag(parse::Ns::atom, "updated"):
    case parse::tag(parse::Ns::atom, "published"):
    case parse::tag(parse::Ns::dc, "date"):
      return true;
    default:
      return false;
  }
}

class FeedLint {
 public:
  FeedLint(const model::Feed& feed, const XmlFeed* xml, const Document& document, Report& report)
      : feed_(feed), xml_(xml), document_(document), report_(report) {
    const std::string_view own = document.url.empty() ? feed.home_page_url : document.url;
    is_secure_ = base::url_scheme(own) == "https";
  }

  void judge() {
    judge_whole();
    judge_title(feed_.title, xml_ == nullptr ? pugi::xml_node() : xml_->head.node);
    for (std::size_t place = 0; place < feed_.items.size(); ++place) {
      const model::Item& item = feed_.items[place];
      report_.speak_of("item " + std::to_string(place + 1));
      judge_identity(item, node(place));
      judge_title(item.title, node(place));
      judge_text(item, node(place));
      if (!is_atom() && !item.published && !item.updated && !names_date(place)) {
        report_.add(node(place), "item-date-missing", item.title.value);
      }
    }
    report_.speak_of({});
    judge_dates();
  }

 private:
  // The parser may have left items out: then there is no place.
  [[nodiscard]] pugi::xml_node node(std::size_t place) const {
    const bool is_known = xml_ != nullptr && xml_->items.size() == feed_.items.size();
    return is_known ? xml_->items[place].node : pugi::xml_node();
  }

  // An entry without a date is "entry-updated-missing" already.
  [[nodiscard]] bool is_atom() const { return xml_ != nullptr && xml_->is_atom(); }

  // One that cannot be read is another rule's; JSON Feed's are judged where they are read.
  [[nodiscard]] bool names_date(std::size_t place) const {
    if (xml_ == nullptr) return true;
    if (xml_->items.size() != feed_.items.size()) return false;
    return std::ranges::any_of(xml_->items[place].fields, [&](const Field& field) {
      return is_date(field) && !xml_->document.text(field.node).empty();
    });
  }

  void judge_whole() {
    const bool is_old =
        feed_.format == model::Format::rss090 || feed_.format == model::Format::rss091 ||
        feed_.format == model::Format::rss092 || feed_.format == model::Format::atom03;
    if (is_old) report_.add(xml_ == nullptr ? pugi::xml_node() : xml_->root, "format-old", {});
    lint_size(feed_, document_, report_);
  }

  void judge_identity(const model::Item& item, pugi::xml_node place) {
    if (!item.id.empty() && !ids_.insert(item.id).second) {
      report_.add(place, "item-id-twice", item.id);
      return;
    }
    if (item.url.empty() && item.external_url.empty()) {
      if (item.enclosures.empty()) report_.add(place, "item-link-missing", item.title.value);
    } else if (!item.url.empty() && !urls_.insert(item.url).second) {
      report_.add(place, "item-link-twice", item.url);
    }
  }

  void judge_title(const model::Text& text, pugi::xml_node place) {
    const std::string& title = text.value;
    const bool is_html = text.type == model::TextType::html;
    if (!is_html && markup::holds_whole_markup(title)) {
      report_.add(place, "title-html", title);
      return;
    }
    const bool is_rss = xml_ != nullptr && !is_atom();
    const std::string shown =
        is_html ? markup::decoded(title, markup::ReferenceContext::text) : title;
    if (holds_references(is_rss && speaks_of_tags(shown) ? without_marks(shown) : shown)) {
      report_.add(place, "title-escaped-twice", title);
    }
  }

  void judge_text(const model::Item& item, pugi::xml_node place) {
    const bool has_text = !item.content.empty() || !item.summary.empty();
    const bool is_judged = xml_ != nullptr && !item.title.empty() && item.enclosures.empty();
    if (!has_text && is_judged) {
      report_.add(place, "item-text-missing", item.title.value);
    }
    for (const model::Text* const text : {&item.content, &item.summary}) {
      if (shows_tags(*text)) report_.add(place, "text-escaped-twice", text->value);
      if (text->type != model::TextType::plain) {
        lint_body({.html = text->value,
                   .is_secure = is_secure_,
                   .has_base = !text->base_url.empty(),
                   .place = place},
                  report_);
      }
    }
    const model::Text& longest = item.content.empty() ? item.summary : item.content;
    if (ends_as_cut(longest)) report_.add(place, "text-cut", item.title.value);
  }

  void judge_dates() {
    constexpr std::size_t kSeveral = 3;
    std::optional<model::Timestamp> newest;
    bool is_one = feed_.items.size() >= kSeveral;
    for (const model::Item& item : feed_.items) {
      const auto& date = item.published ? item.published : item.updated;
      if (!date) is_one = false;
      if (!date) continue;
      is_one = is_one && (!newest || *newest == *date);
      if (!newest || *newest < *date) newest = date;
    }
    if (!newest) return;
    if (is_one) report_.add("dates-all-equal", base::format_rfc3339(*newest));
    if (*newest + boost::gregorian::days(kStaleDays) < document_.now) {
      report_.add("feed-stale", base::format_rfc3339(*newest));
    }
  }

  using Seen = std::unordered_set<std::string_view>;

  const model::Feed& feed_;
  const XmlFeed* xml_;
  const Document& document_;
  Report& report_;
  bool is_secure_ = false;
  Seen ids_;
  Seen urls_;
};

}  // namespace

void lint_size(const model::Feed& feed, const Document& document, Report& report) {
  if (feed.is_too_long) report.add("feed-beyond-limit");
  if (feed.items.empty() && !feed.is_cut && !feed.is_too_long) report.add("feed-empty");
  // The bytes of one that was served are "http-large".
  if (feed.items.size() > kManyItems) {
    report.add("feed-too-large", std::to_string(feed.items.size()) + " items");
  } else if (document.content_type.empty() && document.bytes.size() > kManyBytes) {
    report.add("feed-too-large", std::to_string(document.bytes.size()) + " bytes");
  }
}

void lint_feed(const model::Feed& feed, const XmlFeed* xml, const Document& document,
               Report& report) {
  FeedLint(feed, xml, document, report).judge();
}

}  // namespace syndic::lint
