// SPDX-License-Identifier: MIT
//
// One item as the templates of a theme see it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "write/feed_writer.h"
#include "write/page/date.h"
#include "write/page/theme.h"

namespace syndic::write {

/// What all items of a page are written against. Borrowed.
struct ItemFrame {
  const Document& document;
  const Labels& labels;
  const DayNames& days;
  std::string language;          ///< Of the page.
  bool images = true;            ///< Whether pictures are shown.
  bool has_source_pages = true;  ///< Whether a source's name leads to its page.
};

/// What item.mustache and embed.mustache may name of an item. `number` is its own on the page.
[[nodiscard]] View item_view(const ItemFrame& frame, const Entry& entry, std::size_t number);

/// The item's day; with an empty Day::iso, and the label for that as its name, where it has none.
[[nodiscard]] Day item_day(const ItemFrame& frame, const model::Item& item);

/// Where "{name}" stands in `label`, `value`.
[[nodiscard]] std::string filled(std::string label, std::string_view name, std::size_t value);

/// `text`, or false where it is empty.
[[nodiscard]] View text_or_none(std::string text);

/// `url`, or false where it is no http or https URL, or so long that no honest one is.
[[nodiscard]] View link_or_none(const std::string& url);

}  // namespace syndic::write
