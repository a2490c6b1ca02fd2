// SPDX-License-Identifier: MIT
#include "parse/lists/opml.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/toml_text.h"
#include "base/url.h"
#include "base/utf8.h"
#include "markup/xml/document.h"
#include "parse/lists/groups.h"
#include "parse/lists/list_xml.h"
#include "parse/lists/reader_settings.h"
#include "parse/lists/rules.h"

namespace syndic::parse {
namespace {

constexpr int kDeepestOutline = 60;
constexpr std::size_t kMostListNodes = 200'000;
constexpr std::size_t kMostAttributes = 200;   // Of an outline.
constexpr std::size_t kMostDeclarations = 30;  // Of an element.
constexpr std::size_t kLongestListText = 2'000;
constexpr std::size_t kLongestSetting = 12'000;  // A line of the configuration has 16 KiB.

markup::XmlRole outline_role(std::string_view /*name*/) { return markup::XmlRole::none; }

class OpmlReader {
 public:
  OpmlReader(markup::XmlDocument& document, std::size_t most_notes)
      : document_(document), most_notes_(most_notes) {}

  Result<model::SourceList> read() {
    const pugi::xml_node opml = child_called(document_.root(), "opml");
    if (!opml) return fail(Errc::unknown_format, "is no OPML list");
    const pugi::xml_node title = child_called(child_called(opml, "head"), "title");
    list_.title = line(document_.text(title));
    read_outlines(child_called(opml, "body"), {});
    if (list_.sources.empty()) return fail(Errc::unknown_format, "names no source");
    return std::move(list_);
  }

 private:
  static std::string line(std::string_view text) {
    return base::fold_spaces(base::utf8_prefix(text, kLongestListText));
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
        ++list_.left_out;
        note(source.name + " is at " + base::public_url(given) +
             ", which is no http or https address");
      }
    }
    const std::string site = document_.attribute(outline, "htmlUrl");
    if (base::is_http_url(site)) source.site = site;
    read_settings(outline, source);
    return source;
  }

  // Attributes with a prefix: ours, and those of the readers that are known.
  void read_settings(pugi::xml_node outline, model::ListedSource& source) {
    ReaderSettings freshrss;
    ReaderSettings miniflux;
    ReaderSettings bare;  // Of Miniflux, too, which wrote them without its namespace.
    std::size_t count = 0;
    for (const pugi::xml_attribute each : outline.attributes()) {
      const std::string_view name = each.name();
      const std::size_t colon = name.find(':');
      if (++count > kMostAttributes) break;
      const bool is_bare = colon == std::string_view::npos;
      if (name.starts_with("xmlns:") || (is_bare && !is_miniflux_setting(name))) continue;
      const std::string uri =
          is_bare ? std::string() : namespace_of(outline, name.substr(0, colon));
      std::pair<std::string, std::string> setting(is_bare ? name : name.substr(colon + 1),
                                                  document_.value(each));
      const bool is_ours = uri == kListNamespace;
      if (setting.second.size() > (is_ours ? kLongestSetting : kLongestListText)) {
        note(source.name + ": " + setting.first + " is too long and left out");
      } else if (is_ours) {
        source.settings.push_back(std::move(setting));
      } else if (uri == kFreshRssNamespace) {
        freshrss.push_back(std::move(setting));
      } else if (uri == kMinifluxNamespace) {
        miniflux.push_back(std::move(setting));
      } else if (is_bare) {
        bare.push_back(std::move(setting));
      }
    }
    if (source.url.empty()) return note_dynamic(source, freshrss);
    const std::string type = document_.attribute(outline, "type");
    if (!freshrss.empty() || type.find('+') != std::string::npos) {
      take_in(read_freshrss(type, freshrss, source), source);
    }
    if (miniflux.empty()) miniflux = std::move(bare);
    if (!miniflux.empty()) take_in(read_miniflux(miniflux, source), source);
  }

  // A folder that FreshRSS fills from another list.
  void note_dynamic(const model::ListedSource& folder, const ReaderSettings& freshrss) {
    for (const auto& [name, value] : freshrss) {
      if (name != "opmlUrl" || value.empty()) continue;
      note(folder.name + " is filled from a list; write it as [[subscribe]] with opml = " +
           base::toml_string(base::public_url(value)));
    }
  }

  void take_in(const ReaderNotes& notes, model::ListedSource& source) {
    const std::string name = source.name.empty() ? base::public_url(source.url) : source.name;
    for (const std::string& words : notes.lines) note(std::string(name).append(": ").append(words));
    if (notes.is_source) return;
    ++list_.left_out;
    source.url.clear();
    source.settings.clear();
  }

  // What the prefix stands for there: it may be declared above, or not at all.
  std::string namespace_of(pugi::xml_node node, std::string_view prefix) {
    const std::string wanted = "xmlns:" + std::string(prefix);
    for (; node; node = node.parent()) {
      std::size_t count = 0;
      for (const pugi::xml_attribute each : node.attributes()) {
        if (++count > kMostDeclarations) break;
        if (each.name() == wanted) return document_.value(each);
      }
    }
    return {};
  }

  void add(model::ListedSource source) {
    if (list_.sources.size() == kMostListed) {
      ++list_.left_out;
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
    add_groups(std::move(source.groups), list_.sources[known->second].groups);
  }

  void note(const std::string& words) {
    if (list_.notes.size() < most_notes_) list_.notes.push_back(base::printable_line(words));
  }

  markup::XmlDocument& document_;
  std::size_t most_notes_;
  model::SourceList list_;
  std::map<std::string, std::size_t> place_of_;  ///< In list_.sources, by URL.
  bool is_full_ = false;
};

}  // namespace

Result<model::SourceList> read_opml(std::string_view bytes, std::string_view content_type,
                                    std::size_t most_notes) {
  const auto document =
      read_list_xml(bytes, content_type, outline_role, kDeepestOutline, kMostListNodes);
  auto list = OpmlReader(*document, most_notes).read();
  if (document->entities_overflowed()) {
    return fail(Errc::too_large, "the entities that the list declares grow without bound");
  }
  return list;
}

}  // namespace syndic::parse
