// SPDX-License-Identifier: MIT
#include "lint/document/singles.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"

namespace syndic::lint {
namespace {

// RSS 2.0 and RFC 4287 §4.1.1 and §4.1.2. Of "link" Atom has many.
constexpr auto kSingles = std::to_array<std::string_view>(
    {"title",     "description", "language",  "pubdate",   "lastbuilddate", "ttl",
     "guid",      "id",          "updated",   "published", "content",       "summary",
     "subtitle",  "rights",      "copyright", "link",      "author",        "comments",
     "source",    "generator",   "icon",      "logo",      "image",         "managingeditor",
     "webmaster", "docs",        "cloud",     "skiphours", "skipdays",      "textinput"});

// Of these Atom has many.
bool is_many_in_atom(std::string_view name) { return name == "link" || name == "author"; }

// RFC 4287 §4.1.1 and §4.1.2: alternates differ in type or hreflang. Empty: the link is none.
std::string kind_of_alternate(const Field& field, markup::XmlDocument& document) {
  if (field.space != parse::Ns::atom || field.name != "link") return {};
  const std::string rel = document.attribute(field.node, "rel");
  if (!rel.empty() && rel != "alternate") return {};
  return "alternate " + document.attribute(field.node, "type") + ' ' +
         document.attribute(field.node, "hreflang");
}

// Apple's elements, of which a show or an episode has one each, but for categories.
void judge_podcast(const FieldList& element, Report& report) {
  std::unordered_set<std::string> names;
  for (const Field& field : element.fields) {
    if (field.space != parse::Ns::itunes || base::equals_ignoring_case(field.name, "category")) {
      continue;
    }
    if (!names.insert(base::lower(field.name)).second) {
      report.add(field.node, "element-twice", field.node.name());
    }
  }
}

void judge_alternates(const FieldList& element, const XmlFeed& feed, Report& report) {
  std::unordered_set<std::string> kinds;
  for (const Field& field : element.fields) {
    std::string kind = kind_of_alternate(field, feed.document);
    if (!kind.empty() && !kinds.insert(std::move(kind)).second) {
      report.add(field.node, "element-twice", "link rel=\"alternate\"");
    }
  }
}

}  // namespace

void judge_singles(const FieldList& element, const XmlFeed& feed, Report& report) {
  const bool is_atom = feed.is_atom();
  std::bitset<kSingles.size()> seen;
  for (const Field& field : element.fields) {
    if (field.space != feed.own()) continue;
    const auto single = std::ranges::find_if(kSingles, [&](std::string_view name) {
      return base::equals_ignoring_case(name, field.name);
    });
    if (single == kSingles.end() || (is_atom && is_many_in_atom(*single))) continue;
    const auto place = static_cast<std::size_t>(single - kSingles.begin());
    if (seen.test(place)) report.add(field.node, "element-twice", field.name);
    seen.set(place);
  }
  if (is_atom) judge_alternates(element, feed, report);
  judge_podcast(element, report);
}

}  // namespace syndic::lint
