// SPDX-License-Identifier: MIT
#pragma once

#include "lint/document/report.h"
#include "lint/document/xml_feed.h"

namespace syndic::lint {

/// Reports the elements of the format's own namespace that may be there once and are there again,
/// Atom's alternate links of one type and language, and Apple's elements for podcasts.
void judge_singles(const FieldList& element, const XmlFeed& feed, Report& report);

}  // namespace syndic::lint
