// SPDX-License-Identifier: MIT
#include "parse/authored/front_foreign.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/ascii.h"

namespace syndic::parse {
namespace {

using Names = std::initializer_list<std::string_view>;

constexpr auto kForeignKeys = std::to_array<std::string_view>(
    {// With a meaning, see ForeignTaker.
     "lastmod", "last_modified_at", "modified", "publishDate", "expiryDate", "description",
     "excerpt", "authors", "categories", "category", "keywords", "tag", "images", "cover",
     "featured_image", "thumbnail", "published", "url", "permalink",
     // Without one here.
     "linkTitle", "subtitle", "slug", "layout", "type", "weight", "aliases", "toc", "comments",
     "math", "menu", "menus", "cascade", "outputs", "resources", "markup", "sitemap", "headless",
     "isCJKLanguage", "series", "lang", "nav_order", "parent", "sidebar", "tagline", "header",
     "redirect_from", "params", "build", "translationKey", "unpublishDate",
     // Of widespread themes.
     "featured", "pin", "hidden", "hiddenFromHomePage", "hiddenFromSearch", "searchHidden",
     "lightgallery", "mathjax", "katex", "showToc", "tocOpen", "hideMeta", "hideSummary",
     "disableShare", "showReadingTime", "showBreadCrumbs", "showPostNavLinks", "showShareButtons",
     "editPost", "canonicalURL", "canonical_url", "featuredImage", "featuredImagePreview",
     "resources", "license", "licence", "robots", "seo", "related", "plugins", "css", "js",
     "locale", "language", "timezone", "guid", "post_id", "status", "format", "template"});

// "/:year/:title/" is a pattern and no address.
bool has_placeholder(std::string_view path) {
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    if (path[i] == ':' && base::is_alpha(path[i + 1])) return true;
  }
  return false;
}

bool is_address(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (base::starts_with_ignoring_case(text, scheme)) {
      return !has_placeholder(text.substr(scheme.size()));
    }
  }
  return text.starts_with('/') && !has_placeholder(text);
}

// Calls `take` with each part of `text` between characters of `separators`.
template <class Take>
void split_at(std::string_view text, std::string_view separators, Take take) {
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find_first_of(separators));
    take(part);
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
}

class ForeignTaker {
 public:
  ForeignTaker(const FrontTable& table, FrontFields& fields, FrontMatter& front)
      : table_(table), fields_(fields), front_(front) {}

  void take() {
    take_dates();
    take_summary();
    if (!is_said("author")) take_authors();
    take_tags();
    if (!is_said("image")) take_image();
    if (!is_said("link")) take_link();
    if (!is_said("draft")) take_published();
  }

 private:
  // What the table says under that key; null if it says nothing.
  [[nodiscard]] const FrontValue* said(std::string_view key) const {
    const FrontValue* const value = find_member(table_, key);
    return value == nullptr || value->as<std::monostate>() != nullptr ? nullptr : value;
  }
  [[nodiscard]] bool is_said(std::string_view key) const { return said(key) != nullptr; }

  // The date of the first of `keys` that is there; wrong ones of the others are mistakes too.
  std::optional<model::Timestamp> first_date(Names keys) {
    std::optional<model::Timestamp> first;
    for (const std::string_view key : keys) {
      std::optional<model::Timestamp> date;
      if (const FrontValue* const value = said(key)) fields_.date(key, *value, date);
      if (!first) first = date;
    }
    return first;
  }

  void take_dates() {
    const auto updated = first_date({"lastmod", "last_modified_at", "modified"});
    if (!is_said("updated")) front_.updated = updated;
    const auto expires = first_date({"expiryDate", "unpublishDate"});
    if (!is_said("expires")) front_.expires = expires;
    const auto publish = first_date({"publishDate"});
    if (publish && (!front_.date || *publish > *front_.date)) front_.date = publish;
  }

  void take_summary() {
    for (const std::string_view key : {"description", "excerpt"}) {
      const FrontValue* const value = said(key);
      if (value != nullptr && front_.summary.empty()) front_.summary = line_of(*value);
    }
  }

  void take_authors() {
    if (const FrontValue* const value = said("authors")) {
      fields_.persons("authors", *value, front_.authors);
    }
  }

  void take_tags() {
    std::set<std::string> known;
    for (const std::string& tag : front_.tags) known.insert(base::lower(tag));
    const auto add = [&](std::string_view tag) {
      tag = base::trim(tag);
      if (!tag.empty() && known.insert(base::lower(tag)).second) front_.tags.emplace_back(tag);
    };
    const auto add_all = [&](std::string_view key, std::string_view separators) {
      const FrontValue* const value = said(key);
      if (value == nullptr) return;
      const bool is_list = value->as<FrontList>() != nullptr;
      each_of(*value, [&](const FrontValue& each) {
        split_at(line_of(each), is_list ? "" : separators, add);
      });
    };
    add_all("categories", " ");
    add_all("category", "");
    add_all("keywords", ",");
    add_all("tag", "");
  }

  // The first text of a value: of a list the first of its texts, of a table that of its `member`.
  static std::string first_line(const FrontValue& value, std::string_view member) {
    std::string line;
    each_of(value, [&](const FrontValue& each) {
      if (!line.empty()) return;
      const auto* table = each.as<FrontTable>();
      const FrontValue* const inner = table != nullptr ? find_member(*table, member) : &each;
      if (inner != nullptr) line = line_of(*inner);
    });
    return line;
  }

  void take_image() {
    for (const std::string_view key : {"images", "cover", "featured_image", "thumbnail"}) {
      const FrontValue* const value = said(key);
      if (value != nullptr && front_.image.empty()) front_.image = first_line(*value, "image");
    }
  }

  void take_link() {
    for (const std::string_view key : {"url", "permalink"}) {
      const FrontValue* const value = said(key);
      const std::string line = value != nullptr ? line_of(*value) : std::string();
      if (front_.link.empty() && is_address(line)) front_.link = line;
    }
  }

  void take_published() {
    bool is_published = true;
    if (const FrontValue* const value = said("published")) {
      fields_.flag("published", *value, is_published);
    }
    front_.draft = !is_published;
  }

  const FrontTable& table_;
  FrontFields& fields_;
  FrontMatter& front_;
};

}  // namespace

bool is_foreign_key(std::string_view key) {
  return std::any_of(kForeignKeys.begin(), kForeignKeys.end(), [&](std::string_view known) {
    return base::equals_ignoring_case(key, known);
  });
}

void take_foreign(const FrontTable& table, FrontFields& fields, FrontMatter& front) {
  ForeignTaker(table, fields, front).take();
}

}  // namespace syndic::parse
