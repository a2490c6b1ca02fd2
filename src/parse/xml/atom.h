// SPDX-License-Identifier: MIT
//
// Atom 1.0 (RFC 4287), with the names that Atom 0.3 had for the same. Deliberately not read:
// generator, and links of relations that do not describe the entry itself (related, via, edit …).
#pragma once

#include <pugixml.hpp>

#include "model/feed.h"
#include "parse/draft.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// One element of a feed or an entry by its Atom name, in any namespace: RSS feeds
/// use Atom's names too. False: Atom knows no such element.
bool read_atom_element(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                       FeedDraft& draft);
bool read_atom_element(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                       ItemDraft& draft);

}  // namespace syndic::parse
