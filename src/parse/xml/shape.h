// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "markup/xml/repair.h"

namespace syndic::parse {

/// The role of a feed's element, by its name only: repair needs it if end tags are missing. A
/// prefix means what it usually means; an unknown one counts as no prefix.
[[nodiscard]] markup::XmlRole xml_role(std::string_view qualified_name);

}  // namespace syndic::parse
