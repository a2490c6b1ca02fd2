// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "model/feed.h"

namespace syndic::test {

/// Everything that a feed says, for comparing with a fixture's .expect and for reading: one
/// "name: value" a line, items indented below "item", members without a value left out, line breaks
/// in values as "\n". A Text is followed by its type, and by the base of its links where that is
/// its own.
[[nodiscard]] std::string dump(const model::Feed& feed);

}  // namespace syndic::test
