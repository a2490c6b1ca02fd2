// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/url.h"
#include "lint/document/checks.h"
#include "lint/document/enclosures.h"
#include "lint/document/links.h"
#include "lint/document/parts.h"
#include "lint/document/singles.h"
#include "lint/document/vocabulary.h"
#include "parse/xml/values.h"

namespace syndic::lint {
namespace {

using parse::Ns;
using parse::tag;

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, base::is_digit);
}

bool names_author(const FieldList& list) {
  return list.has(Ns::rss, "author") || list.has(Ns::atom, "author") ||
         list.has(Ns::dc, "creator") || list.has(Ns::itunes, "author");
}

class EntryLint {
 public:
  EntryLint(const XmlFeed& feed, const Document& document, Report& report)
      : feed_(feed),
        document_(document),
        report_(report),
        head_has_author_(names_author(feed.head) || feed.head.has(Ns::rss, "managingEditor")) {}

  void judge(const FieldList& item) {
    const bool has_author = head_has_author_ || names_author(item) || item.has(Ns::atom, "source");
    if (!has_author)
      report_.add(item.node, feed_.is_atom() ? "author-missing" : "author-unnamed", {});
    if (feed_.is_atom()) {
      judge_entry(item);
    } else {
      judge_item(item);
    }
    for (const Field& field : item.fields) judge_field(field);
    judge_singles(item, feed_, report_);
    judge_vocabulary(item, feed_, report_);
  }

 private:
  std::string text(pugi::xml_node node) { return feed_.document.text(node); }

  bool says(const FieldList& item, Ns space, std::string_view name) {
    const pugi::xml_node node = item.find(space, name);
    return node && !feed_.document.deep_text(node).empty();
  }

  void judge_entry(const FieldList& entry) {
    if (!says(entry, Ns::atom, "title")) report_.add(entry.node, "entry-title-missing", {});
    if (!says(entry, Ns::atom, "id")) report_.add(entry.node, "entry-id-missing", {});
    const bool is_old = feed_.format == model::Format::atom03;
    if (!says(entry, Ns::atom, is_old ? "modified" : "updated")) {
      report_.add(entry.node, "entry-updated-missing", {});
    }
  }

  void judge_item(const FieldList& item) {
    const bool has_guid = says(item, Ns::rss, "guid") || says(item, Ns::atom, "id");
    if (feed_.format == model::Format::rss20 && !has_guid) {
      report_.add(item.node, "item-id-missing", {});
    }
    const bool is_empty = !says(item, Ns::rss, "title") && !says(item, Ns::rss, "description") &&
                          !item.has(Ns::content, "encoded");
    if (is_empty) report_.add(item.node, "item-empty", {});
  }

  void judge_field(const Field& field) {
    const pugi::xml_node node = field.node;
    switch (tag(field.space, field.name)) {
      case tag(Ns::rss, "link"):
        return judge_link(node, text(node));
      case tag(Ns::atom, "link"):
        return judge_atom_link(node);
      case tag(Ns::rss, "guid"):
        return judge_guid(node);
      case tag(Ns::atom, "id"):
        return judge_atom_id(node, feed_.document, report_);
      case tag(Ns::rss, "enclosure"):
        return judge_enclosure(node);
      case tag(Ns::rss, "description"):
      case tag(Ns::content, "encoded"):
        return judge_escaped(node);
      case tag(Ns::rss, "category"):
        return judge_category(node, text(node));
      case tag(Ns::atom, "category"):
        return judge_category(node, feed_.document.attribute(node, "term"));
      default:
        return judge_part(field, feed_, document_.now, report_);
    }
  }

  void judge_link(pugi::xml_node node, const std::string& url) {
    const std::string_view rule = broken_by_link(url);
    if (!rule.empty()) report_.add(node, rule, url);
  }

  // Atom's references may be relative: xml:base and the document's address are there for them.
  void judge_atom_link(pugi::xml_node node) {
    judge_href(node, feed_.document, report_);
    const std::string href = feed_.document.attribute(node, "href");
    const std::string rel = feed_.document.attribute(node, "rel");
    const bool is_page = rel.empty() || rel == "alternate";
    if (feed_.is_atom() && is_page && broken_by_link(href) != "item-link-relative") {
      judge_link(node, href);
    }
  }

  void judge_guid(pugi::xml_node node) {
    const std::string guid = text(node);
    if (!judge_permalink(node) || guid.empty()) return;
    const bool is_link =
        !base::equals_ignoring_case(feed_.document.attribute(node, "isPermaLink"), "false");
    if (is_link && !base::is_http_url(guid)) {
      report_.add(node, "guid-not-permalink", guid);
    } else if (!is_link && is_weak(guid)) {
      report_.add(node, "item-id-weak", guid);
    }
  }

  // XML tells capitals from small letters, in names and in values. Returns whether the attribute is
  // there by its name in any letters, or is not meant at all.
  bool judge_permalink(pugi::xml_node node) {
    bool is_known = true;
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (!is_meant_as_permalink(name)) continue;
      const std::string value = feed_.document.value(attribute);
      if (name == "isPermaLink" && (value == "true" || value == "false")) continue;
      report_.add(node, "guid-permalink-invalid", std::string(name) + "=\"" + value + '"');
      is_known = is_known && base::equals_ignoring_case(name, "isPermaLink");
    }
    return is_known;
  }

  // "isPermLink", "permalink", "isPermaLnk".
  static bool is_meant_as_permalink(std::string_view name) {
    const std::string letters = base::lower(name);
    return letters.find("perm") != std::string::npos && letters.find(':') == std::string::npos;
  }

  // Another feed has the same number, or the same path.
  static bool is_weak(std::string_view id) {
    constexpr std::size_t kFewDigits = 9;
    return (is_digits(id) && id.size() < kFewDigits) || id.starts_with('/');
  }

  void judge_enclosure(pugi::xml_node node) {
    const std::string url = feed_.document.attribute(node, "url");
    const std::string type = feed_.document.attribute(node, "type");
    const std::string length = feed_.document.attribute(node, "length");
    if (const auto rule = broken_by_file(url); !rule.empty()) report_.add(node, rule, url);
    if (const auto rule = broken_by_type(type); !rule.empty()) {
      report_.add(node, rule, type.empty() ? url : type);
    }
    if (length.empty()) {
      report_.add(node, "enclosure-length-missing", url);
    } else if (!is_digits(length)) {
      report_.add(node, "enclosure-length-invalid", length);
    }
  }

  // RSS has HTML as text; elements are none of it.
  void judge_escaped(pugi::xml_node node) {
    for (const pugi::xml_node child : node.children()) {
      if (child.type() != pugi::node_element) continue;
      report_.add(node, "text-unescaped", '<' + std::string(child.name()) + '>');
      return;
    }
  }

  void judge_category(pugi::xml_node node, const std::string& term) {
    if (term.empty()) report_.add(node, "category-empty", {});
  }

  const XmlFeed& feed_;
  const Document& document_;
  Report& report_;
  bool head_has_author_;
};

}  // namespace

void lint_entries(const XmlFeed& feed, const Document& document, Report& report) {
  EntryLint lint(feed, document, report);
  for (std::size_t place = 0; place < feed.items.size(); ++place) {
    report.speak_of("item " + std::to_string(place + 1));
    lint.judge(feed.items[place]);
  }
  report.speak_of({});
}

}  // namespace syndic::lint
