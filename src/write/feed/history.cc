// SPDX-License-Identifier: MIT
#include "write/feed/history.h"

#include <string>

#include "base/time_format.h"
#include "write/feed/xml_tree.h"

namespace syndic::write {
namespace {

void link_to(pugi::xml_node feed, const char* rel, const std::string& url) {
  if (url.empty()) return;
  pugi::xml_node link = feed.append_child("link");
  set(link, "rel", rel);
  set(link, "type", "application/atom+xml");
  set(link, "href", url);
}

}  // namespace

void declare_history(pugi::xml_node feed, const Document& document) {
  if (document.history.is_archive) {
    set(feed, "xmlns:fh", "http://purl.org/syndication/history/1.0");
  }
  if (!document.deleted.empty()) set(feed, "xmlns:at", "http://purl.org/atompub/tombstones/1.0");
}

void add_history(pugi::xml_node feed, const Document& document) {
  const History& history = document.history;
  link_to(feed, "current", history.current);
  link_to(feed, "prev-archive", history.prev_archive);
  link_to(feed, "next-archive", history.next_archive);
  if (history.is_archive) feed.append_child("fh:archive");
  for (const model::Tombstone& tombstone : document.deleted) {
    if (!tombstone.when) continue;  // RFC 6721 §3: it must have one.
    pugi::xml_node element = feed.append_child("at:deleted-entry");
    set(element, "ref", tombstone.id);
    set(element, "when", base::format_rfc3339(*tombstone.when));
    add_unless_empty(element, "at:comment", tombstone.comment);
  }
}

}  // namespace syndic::write
