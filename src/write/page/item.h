// SPDX-License-Identifier: MIT
//
// One item as data for the templates of a theme.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "write/feed_writer.h"
#include "write/page/date.h"
#include "write/theme/theme.h"

namespace syndic::write {

/// What all items of a page need. Borrowed.
struct ItemFrame {
  const Document& document;
  const Labels& labels;
  const DayNames& days;
  std::string language;          ///< Of the page.
  bool images = true;            ///< Whether pictures are shown.
  bool has_source_pages = true;  ///< Whether a source's name leads to its page.
};

/// The names of an item that item.mustache and embed.mustache may use. Its `anchor` is made of its
/// id, so that links to it last; an item that is pinned above has another one there.
[[nodiscard]] View item_view(const ItemFrame& frame, const Entry& entry, bool is_pinned = false);

/// The item's day; if it has no date, Day::iso is empty and Day::name is the label for that.
[[nodiscard]] Day item_day(const ItemFrame& frame, const model::Item& item);

/// The first audio file of an item to listen to that can be played on the page, else null.
[[nodiscard]] const model::Enclosure* audio_of(const model::Item& item);

/// The item's page, else its main file; empty if neither can be linked to.
[[nodiscard]] std::string link_of(const model::Item& item);

/// `label` with `value` in place of "{name}".
[[nodiscard]] std::string filled(std::string label, std::string_view name,
                                 const std::string& value);

/// `text`, or false if it is empty.
[[nodiscard]] View text_or_none(std::string text);

/// `url`, or false if it is not an http or https URL, or longer than 4000 bytes.
[[nodiscard]] View link_or_none(const std::string& url);

}  // namespace syndic::write
