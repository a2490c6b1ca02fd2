// SPDX-License-Identifier: MIT
//
// Stage 5: items as the standards write them. Rendering is pure: the same document has the same
// bytes, whenever it is written.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/feed.h"
#include "model/item.h"
#include "model/source.h"
#include "write/options.h"

namespace syndic::write {

/// Another source of an item.
struct AlsoIn {
  std::string source_id;  ///< Key into Document::sources.
  std::string url;        ///< Its page of the item; empty: the entry's own, or none.
};

/// An item as it is published: normalised, with the source to credit.
struct Entry {
  model::Item item;
  std::string source_id;  ///< Key into Document::sources; empty: none to credit.
  std::vector<AlsoIn> also_in;
  bool came_late = false;                     ///< Pages alone: first seen long after its date.
  std::optional<model::Timestamp> corrected;  ///< Pages alone: when its words last changed.
};

/// A document's neighbours in its feed's history (RFC 5005 §4). URLs; empty: there is none.
struct History {
  bool is_archive = false;   ///< Else it is the subscription document.
  std::string current;       ///< Of an archive: the subscription document.
  std::string prev_archive;  ///< Older entries · JSON next_url.
  std::string next_archive;  ///< Newer entries.
};

/// What `parse` found out about the bytes; only JSON has a place for it.
struct Provenance {
  std::string format;  ///< "rss2.0", "atom1.0" …
  std::string encoding;
  std::vector<std::string> warnings;
};

/// One feed to publish, format-free.
struct Document {
  std::string id;  ///< atom:id; empty: the self URL of the Atom file, else a name-based urn.
  std::string title;
  std::string subtitle;
  std::string home_page_url;
  std::string language;
  std::string time_zone;  ///< IANA name; of the dates that people read.
  std::string rights;
  std::string icon;     ///< Large: RSS image, atom:logo, JSON icon.
  std::string favicon;  ///< Small: atom:icon, JSON favicon.
  std::vector<model::Person> authors;
  std::vector<std::string> hubs;
  std::string generator;       ///< "syndic 0.1.0"; empty: none named.
  std::string about_url;       ///< Describes `_syndic` in JSON; empty: left out.
  std::string stylesheet_url;  ///< CSS for browsers that show the XML; empty: none.
  std::optional<model::Timestamp>
      updated;  ///< Newest change among the entries; absent: none known.
  History history;
  std::vector<model::Tombstone> deleted;  ///< Entries that were taken back, newest first.
  std::vector<Entry> entries;             ///< In their order in the feed.
  /// Made for subscribers: the summary of an item with a content is cut to 280 characters, and
  /// without a content it is JSON's content_text, as some readers show nothing else.
  bool is_published = false;
  std::optional<Podcast> podcast;  ///< Of a feed that is made to be one, once it has an episode.
  std::map<std::string, model::Source> sources;
  std::optional<Provenance> provenance;
};

/// The document in one format (RSS 2.0 with the RSS Advisory Board's profile, RFC 4287, JSON Feed
/// 1.1), UTF-8. `self_url` is the address of this file; if empty, no self link is written.
/// Characters that XML 1.0 forbids are removed in all formats, and square brackets in URLs outside
/// of their hosts are percent-encoded.
[[nodiscard]] std::string render(const Document& document, Format format,
                                 std::string_view self_url);

/// render(document, Format::json, self_url) on one line, with a line break at its end.
[[nodiscard]] std::string render_json_line(const Document& document, std::string_view self_url);

/// "rss2.0", "atom1.0" …, as in Provenance::format.
[[nodiscard]] std::string_view format_name(model::Format format);

/// "rss", "atom", "json": the file name's ending and the name on the command line.
[[nodiscard]] std::string_view extension(Format format);

}  // namespace syndic::write
