// SPDX-License-Identifier: MIT
//
// What the three formats must agree on about a document and its entries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

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

/// Whom to credit: the document's source of that id, else the feed that the item itself names.
[[nodiscard]] std::optional<model::Source> credited_source(const Document& document,
                                                           const Entry& entry);

/// The name, else the mail address, else the URL.
[[nodiscard]] const std::string& shown_name(const model::Person& person);

/// The label, else the term.
[[nodiscard]] const std::string& shown_name(const model::Category& category);

}  // namespace syndic::write
