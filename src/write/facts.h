// SPDX-License-Identifier: MIT
//
// What the three formats must agree on about a document and its entries.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "write/feed_writer.h"

namespace syndic::write {

/// Document::id where it is an IRI, else the self URL, else a name-based urn of home page and
/// title.
[[nodiscard]] std::string feed_id(const Document& document, std::string_view self_url);

/// What to call the feed where a name must be there: its title, else its home page, else
/// "Untitled".
[[nodiscard]] std::string feed_name(const Document& document);

/// The latest date that the document knows of: its own, else its entries'. Nothing: none is dated.
[[nodiscard]] std::optional<model::Timestamp> newest_date(const Document& document);

/// The item's id, else its link, else a name-based urn of what else it has.
[[nodiscard]] std::string entry_id(const model::Item& item);

/// What the item says, in one line of at most `max_characters`: its summary, else its text, cut as
/// text::excerpt() cuts.
[[nodiscard]] std::string excerpt_of(const model::Item& item, std::size_t max_characters);

/// What to call the item where a name must be there: its title, else its first words, else what it
/// carries is called, else its link; empty where it has nothing of these. JSON Feed and RSS leave a
/// title out instead.
[[nodiscard]] std::string entry_name(const model::Item& item);

/// The summary as the document has it: whole, or, where Document::is_published, of at most 280
/// characters, unless it is all that the item says.
[[nodiscard]] model::Text summary_of(const Document& document, const model::Item& item);

/// Whether the file is audio or video, by its media type.
[[nodiscard]] bool is_playable(const model::Enclosure& enclosure);

/// The one file of an item that RSS has room for: the first that is playable, else the first; null
/// if there is none.
[[nodiscard]] const model::Enclosure* main_enclosure(const model::Item& item);

/// Whom to credit: the document's source of that id, else the feed that the item itself names.
[[nodiscard]] std::optional<model::Source> credited_source(const Document& document,
                                                           const Entry& entry);

/// Where another source has an entry, and what it is called.
struct Via {
  std::string href;
  std::string title;
};

/// What Atom's link relation "via" (RFC 4287 §4.2.7.2) leads to: the feed that the item's source
/// took it from; then one for each other source: its
/// page of the entry where that is another one, else its feed, else its home page. Each address
/// once.
[[nodiscard]] std::vector<Via> vias(const Document& document, const Entry& entry);

/// The name, else the mail address, else the URL.
[[nodiscard]] const std::string& shown_name(const model::Person& person);

/// The label, else the term.
[[nodiscard]] const std::string& shown_name(const model::Category& category);

/// "read", "watch" or "listen", as feeds and themes name it.
[[nodiscard]] std::string_view kind_name(model::Kind kind);

/// Fills in what readers would otherwise fill in by themselves, each in its own way. An entry
/// without an author gets its source as one, as readers would show the network; one without a title
/// is called by its first words (entry_name()); and its kind becomes a category of the scheme
/// model::kKindScheme, so that readers show it and can filter by it.
void fit_for_readers(Document& document);

}  // namespace syndic::write
