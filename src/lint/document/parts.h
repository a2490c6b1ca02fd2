// SPDX-License-Identifier: MIT
#pragma once

#include "lint/document/report.h"
#include "lint/document/xml_feed.h"
#include "model/timestamp.h"

namespace syndic::lint {

/// Judges an element that is written alike in heads and items: dates, images, persons, texts of
/// Atom, what podcasts say, and the hours and days to skip. Any other is passed over.
void judge_part(const Field& field, const XmlFeed& feed, model::Timestamp now, Report& report);

/// Judges whether an atom:link of a feed or an item has an address at all.
void judge_href(pugi::xml_node node, markup::XmlDocument& document, Report& report);

/// Judges an atom:id of a feed or an entry; an empty one is another rule's.
void judge_atom_id(pugi::xml_node node, markup::XmlDocument& document, Report& report);

}  // namespace syndic::lint
