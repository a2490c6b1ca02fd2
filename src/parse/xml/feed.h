// SPDX-License-Identifier: MIT
//
// The walk over an XML feed that all its formats share: which element is the feed, which are its
// items, and who reads what stands in them.
#pragma once

#include <pugixml.hpp>

#include "model/feed.h"
#include "parse/options.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// The first root element that is a feed: rss, channel, RDF that holds RSS, feed, or an item or
/// entry alone.
/// Nothing where there is none, or where the document is a web page.
[[nodiscard]] pugi::xml_node find_feed_root(pugi::xml_node document);

/// Reads the feed below `root`, which find_feed_root() gave, into `feed`. What had to be left out
/// goes to its warnings.
void read_xml_feed(Context& context, pugi::xml_node root, const Limits& limits, model::Feed& feed);

}  // namespace syndic::parse
