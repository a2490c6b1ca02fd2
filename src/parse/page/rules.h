// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

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
  std::string author;       ///< All that it selects, each an author.
  std::string tags;         ///< All that it selects, each a tag.
  std::string id;           ///< Empty: an item is known by its link, else its title and date.
  std::string enclosure;    ///< Audio or video: all that it selects.
  std::string next;         ///< A link to the page with the older items; empty: there is one page.
  std::string date_format;  ///< As strptime has it, "%d.%m.%Y"; empty: as dates are read anywhere.
};

/// What an expression must return.
enum class XPathResult { anything, elements };

/// Whether `text` is an XPath 1.0 expression of that result. Errors: malformed or too_large if not,
/// which say why after the text's name; Error::offset counts bytes.
[[nodiscard]] Result<void> check_xpath(std::string_view text, XPathResult result);

/// Whether `text` is a date format: it has conversions of strptime for day, month and year, or for
/// the whole date. Errors: malformed, as check_xpath().
[[nodiscard]] Result<void> check_date_format(std::string_view text);

}  // namespace syndic::parse
