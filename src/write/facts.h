// SPDX-License-Identifier: MIT
//
// What the three formats must agree on about a document and its entries, and what readers see of an
// item in each of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "write/feed_writer.h"

namespace syndic::write {

/// Document::id if it is an IRI, else the self URL, else a name-based urn of home page and
/// title.
[[nodiscard]] std::string feed_id(const Document& document, std::string_view self_url);

/// The feed's name where one is required: its title, else its home page, else "Untitled".
[[nodiscard]] std::string feed_name(const Document& document);

/// The document's own date, else the latest of its entries; nullopt if it has none.
[[nodiscard]] std::optional<model::Timestamp> newest_date(const Document& document);

/// The item's id, else its link, else a name-based urn of its title, date and text.
[[nodiscard]] std::string entry_id(const model::Item& item);

/// The item's summary, else its text, as one line of at most `max_characters`, cut by
/// text::excerpt().
[[nodiscard]] std::string excerpt_of(const model::Item& item, std::size_t max_characters);

/// The item's name where one is required: its title, else its first words, else the title of an
/// enclosure, else its link; empty if it has none of these. JSON Feed and RSS leave a title out
/// instead.
[[nodiscard]] std::string entry_name(const model::Item& item);

/// A plain text as HTML: its lines parted by br, without blanks around them, and, if it has
/// several, its paragraphs (parted by empty lines, or such of blanks alone) as p. Begins with "<p>"
/// only then.
[[nodiscard]] std::string html_of_plain(std::string_view plain);

/// The summary to write: whole, or of at most 280 characters if Document::is_published and the item
/// has a content, too.
[[nodiscard]] model::Text summary_of(const Document& document, const model::Item& item);

/// Whether the file is audio or video, by its media type.
[[nodiscard]] bool is_playable(const model::Enclosure& enclosure);

/// The one file of an item that RSS has room for: the first that is playable, else the first; null
/// if there is none.
[[nodiscard]] const model::Enclosure* main_enclosure(const model::Item& item);

/// Whom to credit: the document's source of that id, else the feed that the item itself names;
/// nullopt if neither exists.
[[nodiscard]] std::optional<model::Source> credited_source(const Document& document,
                                                           const Entry& entry);

/// The address of an entry at another source, and that source's name.
struct Via {
  std::string href;
  std::string title;
};

/// What Atom's link relation "via" (RFC 4287 §4.2.7.2) leads to: the feed that the item's source
/// took it from; then one for each other source: its page of the entry if that is another page,
/// else its feed, else its home page. Each address once.
[[nodiscard]] std::vector<Via> vias(const Document& document, const Entry& entry);

/// The name, else the mail address, else the URL.
[[nodiscard]] const std::string& shown_name(const model::Person& person);

/// The label, else the term.
[[nodiscard]] const std::string& shown_name(const model::Category& category);

/// A time of the event as RFC 3339 has it: a full-date if it has days, else a date-time.
[[nodiscard]] std::string event_time(const model::Event& event, model::Timestamp time);

/// "read", "watch" or "listen", as feeds and themes name it.
[[nodiscard]] std::string_view kind_name(model::Kind kind);

/// Fills in what readers would otherwise fill in by themselves, each in its own way. An entry
/// without an author gets its source as one, as readers would show the network; one without a title
/// is called by its first words (entry_name()); its text, else its summary, begins with when and
/// where the event is that it tells of, which few readers show; and its kind becomes a category of
/// the scheme model::kKindScheme, so that readers show it and can filter by it.
void fit_for_readers(Document& document);

}  // namespace syndic::write
