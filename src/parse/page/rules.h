// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace syndic::parse {

/// How a page without a feed is read: XPath 1.0 over its tree (markup/html/tree.h). `item` names
/// the items; the others start at an item, but for `next`, which starts at the page. The field of
/// an empty one is found as page.h describes.
struct PageRules {
  std::string item;
  std::string title;
  std::string link;
  std::string date;
  std::string summary;
  std::string image;
  std::string next;         ///< A link to the page with the older items; empty: there is one page.
  std::string date_format;  ///< As strptime has it, "%d.%m.%Y"; empty: as dates are read anywhere.
};

/// What an expression must return.
enum class XPathResult { anything, elements };

/// Why `text` is no XPath 1.0 expression that returns this; nullopt if it is one. Error::offset is
/// in bytes.
[[nodiscard]] std::optional<Error> mistake_in_xpath(std::string_view text, XPathResult gives);

/// Why `text` is no date format, which has conversions of strptime for day, month and year (or for
/// the whole date); nullopt if it is one.
[[nodiscard]] std::optional<Error> mistake_in_date_format(std::string_view text);

}  // namespace syndic::parse
