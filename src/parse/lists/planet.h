// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "model/listed_source.h"

namespace syndic::parse {

/// Reads the config.ini of Planet and Venus, whose sections are named by the feeds' addresses, and
/// the planet.ini of Pluto, whose sections have keys for them. Filters become include and exclude.
/// What has no counterpart is in the notes, as "NAME:LINE: …", in the order of lines.
[[nodiscard]] model::SourceList read_planet(std::string_view text, const std::string& name);

}  // namespace syndic::parse
