// SPDX-License-Identifier: MIT
//
// RSS 0.9x and 2.0 (RSS 2.0 specification, RSS Advisory Board), and what RSS 1.0 shares with them.
// Deliberately not read: textInput, cloud, docs, generator, rating, webMaster.
#pragma once

#include <pugixml.hpp>

#include "model/feed.h"
#include "parse/draft.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// The format that the root element's version attribute names.
[[nodiscard]] model::Format rss_format(std::string_view version);

/// One element of a channel or an item by its RSS name, in any namespace. False: RSS
/// knows no such element.
bool read_rss_element(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                      FeedDraft& draft);
bool read_rss_element(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                      ItemDraft& draft);

}  // namespace syndic::parse
