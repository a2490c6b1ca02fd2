// SPDX-License-Identifier: MIT
//
// Media RSS 1.5.1 (https://www.rssboard.org/media-rss). Deliberately not read: player (a page, not
// a file), category, restriction, hash, embed, community.
#pragma once

#include <pugixml.hpp>

#include "parse/draft.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// One element of an item that has Media RSS's namespace; what media:group gathers is the item's,
/// while title and description inside media:content are the file's.
void read_media(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                ItemDraft& draft);

}  // namespace syndic::parse
