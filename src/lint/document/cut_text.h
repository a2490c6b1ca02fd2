// SPDX-License-Identifier: MIT
#pragma once

#include "model/text.h"

namespace syndic::lint {

/// Whether a text says in its last words that it is the beginning of another one: by "[…]", by
/// "Read more" as a link of its own or before an arrow or dots. WordPress' own last words, of where
/// a post appeared first, are passed over.
[[nodiscard]] bool ends_as_cut(const model::Text& text);

}  // namespace syndic::lint
