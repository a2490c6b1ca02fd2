// SPDX-License-Identifier: MIT
//
// JSON Feed 1.1 by its letter (https://www.jsonfeed.org/version/1.1/).
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "lint/document/checks.h"
#include "lint/document/dates.h"
#include "lint/document/enclosures.h"
#include "lint/document/links.h"
#include "markup/json_reader.h"
#include "text/language.h"

namespace syndic::lint {
namespace {

// Where in the document something stands.
enum class Place { feed, items, item, authors, author, attachments, attachment, nowhere };

// What of an object is there.
struct Members {
  std::string id;
  std::string feed_url;
  std::string language;
  bool has_version = false;
  bool has_title = false;
  bool has_content = false;
  bool has_authors = false;
  bool has_date = false;
};

struct Attachment {
  std::string url;
  std::string type;
};

// The place of what `key` names in `outer`.
Place place_in(Place outer, std::string_view key, bool is_object) {
  const bool is_record = outer == Place::feed || outer == Place::item;
  if (is_record && key == "authors" && !is_object) return Place::authors;
  if (is_record && key == "author" && is_object) return Place::author;
  if (outer == Place::feed && key == "items" && !is_object) return Place::items;
  if (outer == Place::item && key == "attachments" && !is_object) return Place::attachments;
  if (!is_object) return Place::nowhere;
  if (outer == Place::items) return Place::item;
  if (outer == Place::authors) return Place::author;
  return outer == Place::attachments ? Place::attachment : Place::nowhere;
}

class JsonLint : public markup::JsonVisitor {
 public:
  JsonLint(const Document& document, Report& report) : document_(document), report_(report) {}

  bool enter(std::string_view key, bool is_object) override {
    const Place place = !places_.empty() ? place_in(places_.back(), key, is_object)
                        : is_object      ? Place::feed
                                         : Place::nowhere;
    if (place == Place::nowhere) return false;
    places_.push_back(place);
    if (place == Place::attachment) attachment_ = {};
    if (place == Place::item) {
      item_ = {};
      is_in_item_ = true;
      report_.speak_of("item " + std::to_string(++items_));
    }
    return true;
  }

  void leave() override {
    const Place place = places_.back();
    places_.pop_back();
    if (place == Place::attachment) end_attachment();
    if (place == Place::item) end_item();
    if (place == Place::feed) end_feed();
  }

  void scalar(std::string_view key, const markup::JsonScalar& value) override {
    if (places_.empty()) return;
    const std::string_view text = value.text;
    switch (places_.back()) {
      case Place::author:
        if (key == "name" && !base::trim(text).empty()) members().has_authors = true;
        return;
      case Place::attachment:
        if (key == "url") attachment_.url = base::trim(text);
        if (key == "mime_type") attachment_.type = base::trim(text);
        return;
      case Place::item:
        take_of_item(key, value);
        return take_member(key, text);
      case Place::feed:
        return take_member(key, text);
      default:
        return;
    }
  }

 private:
  Members& members() { return is_in_item_ ? item_ : feed_; }

  void take_member(std::string_view key, std::string_view text) {
    Members& of = members();
    if (key == "id") of.id = text;
    if (key == "version") of.has_version = text.starts_with("https://jsonfeed.org/version/");
    if (key == "title") of.has_title = !base::trim(text).empty();
    if (key == "feed_url") of.feed_url = text;
    if (key == "language") of.language = text;
    if ((key == "content_html" || key == "content_text") && !text.empty()) of.has_content = true;
  }

  void take_of_item(std::string_view key, const markup::JsonScalar& value) {
    if (key == "url" || key == "external_url") judge_link(value.text);
    if (key == "date_published" || key == "date_modified") judge_date(value);
    if (key == "id" && value.kind == markup::JsonKind::number) {
      report_.add("json-id-number", value.text);
    }
  }

  void judge_link(std::string_view url) {
    const std::string_view rule = broken_by_link(url);
    if (!rule.empty()) report_.add(rule, url);
  }

  void judge_date(const markup::JsonScalar& date) {
    if (base::trim(date.text).empty()) return;
    item_.has_date = true;
    for (const std::string_view rule :
         {broken_by_date(date.text, DateStandard::rfc3339),
          broken_by_moment(date.text, DateStandard::rfc3339, document_.now)}) {
      if (!rule.empty()) report_.add(rule, date.text);
    }
  }

  // JSON Feed 1.1, "Attachments": url and mime_type are required.
  void end_attachment() {
    const std::string& url = attachment_.url;
    const std::string& type = attachment_.type;
    if (const auto rule = broken_by_file(url); !rule.empty()) report_.add(rule, url);
    if (const auto rule = broken_by_type(type); !rule.empty()) {
      report_.add(rule, type.empty() ? url : type);
    }
  }

  void end_item() {
    if (item_.id.empty()) report_.add("json-id-missing");
    if (!item_.has_content) report_.add("json-content-missing", item_.id);
    if (!item_.has_date) report_.add("item-date-missing", item_.id);
    if (!item_.has_authors) ++without_author_;
    is_in_item_ = false;
    report_.speak_of({});
  }

  void end_feed() {
    if (!feed_.has_version) report_.add("json-version-missing");
    if (!feed_.has_title) report_.add("feed-title-missing");
    if (!feed_.has_authors && without_author_ > 0) report_.add("author-unnamed");
    if (feed_.language.empty()) {
      report_.add("feed-language-missing");
    } else if (!base::equals_ignoring_case(text::language_tag(feed_.language), feed_.language)) {
      report_.add("feed-language-invalid", feed_.language);
    }
    judge_self();
  }

  void judge_self() {
    if (feed_.feed_url.empty()) {
      report_.add("feed-self-missing");
    } else if (!document_.url.empty() && base::resolve_url(feed_.feed_url, document_.url) !=
                                             base::resolve_url(document_.url, {})) {
      report_.add("feed-self-elsewhere", feed_.feed_url);
    }
  }

  const Document& document_;
  Report& report_;
  std::vector<Place> places_;
  Members feed_;
  Members item_;
  Attachment attachment_;
  bool is_in_item_ = false;
  std::size_t items_ = 0;
  std::size_t without_author_ = 0;
};

}  // namespace

void lint_json(std::string_view text, const Document& document, Report& report) {
  constexpr int kDeepest = 100;
  JsonLint lint(document, report);
  if (document.bytes.starts_with("\xEF\xBB\xBF")) report.add_at(0, "json-byte-order-mark", {});
  const auto damage = markup::read_json(text, kDeepest, lint);
  report.speak_of({});
  if (!damage) return;
  if (damage->at_end) {
    report.add_at(damage->offset, "document-cut", "it ends before its last bracket");
  } else {
    report.add_at(damage->offset, "json-malformed", {});
  }
}

}  // namespace syndic::lint
