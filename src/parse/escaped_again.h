// SPDX-License-Identifier: MIT
#pragma once

#include "model/text.h"

namespace syndic::parse {

/// Undoes one escaping of `summary` if it was escaped once more than its own item's `content`, as
/// WordPress does in feeds of comments: its text, but not that of the content, holds references or
/// tags. Linear in both.
void mend_summary(const model::Text& content, model::Text& summary);

}  // namespace syndic::parse
