// SPDX-License-Identifier: MIT
//
// How elements nest: the rules of WHATWG HTML §13.2.6.4.7–16 as far as they concern the allowed
// elements. After each function an HTML parser puts what is written next into the same element as
// we do. Whatever a parser would close is closed; more may be.
#pragma once

#include <string_view>

#include "markup/html/tags.h"
#include "normalize/html/output_elements.h"

namespace syndic::normalize {

/// Ends what the start tag of an allowed element ends. False if the element is not allowed here: a
/// part of a table without a table, a link around a table in a link, nesting too deep.
[[nodiscard]] bool prepare_start(OutputElements& open, markup::HtmlTag tag);

/// Opens a cell if a table is open without one, as text and most elements are only allowed in
/// cells: a parser would move them out in front of the table.
void prepare_content(OutputElements& open);

/// Handles the end tag of an allowed element; one that ends nothing is ignored.
void end_element(OutputElements& open, markup::HtmlTag tag);

}  // namespace syndic::normalize
