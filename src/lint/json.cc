// SPDX-License-Identifier: MIT
//
// JSON Feed 1.1 by its letter (https://www.jsonfeed.org/version/1.1/).
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "lint/checks.h"
#include "lint/dates.h"
#include "lint/links.h"
#include "markup/json_reader.h"
#include "text/language.h"

namespace syndic::lint {
namespace {

// What of an object is there; the first object is the feed, those in its "items" are items.
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

class JsonLint : public markup::JsonVisitor {
 public:
  JsonLint(const Document& document, Report& report) : document_(document), report_(report) {}

  bool enter(std::string_view key, bool is_object) override {
    const bool is_feed = depth_ == 0 && is_object;
    const bool is_items = depth_ == 1 && !is_object && key == "items";
    const bool is_item = depth_ == 2 && is_object;
    if (!is_feed && !is_items && !is_item) {
      if (key == "authors" || key == "author") members().has_authors = true;
      return false;
    }
    if (is_item) item_ = {};
    ++depth_;
    return true;
  }

  void leave() override {
    --depth_;
    if (depth_ == 2) end_item();
    if (depth_ == 0) end_feed();
  }

  void scalar(std::string_view key, const markup::JsonScalar& value) override {
    Members& of = members();
    const std::string_view text = value.text;
    if (key == "id") of.id = text;
    if (key == "version") of.has_version = text.starts_with("https://jsonfeed.org/version/");
    if (key == "title") of.has_title = !base::trim(text).empty();
    if (key == "feed_url") of.feed_url = text;
    if (key == "language") of.language = text;
    if ((key == "content_html" || key == "content_text") && !text.empty()) of.has_content = true;
    if (depth_ != 3) return;
    if (key == "url" || key == "external_url") judge_link(text);
    if (key == "date_published" || key == "date_modified") judge_date(value);
  }

 private:
  Members& members() { return depth_ == 3 ? item_ : feed_; }

  void judge_link(std::string_view url) {
    const std::string_view rule = broken_by_link(url);
    if (!rule.empty()) report_.add(rule, url);
  }

  void judge_date(const markup::JsonScalar& date) {
    if (base::trim(date.text).empty()) return;
    item_.has_date = true;
    const std::string_view rule = broken_by_date(date.text, DateStandard::rfc3339, document_.now);
    if (!rule.empty()) report_.add(rule, date.text);
  }

  void end_item() {
    if (item_.id.empty()) report_.add("json-id-missing");
    if (!item_.has_content) report_.add("json-content-missing", item_.id);
    if (!item_.has_date) report_.add("item-date-missing", item_.id);
    if (!item_.has_authors) ++without_author_;
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
  int depth_ = 0;
  Members feed_;
  Members item_;
  std::size_t without_author_ = 0;
};

}  // namespace

void lint_json(std::string_view text, const Document& document, Report& report) {
  constexpr int kDeepest = 100;
  JsonLint lint(document, report);
  const auto damage = markup::read_json(text, kDeepest, lint);
  if (damage) report.add_at(damage->offset, "json-malformed", {});
}

}  // namespace syndic::lint
