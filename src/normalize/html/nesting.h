// SPDX-License-Identifier: MIT
//
// How elements may be in one another: the rules of WHATWG HTML §13.2.6.4.7–16 as far as they
// touch the allowed elements. Each function leaves the open elements such that what is written next
// stands for an HTML parser where it stands for us. Where a parser would close, so do we; we may
// close more than it.
#pragma once

#include "markup/html/tags.h"
#include "normalize/html/open_elements.h"

namespace syndic::normalize {

/// Before the start tag of an allowed element: ends what it ends. False if there is no place for
/// it: a part of a table without a table, a link around a table in a link, nesting too deep.
[[nodiscard]] bool make_way(OpenElements& open, markup::HtmlTag tag);

/// Before text or an element that only stands in cells: where a table is open around it without a
/// cell, opens one. A parser would move it out in front of the table.
void make_way_for_content(OpenElements& open);

/// Answers the end tag of an allowed element; one that ends nothing is passed over.
void end_element(OpenElements& open, markup::HtmlTag tag);

}  // namespace syndic::normalize
