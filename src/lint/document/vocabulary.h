// SPDX-License-Identifier: MIT
#pragma once

#include "lint/document/report.h"
#include "lint/document/xml_feed.h"

namespace syndic::lint {

/// Reports the elements that are in the namespace of RSS 0.91 to 2.0 or of Atom 1.0 and are none of
/// the standard's. `element`: the channel, atom:feed, an item or an entry. Letters' case counts.
void judge_vocabulary(const FieldList& element, const XmlFeed& feed, Report& report);

}  // namespace syndic::lint
