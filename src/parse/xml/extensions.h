// SPDX-License-Identifier: MIT
//
// The modules that feeds of every format use: content, Dublin Core, DCMI terms, iTunes, XHTML body,
// FeedBurner, syndication, Creative Commons; Media RSS is media.h's, threads, places and episodes
// are extras.h's. Deliberately not read: itunes:owner (the contact for the feed is not its author),
// itunes:title and itunes:category, dc:publisher and dc:identifier.
#pragma once

#include <pugixml.hpp>

#include "model/feed.h"
#include "parse/draft.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// One element of a channel or feed, or of an item or entry, that has an extension's namespace.
void read_extension(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                    FeedDraft& draft);
void read_extension(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                    ItemDraft& draft);

}  // namespace syndic::parse
