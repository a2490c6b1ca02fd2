// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "model/listed_source.h"

namespace syndic::parse {

/// Reads newsboat's file `urls` (its manual, "Adding Feeds" and "Tagging"), whatever text it is:
/// tags are groups, but for those that begin with "!" and hide the feed; "~Title" is the name. What
/// has no counterpart is in the notes, as "NAME:LINE: …".
[[nodiscard]] model::SourceList read_newsboat(std::string_view text, const std::string& name);

}  // namespace syndic::parse
