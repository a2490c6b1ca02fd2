// SPDX-License-Identifier: MIT
#include "parse/lists/opml.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/url.h"
#include "markup/charset/encoding.h"
#include "markup/xml/document.h"
#include "markup/xml/nodes.h"

namespace syndic::parse {
namespace {

constexpr int kDeepestOutline = 60;
constexpr std::size_t kMostListNodes = 200'000;
constexpr std::size_t kMostListNotes = 20;
constexpr std::size_t kLongestListText = 2'000;

markup::XmlRole outline_role(std::string_view /*name*/) { return markup::XmlRole::none; }

bool is_called(pugi::xml_node element, std::string_view name) {
  return base::equals_ignoring_case(element.name(), name);
}

pugi::xml_node child_called(pugi::xml_node parent, std::string_view name) {
  return parent.find_child([&](pugi::xml_node child) { return is_called(child, name); });
}

// http for feed://host, and what follows feed: for feed:https://host.
std::string without_feed_scheme(const std::string& url) {
  if (!base::starts_with_ignoring_case(url, "feed:")) return url;
  const std::string rest = url.substr(5);
  return rest.starts_with("//") ? "http:" + rest : rest;
}

class OpmlReader {
 public:
  explicit OpmlReader(markup::XmlDocument& document) : document_(document) {}

  Result<model::SourceList> read() {
    const pugi::xml_node opml = child_called(document_.root(), "opml");
    if (!opml) return fail(Errc::unknown_format, "is no OPML list");
    for (const pugi::xml_attribute each : opml.attributes()) {
      constexpr std::string_view kDeclares = "xmlns:";
      const std::string_view name = each.name();
      if (name.starts_with(kDeclares) && document_.value(each) == kListNamespace) {
        prefix_ = std::string(name.substr(kDeclares.size())) + ":";
      }
    }
    const pugi::xml_node title = child_called(child_called(opml, "head"), "title");
    list_.title = line(document_.text(title));
    read_outlines(child_called(opml, "body"), {});
    if (list_.sources.empty()) return fail(Errc::unknown_format, "is OPML that names no source");
    return std::move(list_);
  }

 private:
  static std::string line(std::string_view text) {
    return base::fold_spaces(text.substr(0, kLongestListText));
  }

  // Recursion is bounded by the document's depth.
  void read_outlines(pugi::xml_node parent, const std::vector<std::string>& folders) {
    for (const pugi::xml_node outline : parent.children()) {
      if (!is_called(outline, "outline")) continue;
      model::ListedSource source = source_of(outline);
      if (!source.url.empty() || !source.settings.empty()) {
        source.groups = folders;
        add(std::move(source));
      } else if (outline.first_child()) {
        std::vector<std::string> inner = folders;
        std::string name = name_of(outline);
        if (!name.empty() && std::ranges::find(inner, name) == inner.end()) {
          inner.push_back(std::move(name));
        }
        read_outlines(outline, inner);
      }
    }
  }

  std::string name_of(pugi::xml_node outline) {
    std::string name = line(document_.attribute(outline, "title"));
    return name.empty() ? line(document_.attribute(outline, "text")) : name;
  }

  model::ListedSource source_of(pugi::xml_node outline) {
    model::ListedSource source{
        .name = name_of(outline), .url = {}, .site = {}, .groups = {}, .settings = {}};
    const std::string given = document_.attribute(outline, "xmlUrl");
    if (!given.empty()) {
      const std::string url = without_feed_scheme(given);
      if (base::is_http_url(url)) {
        source.url = url;
      } else {
        note(source.name + " is at " + given + ", which is no http or https address");
      }
    }
    const std::string site = document_.attribute(outline, "htmlUrl");
    if (base::is_http_url(site)) source.site = site;
    if (prefix_.empty()) return source;
    for (const pugi::xml_attribute each : outline.attributes()) {
      const std::string_view name = each.name();
      if (!name.starts_with(prefix_)) continue;
      source.settings.emplace_back(name.substr(prefix_.size()), document_.value(each));
    }
    return source;
  }

  void add(model::ListedSource source) {
    if (list_.sources.size() == kMostListed) {
      if (!is_full_) note("names more than " + std::to_string(kMostListed) + " sources");
      is_full_ = true;
      return;
    }
    if (source.url.empty()) {
      list_.sources.push_back(std::move(source));
      return;
    }
    const auto [known, is_new] = place_of_.emplace(source.url, list_.sources.size());
    if (is_new) {
      list_.sources.push_back(std::move(source));
      return;
    }
    std::vector<std::string>& groups = list_.sources[known->second].groups;
    for (std::string& group : source.groups) {
      if (std::ranges::find(groups, group) == groups.end()) groups.push_back(std::move(group));
    }
  }

  void note(const std::string& words) {
    if (list_.notes.size() < kMostListNotes) list_.notes.push_back(base::printable_line(words));
  }

  markup::XmlDocument& document_;
  std::string prefix_;  ///< Of attributes in kListNamespace, with its colon; empty: there are none.
  model::SourceList list_;
  std::map<std::string, std::size_t> place_of_;  ///< In list_.sources, by URL.
  bool is_full_ = false;
};

}  // namespace

Result<model::SourceList> read_opml(std::string_view bytes, std::string_view content_type) {
  std::string text = markup::decode_text(bytes, content_type).text;
  text.resize(markup::length_of_nodes(text, kMostListNodes));
  std::optional<markup::XmlDocument> document;
  document.emplace(text, kDeepestOutline);
  if (document->damage()) {
    document.emplace(markup::repair_xml(text, outline_role, kDeepestOutline));
  }
  auto list = OpmlReader(*document).read();
  if (document->entities_overflowed()) {
    return fail(Errc::too_large, "the entities that the list declares grow without bound");
  }
  return list;
}

}  // namespace syndic::parse
