// SPDX-License-Identifier: MIT
#include "write/feed/opml.h"

#include <map>

#include "base/url.h"
#include "write/feed/xml_tree.h"

namespace syndic::write {
namespace {

// "What is an outline?": each must have a text.
pugi::xml_node add_outline(pugi::xml_node parent, const std::string& text) {
  pugi::xml_node outline = parent.append_child("outline");
  set(outline, "text", text);
  return outline;
}

// "Subscription lists": the type is rss whatever the feed's format is; readers may take the name
// from text or from title.
void add_subscription(pugi::xml_node parent, const model::Source& source) {
  pugi::xml_node outline = add_outline(parent, source.name);
  set(outline, "title", source.name);
  set(outline, "type", "rss");
  set(outline, "xmlUrl", source.feed_url);
  if (base::is_http_url(source.home_page_url)) set(outline, "htmlUrl", source.home_page_url);
  set_unless_empty(outline, "language", source.language);
}

void add_head(pugi::xml_node opml, const SourceList& list) {
  pugi::xml_node head = opml.append_child("head");
  add_text(head, "title", list.title);
  add_unless_empty(head, "ownerName", list.owner.name);
  add_unless_empty(head, "ownerEmail", list.owner.email);
  add_text(head, "docs", "http://opml.org/spec2.opml");
}

}  // namespace

std::string render_opml(const SourceList& list) {
  pugi::xml_document document;
  pugi::xml_node opml = document.append_child("opml");
  set(opml, "version", "2.0");
  add_head(opml, list);
  pugi::xml_node body = opml.append_child("body");
  std::map<std::string, pugi::xml_node> folders;
  for (const model::Source& source : list.sources) {
    if (source.groups.empty()) add_subscription(body, source);
    for (const std::string& group : source.groups) {
      const auto [folder, is_new] = folders.try_emplace(group);
      if (is_new) folder->second = add_outline(body, group);
      add_subscription(folder->second, source);
    }
  }
  if (list.sources.empty()) add_outline(body, list.title);
  return serialize(document);
}

std::string render_settings_opml(const std::string& title,
                                 const std::vector<OutlinedSource>& sources) {
  pugi::xml_document document;
  pugi::xml_node opml = document.append_child("opml");
  set(opml, "version", "2.0");
  set(opml, "xmlns:syndic", kSettingsNamespace);
  add_head(opml, {.title = title, .owner = {}, .sources = {}});
  pugi::xml_node body = opml.append_child("body");
  std::map<std::string, pugi::xml_node> folders;
  for (const OutlinedSource& source : sources) {
    pugi::xml_node parent = body;
    if (!source.folder.empty()) {
      const auto [folder, is_new] = folders.try_emplace(source.folder);
      if (is_new) folder->second = add_outline(body, source.folder);
      parent = folder->second;
    }
    pugi::xml_node outline = add_outline(parent, source.name);
    set(outline, "title", source.name);
    if (!source.url.empty()) set(outline, "type", "rss");
    set_unless_empty(outline, "xmlUrl", source.url);
    set_unless_empty(outline, "htmlUrl", source.home_page);
    for (const auto& [key, text] : source.settings) set(outline, ("syndic:" + key).c_str(), text);
  }
  if (sources.empty()) add_outline(body, title);
  return serialize(document);
}

}  // namespace syndic::write
