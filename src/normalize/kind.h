// SPDX-License-Identifier: MIT
#pragma once

#include "model/item.h"
#include "normalize/sanitize.h"

namespace syndic::normalize {

/// What one does with the item: watch where it carries or leads to a film, listen where to a
/// recording, else read. What is attached counts first, then where it leads, then its text.
[[nodiscard]] model::Kind kind_of(const model::Item& item, const Findings& in_content);

}  // namespace syndic::normalize
