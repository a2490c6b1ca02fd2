// SPDX-License-Identifier: MIT
//
// A web page without a feed, read as one by rules of the configuration. Pure and total: any bytes
// are a page; a page without items is an Error, never an empty feed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "markup/html/tree.h"
#include "model/feed.h"
#include "parse/feed_parser.h"
#include "parse/page/rules.h"

namespace syndic::parse {

struct ReadPage {
  model::Feed feed;        ///< As by parse_feed().
  std::string next_url;    ///< Absolute; empty: the rules name none, or this is the last page.
  std::string items_hash;  ///< Of what the items say: equal if nothing but the rest of the page
                           ///< changed.
};

/// Reads a page. A field without a rule is the first of these that an item has:
///   title    its first heading; class p-name (microformats2, h-entry) or *title*; the text of the
///            link, unless it is a "Read more"
///   link     the heading's; class u-url; its first link to a page or file
///   date     time with its datetime, or its text; class dt-published, *date*; a whole date in
///            its text
///   summary  class p-summary; its first paragraph that is more than a date or a link
///   image    its first img
///   author   class p-author; rel=author; class *byline* or *author*
///   tags     class p-category; rel=tag
///   id       class u-uid
///   enclosure  audio and video
/// its text is that of class e-content or entry-content. And, for fields that are still empty, the
/// page's linked data (JSON-LD, schema.org's Article and kin) about the same link. Events are those
/// of linked data about the same link, else class h-event or vevent (hCalendar); what is cancelled
/// is left out, and the date of an event is not the item's. Without `rules.item` the items are the
/// outermost h-entry or hentry elements, or else the articles of the linked data that are not about
/// the page itself. Where nothing matches, the events of the linked data are the items. A date that
/// cannot be read is left out. A rule by which no item of several has anything is a warning.
/// Errors:
///         unknown_format  no element matches `rules.item`; the message names what the page repeats
///         too_large       see markup::read_html_tree; a rule that is too dear for this page
///         malformed       a rule that is no XPath
[[nodiscard]] Result<ReadPage> read_page(std::string_view bytes, const Hints& hints,
                                         const PageRules& rules, const Limits& limits = {});

/// A hash of all that readers see of the items.
[[nodiscard]] std::string items_hash(const std::vector<model::Item>& items);

/// The page's bytes as a tree, whatever its charset.
[[nodiscard]] Result<markup::HtmlTree> read_page_tree(std::string_view bytes, const Hints& hints);

/// What relative links of the page resolve against: its base element, else `base_url`.
[[nodiscard]] std::string base_of_page(pugi::xml_node page, std::string_view base_url);

}  // namespace syndic::parse
